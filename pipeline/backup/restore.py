"""Restore a backup to a home that is not there yet: everything is written aside and checked, then it gets its name."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import UserError
from ingest.full_disk import full_disk, is_full_disk
from ingest.matching.identity import KEY_BYTES, Identity
from ingest.system_reason import reason
from pipeline.backup.archive import Contents, read_archive
from pipeline.backup.lock import Opener
from pipeline.backup.sealed import unsealed
from pipeline.backup.still import APART, SIGNING

_ASIDE = ".restoring-"
_KEYS_BYTES = (KEY_BYTES, 2 * KEY_BYTES)


def restore(path: Path, home: Path, private_key: Opener, key: bytes | None) -> Contents:
    """Restore the backup at `path` to `home`, with the home's `key` if it is given, and return what was restored.

    UserError if `home` holds anything, the backup is damaged, the key is another home's, or there is no room; then
    nothing stays behind.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise UserError(f"“{home}”里已经有东西，不会覆盖。请用 --home 写一个还没有的文件夹。")
    for left in home.parent.glob(f"{_ASIDE}{home.name}-*") if home.parent.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)
    with _aside(home) as folder:
        with unsealed(path, private_key) as stream:
            contents = read_archive(stream, lambda name, blocks: _put(folder, name, blocks))
        if key is not None:
            _put_key(folder, key, contents)
    return contents


def opened_key(content: bytes, opener: Opener) -> bytes:
    """Return the keys that a file put apart holds, locked or as one lay in the home; UserError if it holds none.

    First that of the hashes, then, in files of today, that of the audit log.
    """
    key = content if len(content) in _KEYS_BYTES else opener.opened(content)
    if len(key) not in _KEYS_BYTES:
        raise UserError("这个文件里不是数据文件夹的密钥。请用备份密钥时写的那个文件。")
    return key


def _put(folder: Path, name: str, blocks: Iterator[bytes]) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks:
            file.write(block)


def _put_key(folder: Path, keys: bytes, contents: Contents) -> None:
    key, signing = keys[:KEY_BYTES], keys[KEY_BYTES:]
    if contents.key is not None and Identity(key).mark != contents.key:
        raise UserError(
            f"这个密钥（指纹 {Identity(key).mark}）不是这份备份的（指纹 {contents.key}）。"
            "请找原来的密钥；也可以先不带 --key 恢复，以后再放回。"
        )
    _put(folder, APART, iter([key]))
    if signing:
        _put(folder, SIGNING, iter([signing]))


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    """Yield a folder beside `home` that becomes it at the end, and goes if the block fails."""
    folder = home.parent / f"{_ASIDE}{home.name}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, mode=0o700)
        yield folder
        if home.exists():
            home.rmdir()
        folder.rename(home)
    except OSError as error:
        if is_full_disk(error):
            raise full_disk(home.parent, "没有恢复成") from error
        raise UserError(f"不能恢复到“{home}”：{reason(error)}。请换一个文件夹。") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
