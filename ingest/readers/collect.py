"""Find the files of a delivery: single files, folders, zip archives inside them."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.bounded.worker import call
from ingest.errors import UserError
from ingest.readers.refused import by_ending
from ingest.readers.unpacked import check_unpacked
from ingest.system_reason import reason
from ingest.text.printable import printable

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
        with _in_words(self.name):
            return self._read()

    def _read(self) -> bytes:
        if not self.members:
            return self.path.read_bytes()
        within: Path | io.BytesIO = self.path
        content = b""
        for member in self.members:
            with zipfile.ZipFile(within) as archive:
                check_unpacked([archive.getinfo(member)], self.name)
                content = archive.read(member)
            within = io.BytesIO(content)
        return content


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    """Say in a sentence what is wrong with a file or an archive."""
    try:
        yield
    except PermissionError as error:
        raise UserError(f"“{name}”打不开：没有读取权限，或正被其他程序占用，请关闭后重试。") from error
    except OSError as error:
        raise UserError(f"“{name}”打不开：{reason(error)}。") from error
    except NotImplementedError as error:  # a way of packing that only few programs know; a RuntimeError too
        raise _broken(name) from error
    except RuntimeError as error:  # zipfile says so about a password
        raise UserError(f"“{name}”在加密的压缩包里，请去掉密码后重新报送。") from error
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, OverflowError, struct.error, zlib.error) as error:
        raise _broken(name) from error


def _broken(name: str) -> UserError:
    return UserError(f"“{name}”打不开：压缩包已损坏，请重新压缩后再报送。")


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
                    found.extend(_expand(SourceFile(each, _seen(relative.as_posix()))))
        elif path.is_file():
            found.extend(_expand(SourceFile(path, _seen(path.name))))
        else:
            raise UserError(f"找不到“{path}”，请检查路径。")
    return found


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED_NAMES


def _expand(source: SourceFile) -> Iterator[SourceFile]:
    suffix = PurePosixPath(source.name).suffix.lower()
    if suffix == ".zip":
        try:
            yield from call(_members, source, 1, _Budget(), about=source.name)
        except UserError as error:
            yield _refused(source, str(error))
    elif suffix in READABLE:
        yield source
    else:
        yield _refused(source, by_ending(suffix))


def _refused(source: SourceFile, sentence: str) -> SourceFile:
    return replace(source, refusal=sentence)


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
    entries = _entries(source)
    left = Counter(info.filename for info in entries)
    for info in entries:
        name = _seen(_shown_name(info))
        shown = PurePosixPath(name)
        if _is_of_no_concern(shown):
            continue
        budget.spend(info.file_size, source.name)
        member = SourceFile(source.path, f"{source.name}/{name}", (*source.members, info.filename))
        left[info.filename] -= 1
        unfit = _why_unfit(info, shown, left[info.filename])
        found += [_refused(member, unfit)] if unfit is not None else _opened(member, shown, depth, budget)
    if not found and depth == 1:
        raise UserError(f"压缩包“{source.name}”里没有文件。")
    return sorted(found, key=lambda file: file.name)


def _is_of_no_concern(shown: PurePosixPath) -> bool:
    return any(_is_ignored(part) for part in shown.parts if part != "..")


def _opened(member: SourceFile, shown: PurePosixPath, depth: int, budget: _Budget) -> Iterable[SourceFile]:
    if shown.suffix.lower() == ".zip":
        return _members_within(member, depth + 1, budget)
    return _expand(member)


def _why_unfit(info: zipfile.ZipInfo, shown: PurePosixPath, later: int) -> str | None:
    """Return why an entry is not read that no program makes of a folder of files; it is named all the same."""
    if ".." in shown.parts:
        return f"压缩包里的路径“{shown}”指到了压缩包外面，没有读取，请重新压缩后报送。"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "这是指向别处的链接，压缩包里没有文件本身，请把原文件放进压缩包后重新报送。"
    if later:
        return "压缩包里还有一个同名的文件，分不清哪一个有效，只读了最后放进去的，请核对后重新压缩。"
    return None


def _entries(source: SourceFile) -> list[zipfile.ZipInfo]:
    within = io.BytesIO(source.read_bytes()) if source.members else source.path
    with _in_words(source.name), zipfile.ZipFile(within) as archive:
        return [info for info in archive.infolist() if not info.is_dir()]


def _members_within(member: SourceFile, depth: int, budget: _Budget) -> list[SourceFile]:
    """Return the files of an archive in an archive; one that cannot be read is refused alone, the rest is read."""
    try:
        return _members(member, depth, budget)
    except UserError as error:
        if budget.members < 0 or budget.size < 0:
            raise
        return [_refused(member, str(error))]


def _seen(name: str) -> str:
    """Return a name as it can be shown and written: some systems hand out bytes that are no UTF-8, mostly GBK."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return printable(name)


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
