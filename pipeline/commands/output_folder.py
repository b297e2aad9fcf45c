"""Files and folders that are named on the command line: told before any work is done that they cannot be used."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer


def ready(out: Path) -> Path:
    """Make the folder if it is not there and return its whole path; wrong usage when nothing can be put into it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            return out.resolve()
    except OSError as error:
        why = (
            "那是一个文件，不是文件夹"
            if isinstance(error, FileExistsError | NotADirectoryError)
            else "没有权限，或磁盘已满"
        )
        raise typer.BadParameter(f"不能往“{out}”里放文件：{why}。请换一个文件夹。") from error


def there(path: Path) -> Path:
    """Return the path of a file; wrong usage when there is none."""
    if not path.is_file():
        raise typer.BadParameter(f"找不到文件“{path}”，请检查路径。")
    return path.resolve()
