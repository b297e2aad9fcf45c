"""Faults of the machine or of a file in the home that no command foresees, in sentences that say what to do."""

from __future__ import annotations

import json
import sqlite3
import sys
import traceback
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from ingest.full_disk import full_disk, is_full_disk
from ingest.matching.identity import mask_identity_numbers

_LOG = Path("logs") / "dangjian.log"


def said_of(error: BaseException, home: Path) -> str | None:
    """Return what to say of an error, None if it is one of the program itself; the log in the home has the rest."""
    if is_full_disk(error):
        return str(full_disk(home, "这一步没有做完，已经入库和发布的不受影响"))
    sentence = _of_a_file(error) or _of_a_database(error) or _of_content(error)
    if sentence is not None:
        _log(error, home)
    return sentence


def in_a_sentence(error: Exception) -> str:
    """Return what to say of an error of which nothing but its own words is known."""
    return (
        _of_a_file(error)
        or _of_a_database(error)
        or f"读不了，可能已损坏（{type(error).__name__}：{_first_line(error)}）。"
    )


def _of_a_file(error: BaseException) -> str | None:
    if not isinstance(error, OSError) or error.filename is None:
        return None
    reason = error.strerror or type(error).__name__
    return f"“{error.filename}”不能读写：{reason}。请检查它在不在、权限和磁盘；数据文件夹的情况请运行 doctor。"


def _of_a_database(error: BaseException) -> str | None:
    if isinstance(error, sqlite3.DatabaseError):
        return f"文件 app.sqlite 读不了：{error}。请运行 doctor，它会说明怎么处理。"
    duckdb = sys.modules.get("duckdb")  # importing it for a fault of another kind would take longer than the command
    if duckdb is not None and isinstance(error, duckdb.Error):
        return f"数据仓库文件读不了，可能已损坏：{_first_line(error)}。请运行 doctor --deep，它会说明怎么处理。"
    return None


def _of_content(error: BaseException) -> str | None:
    if isinstance(error, UnicodeDecodeError | json.JSONDecodeError | zipfile.BadZipFile):
        return f"有一个文件读不了，可能已损坏：{_first_line(error)}。请运行 doctor，它会说明是哪一个、怎么处理。"
    return None


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


def _log(error: BaseException, home: Path) -> None:
    """Write the traceback where whoever maintains the program finds it; a log that cannot be written stops nothing."""
    try:
        (home / _LOG).parent.mkdir(parents=True, exist_ok=True)
        with (home / _LOG).open("a", encoding="utf-8") as lines:
            lines.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}\n")
            lines.write(mask_identity_numbers("".join(traceback.format_exception(error))) + "\n")
    except OSError:
        return
