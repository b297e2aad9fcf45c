"""Find the files of a delivery: single files, folders, zip archives inside them."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import UserError
from ingest.readers.refused import by_ending

READABLE = frozenset(
    {
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".xlsb",
        ".ods",
        ".csv",
        ".tsv",
        ".txt",
        ".docx",
        ".pdf",
        ".xml",
        ".mht",
        ".mhtml",
    }
)
_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", ".ds_store"})
_MEMBERS_AT_MOST = 5_000
_BYTES_AT_MOST = 2 * 1024**3
_NESTING_AT_MOST = 3
_UTF8_FLAG = 0x800


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a delivery, on disk or inside an archive.

    `path` is the file on disk: the file itself, or the archive that holds it. `members` leads into the
    archive (more than one step for an archive inside an archive), by the names stored there. `name` is what
    the user is shown, such as `报送.zip/2025/活动台账.xlsx`. `refusal` is a sentence when the file cannot
    be a ledger.
    """

    path: Path
    name: str
    members: tuple[str, ...] = ()
    refusal: str | None = None

    @property
    def stem(self) -> str:
        """The file's own name without its ending."""
        return PurePosixPath(self.name).stem

    @property
    def file_name(self) -> str:
        """The file's own name, without folders and archives."""
        return PurePosixPath(self.name).name

    def read_bytes(self) -> bytes:
        """Return the content; UserError if it cannot be read."""
        try:
            content = self.path.read_bytes()
            for member in self.members:
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    content = archive.read(member)
        except PermissionError as error:
            raise UserError(f"“{self.name}”打不开：没有读取权限，或正被其他程序占用，请关闭后重试。") from error
        except OSError as error:
            raise UserError(f"“{self.name}”打不开：{error.strerror or '读取出错'}。") from error
        except RuntimeError as error:  # zipfile says so about a password
            raise UserError(f"“{self.name}”在加密的压缩包里，请去掉密码后重新报送。") from error
        except (zipfile.BadZipFile, NotImplementedError, KeyError, EOFError, ValueError, zlib.error) as error:
            raise UserError(f"“{self.name}”所在的压缩包已损坏，请重新压缩后再报送。") from error
        return content


def collect_files(paths: Iterable[Path]) -> list[SourceFile]:
    """Return every file below the paths, archives opened, in the order of their names.

    Temporary (`~$...`), hidden and system files are left out. A file that is no ledger format, or an
    archive that cannot be opened, comes with a `refusal`. UserError if a path does not exist.
    """
    found: list[SourceFile] = []
    for path in map(Path.absolute, paths):  # another process reads them, and it may have begun elsewhere
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            for each in sorted(inside, key=lambda file: file.relative_to(path).as_posix()):
                relative = each.relative_to(path)
                if not any(_is_ignored(part) for part in relative.parts):
                    found.extend(_expand(SourceFile(each, relative.as_posix())))
        elif path.is_file():
            found.extend(_expand(SourceFile(path, path.name)))
        else:
            raise UserError(f"找不到“{path}”，请检查路径。")
    return found


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED_NAMES


def _expand(source: SourceFile) -> Iterator[SourceFile]:
    suffix = PurePosixPath(source.name).suffix.lower()
    if suffix == ".zip":
        try:
            yield from _members(source, depth=1, budget=_Budget())
        except UserError as error:
            yield _refused(source, str(error))
    elif suffix in READABLE:
        yield source
    else:
        yield _refused(source, by_ending(suffix))


def _refused(source: SourceFile, sentence: str) -> SourceFile:
    return SourceFile(source.path, source.name, source.members, sentence)


@dataclass(slots=True)
class _Budget:
    members: int = _MEMBERS_AT_MOST
    size: int = _BYTES_AT_MOST

    def spend(self, size: int, name: str) -> None:
        self.members -= 1
        self.size -= size
        if self.members < 0 or self.size < 0:
            raise UserError(
                f"压缩包“{name}”里的文件太多或解开后太大"
                f"（上限 {_MEMBERS_AT_MOST} 个文件、{_BYTES_AT_MOST // 1024**3} GB），请分批报送。"
            )


def _members(source: SourceFile, depth: int, budget: _Budget) -> list[SourceFile]:
    if depth > _NESTING_AT_MOST:
        raise UserError(f"压缩包“{source.name}”套得太深，请解开后报送。")
    found: list[SourceFile] = []
    for info in _entries(source):
        shown = PurePosixPath(_shown_name(info))
        if any(_is_ignored(part) for part in shown.parts):
            continue
        budget.spend(info.file_size, source.name)
        member = SourceFile(source.path, f"{source.name}/{_shown_name(info)}", (*source.members, info.filename))
        if shown.suffix.lower() == ".zip":
            found += _members_within(member, depth + 1, budget)
        else:
            found += _expand(member)
    if not found and depth == 1:
        raise UserError(f"压缩包“{source.name}”里没有文件。")
    return sorted(found, key=lambda file: file.name)


def _entries(source: SourceFile) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
            return [info for info in archive.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as error:
        raise UserError(f"压缩包“{source.name}”打不开或已损坏，请重新压缩后报送。") from error


def _members_within(member: SourceFile, depth: int, budget: _Budget) -> list[SourceFile]:
    """Return the files of an archive in an archive; one that cannot be read is refused alone, the rest is read."""
    try:
        return _members(member, depth, budget)
    except UserError as error:
        if budget.members < 0 or budget.size < 0:
            raise
        return [_refused(member, str(error))]


def _shown_name(info: zipfile.ZipInfo) -> str:
    """Undo what zipfile does to names that Chinese Windows wrote in GBK without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
