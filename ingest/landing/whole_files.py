"""Write files so that, whatever happens, a name holds the old content or the whole new one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl


def write_parquet(frame: pl.DataFrame, path: Path) -> str:
    """Write a frame so that the file is either whole or not there; return the SHA-256 of the file."""
    with _aside(path) as aside:
        frame.write_parquet(aside, compression="zstd")
        digest = sha256_of(aside)
        _publish(aside, path)
    return digest


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_text(text: str, path: Path) -> None:
    """Write a text (UTF-8) so that the file is either the old one or the whole new one."""
    with _aside(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
        _publish(aside, path)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Yield where a file is written before it takes its name; what was not finished does not stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _publish(aside: Path, path: Path) -> None:
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is journalled
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
