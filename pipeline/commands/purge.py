"""`dangjian purge`, and the same every day while the dashboard is served: delete what is kept no longer."""

from __future__ import annotations

import getpass
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import UserError
from pipeline.commands.noting import note_done
from pipeline.retention.purge import counted, due
from pipeline.retention.purge import purge as purge_home
from pipeline.retention.receipts import RECEIPTS
from pipeline.terminal import console, table

_LOOK_EVERY = 24 * 60 * 60.0
_AUTOMATIC = "看板每天自动"


def purge(home: Path, dry: bool) -> None:
    """Delete what is due, or with `dry` only list it."""
    now = datetime.now(UTC)
    found = due(home, now) if dry else purge_home(home, now, getpass.getuser())
    if not found:
        _say("没有到期的文件。")
        return
    if dry:
        table(("种类", "文件"), [(one.kind, one.file) for one in found])
        _say(f"到期的有：{counted(found)}。没有删除；去掉 --dry-run 再运行就删除。")
        return
    _say(f"已删除：{counted(found)}。清单（文件名和指纹）记在 {home / RECEIPTS}。")
    _enter(home, counted(found))


def watch(home: Path, say: Callable[[str], None]) -> None:
    """Delete what is due now, and every day as long as this process lives; what cannot be done is said."""
    threading.Thread(target=_watch, args=(home, say), daemon=True).start()


def _watch(home: Path, say: Callable[[str], None]) -> None:
    while True:
        try:
            found = purge_home(home, datetime.now(UTC), _AUTOMATIC)
            if found:
                _enter(home, f"{_AUTOMATIC}：{counted(found)}")
        except (UserError, OSError) as error:
            say(f"到期清理没有做成：{error}")
        time.sleep(_LOOK_EVERY)


def _enter(home: Path, what: str) -> None:
    note_done(home, "purge", "到期清理", what)


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)
