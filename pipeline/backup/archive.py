"""What lies in a backup: a list of the files with their hashes, then the files, as one compressed stream (tar.gz)."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.errors import UserError
from ingest.landing.whole_files import sha256_of

LIST = "目录.json"
_FORMAT = 1
_LEVEL = 1
"""Of gzip: landed rows are compressed already, builds are not."""
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What a backup holds. `made_at` is UTC; `key` is the fingerprint of the key of the home, which is not in it."""

    made_at: str
    key: str | None
    batches: int
    build: str | None
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 by path below the home, with forward slashes."""
    damaged: tuple[str, ...] = ()
    """Files that were damaged in the home already, as they are in it."""
    audit: str | None = None
    """How far the audit log went: `dangjian audit verify --head` tells whether it still says so."""

    def to_json(self) -> str:
        """Return it as the text of `目录.json`."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def hashes_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}


def write_archive(folder: Path, contents: Contents, stream: IO[bytes]) -> None:
    """Write the list and then the files that it names."""
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        text = contents.to_json().encode()
        member = tarfile.TarInfo(LIST)
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
        for name in contents.files:
            path = folder / name
            member = tarfile.TarInfo(name)
            member.size, member.mtime = path.stat().st_size, int(path.stat().st_mtime)
            with path.open("rb") as file:
                archive.addfile(member, file)


Take = Callable[[str, Iterator[bytes]], None]
"""Called with the path of a file below the home and its content, block by block."""


def read_archive(stream: IO[bytes], take: Take) -> Contents:
    """Hand every file to `take` and return what the backup holds.

    UserError if a file is missing, is not what the list says, or would lie outside the home.
    """
    found: dict[str, str] = {}
    try:
        with (
            gzip.GzipFile(fileobj=stream, mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as archive,
        ):
            contents = _contents(archive)
            while (member := archive.next()) is not None:
                if member.name not in contents.files or not _is_inside(member.name) or not member.isfile():
                    raise UserError(f"备份里的“{member.name}”不在它的目录里，这份备份不能使用。")
                found[member.name] = _hand_over(archive, member, take)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, ValueError, TypeError, KeyError) as error:
        raise UserError("备份已损坏，里面的内容不完整，不能使用。") from error
    wrong = [name for name, sha256 in contents.files.items() if found.get(name) != sha256]
    if wrong:
        raise UserError(f"备份里有 {len(wrong)} 个文件缺失或已损坏，如“{wrong[0]}”，这份备份不能使用。")
    return contents


def nothing(name: str, blocks: Iterator[bytes]) -> None:
    """Take a file only to have it checked."""
    for _ in blocks:
        pass


def _contents(archive: tarfile.TarFile) -> Contents:
    member = archive.next()
    file = archive.extractfile(member) if member is not None and member.name == LIST else None
    if file is None:
        raise EOFError(LIST)
    told = json.loads(file.read())
    if told.pop("format") != _FORMAT:
        raise UserError("这份备份是更新版本的程序写的。请先更新程序，再恢复。")
    return Contents(**{**told, "damaged": tuple(told["damaged"])})


def _hand_over(archive: tarfile.TarFile, member: tarfile.TarInfo, take: Take) -> str:
    digest = hashlib.sha256()
    file = archive.extractfile(member)
    assert file is not None

    def blocks() -> Iterator[bytes]:
        while block := file.read(_BLOCK):
            digest.update(block)
            yield block

    take(member.name, blocks())
    return digest.hexdigest()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in path.parts[0]
