"""The file of a backup: a ZIP of two age files, so that age itself opens it too, on a machine without this program.

`data.age` is encrypted for a key pair made for this one backup; `key.age` is its private key, locked as was
wished. What is encrypted is never on the disk in clear, and never in memory as a whole.
"""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from ingest.errors import UserError
from pipeline.backup.lock import Lock, Opener, new_pair

KEY, DATA, NOTE = "key.age", "data.age", "说明.txt"
_NOTE = (
    "这是教育党建数据的备份，已加密。恢复：dangjian restore 这个文件 --home 新的文件夹\n"
    "没有这个程序时，用 age 打开：age -d -o k.txt key.age；age -d -i k.txt data.age > data.tar.gz\n"
)


def seal(write: Callable[[IO[bytes]], None], target: Path, lock: Lock) -> Opener:
    """Write a backup of what `write` writes to the stream it is given; return what opens this one file.

    UserError where the lock is no lock. Whatever `write` raises is raised here; `target` is then not whole.
    """
    private, public = new_pair()
    locked = lock.locked(private.encode())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(NOTE, _NOTE)
        archive.writestr(KEY, locked)
        with archive.open(DATA, "w", force_zip64=True) as member, _flowing_from(write) as plain:
            pyrage.encrypt_io(plain, member, [pyrage.x25519.Recipient.from_str(public)])
    return Opener(private_keys=private)


def locked_key(path: Path) -> bytes:
    """Return the locked private key of a backup. UserError if the file is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(KEY)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise UserError(f"“{path}”不是备份文件，或已损坏。") from error


@contextmanager
def unsealed(path: Path, private_key: Opener) -> Iterator[IO[bytes]]:
    """Yield what was written, as a stream; `private_key` is this backup's own. UserError if it was cut or changed."""
    identities = private_key._identities()
    damaged = UserError(f"备份“{path}”已损坏，里面的内容不完整，不能使用。")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(DATA) as member:

            def decrypt(plain: IO[bytes]) -> None:
                try:
                    pyrage.decrypt_io(member, plain, identities)
                except OSError as error:  # age's word for a block that was changed; the system's errors have a number
                    raise error if error.errno is not None else damaged from error

            with _flowing_from(decrypt) as plain:
                yield plain
    except (zipfile.BadZipFile, KeyError, pyrage.DecryptError, EOFError) as error:
        raise damaged from error


@contextmanager
def _flowing_from(write: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Yield the other end of what `write` writes in a thread; its error is raised here once the block is done.

    A block that raised something because the stream ended early raises the error that ended it instead.
    """
    reading, writing = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as stream:
                write(stream)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            yield stream
    except Exception:
        thread.join()
        _raise_first(errors, but=BrokenPipeError)
        raise
    thread.join()
    _raise_first(errors, but=BrokenPipeError)


def _raise_first(errors: list[BaseException], but: type[BaseException]) -> None:
    for error in errors:
        if not isinstance(error, but):
            raise error
