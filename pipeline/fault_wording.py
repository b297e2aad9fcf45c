"""Faults of the machine or of a file in the home that no command foresees, in sentences that say what to do."""

from __future__ import annotations

import json
import sqlite3
import sys
import traceback
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from ingest.full_disk import full_disk, is_full_disk, room
from ingest.matching.identity import mask_identity_numbers
from ingest.system_reason import reason

_LOG = Path("logs") / "dangjian.log"
_UNHARMED = "这一步没有做完，已经入库和发布的不受影响"
_SOME_ROOM = 16 << 20
"""Bytes: where the home has more, it is another disk that is full."""


def said_of(error: BaseException, home: Path) -> str | None:
    """Return what to say of an error, None if it is one of the program itself; the log in the home has the rest."""
    if is_full_disk(error):
        return _of_a_full_disk(home)
    sentence = _of_a_file(error) or _of_a_database(error) or _of_content(error)
    if sentence is not None:
        _log(error, home)
    return sentence


def _of_a_full_disk(home: Path) -> str:
    """Say which disk is full: that of the home, or another on which the results were to be written."""
    if room(home) < _SOME_ROOM:
        return str(full_disk(home, _UNHARMED))
    return f"磁盘满了：{_UNHARMED}。要写的文件夹所在的磁盘没有空间了，请腾出空间，或换一个文件夹，再运行一次。"


def in_a_sentence(error: Exception) -> str:
    """Return what to say of an error of which nothing but its own words is known; those are English."""
    return _of_a_file(error) or _of_a_database(error) or f"读不了，可能已损坏（{type(error).__name__}）。"


def _of_a_file(error: BaseException) -> str | None:
    if not isinstance(error, OSError) or error.filename is None:
        return None
    return f"“{error.filename}”不能读写：{reason(error)}。请检查它在不在、权限和磁盘；数据文件夹的情况请运行 doctor。"


_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "正被其他程序占用，请稍后再试一次",
    sqlite3.SQLITE_LOCKED: "正被其他程序占用，请稍后再试一次",
    sqlite3.SQLITE_READONLY: "不能写，请检查文件和文件夹的权限",
    sqlite3.SQLITE_PERM: "没有权限，请检查文件和文件夹的权限",
    sqlite3.SQLITE_CANTOPEN: "打不开，请检查文件和文件夹的权限",
    sqlite3.SQLITE_IOERR: "读写时磁盘出错，请检查磁盘",
    sqlite3.SQLITE_NOTADB: "已损坏",
    sqlite3.SQLITE_CORRUPT: "已损坏",
}
_PRIMARY = 0xFF
"""SQLite keeps what went wrong in the lowest byte of a code, and the circumstances above it."""


def _of_a_database(error: BaseException) -> str | None:
    if isinstance(error, sqlite3.DatabaseError):
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        return f"文件 app.sqlite {_OF_SQLITE.get(code, '读不了')}。请运行 doctor，它会说明怎么处理。"
    duckdb = sys.modules.get("duckdb")  # importing it for a fault of another kind would take longer than the command
    if duckdb is None or not isinstance(error, duckdb.Error):
        return None
    if isinstance(error, duckdb.OutOfMemoryException):
        return "内存不够，没有做完。请关闭其他程序后再运行一次。"
    return "数据仓库文件读不了，可能已损坏，或正被其他程序占用。请运行 doctor --deep，它会说明怎么处理。"


def _of_content(error: BaseException) -> str | None:
    if isinstance(error, UnicodeDecodeError | json.JSONDecodeError | zipfile.BadZipFile):
        return "有一个文件读不了，可能已损坏。请运行 doctor，它会说明是哪一个、怎么处理。"
    return None


def _log(error: BaseException, home: Path) -> None:
    """Write the traceback where whoever maintains the program finds it; a log that cannot be written stops nothing."""
    try:
        (home / _LOG).parent.mkdir(parents=True, exist_ok=True)
        with (home / _LOG).open("a", encoding="utf-8") as lines:
            lines.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}\n")
            lines.write(mask_identity_numbers("".join(traceback.format_exception(error))) + "\n")
    except OSError:
        return
