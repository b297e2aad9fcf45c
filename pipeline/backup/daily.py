"""Daily backups while the dashboard is served, and which of them are kept: 7 days, 4 weeks, 12 months."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ingest.errors import UserError
from pipeline.backup.lock import Lock
from pipeline.backup.make import back_up
from pipeline.backup.record import note_failure, read_record
from pipeline.backup.setting import DailyBackup, daily_backup

_NAME = re.compile(r"dangjian-(\d{8})T(\d{6})\.backup")
_DUE_AFTER = timedelta(hours=23)
_LOOK_EVERY = 900.0
"""Seconds. A machine that slept through the hour backs up soon after it wakes."""
_DAYS, _WEEKS, _MONTHS = 7, 4, 12


def name_at(moment: datetime) -> str:
    """Return the name of a daily backup."""
    return f"dangjian-{moment:%Y%m%dT%H%M%S}.backup"


def kept(names: Iterable[str]) -> set[str]:
    """Return which daily backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have one.

    Names that are not those of daily backups are not ours to clear away, and stay.
    """
    names = list(names)
    by_day = sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)
    found = {name for name in names if not _NAME.fullmatch(name)}
    for part, count in ((_day, _DAYS), (_week, _WEEKS), (_month, _MONTHS)):
        newest: dict[tuple[int, ...], str] = {}
        for name in by_day:
            newest.setdefault(part(name), name)
        found |= set(list(newest.values())[:count])
    return found


def is_due(home: Path, now: datetime) -> bool:
    """Tell whether a day has passed since the last good backup; so it has if that lies in the future."""
    age = read_record(home).age(now)
    return age is None or age >= _DUE_AFTER or age < timedelta(0)


def back_up_daily(home: Path, now: datetime) -> Path | None:
    """Make today's backup if the home asks for one and it is due; return its file, None if there was nothing to do.

    UserError if it could not be made, which is noted in the home as well.
    """
    try:
        setting = daily_backup(home)
    except UserError as error:
        note_failure(home, str(error))
        raise
    if setting is None or not is_due(home, now) or not (home / "landed").is_dir():
        return None
    out = Path(setting.folder) / name_at(now)
    back_up(home, out, Lock(recipients=setting.recipients))
    _clear(setting)
    return out


def watch(home: Path, say: Callable[[str], None]) -> None:
    """Back up every day for as long as this process lives; what cannot be done is said and tried again."""
    threading.Thread(target=_watch, args=(home, say), daemon=True).start()


def _watch(home: Path, say: Callable[[str], None]) -> None:
    said: str | None = None
    while True:
        try:
            made = back_up_daily(home, datetime.now(UTC))
            said = None
            if made is not None:
                say(f"已备份到 {made}")
        except Exception as error:  # the dashboard goes on, and the next try may succeed
            if str(error) != said:
                said = str(error)
                say(f"今天的备份没有做成：{said}")
        threading.Event().wait(_LOOK_EVERY)


def _clear(setting: DailyBackup) -> None:
    folder = Path(setting.folder)
    stay = kept(path.name for path in folder.iterdir())
    for path in folder.iterdir():
        if path.name not in stay:
            path.unlink(missing_ok=True)


def _of(name: str) -> date:
    return datetime.strptime(name, "dangjian-%Y%m%dT%H%M%S.backup").date()


def _day(name: str) -> tuple[int, ...]:
    day = _of(name)
    return day.year, day.month, day.day


def _week(name: str) -> tuple[int, ...]:
    return tuple(_of(name).isocalendar()[:2])


def _month(name: str) -> tuple[int, ...]:
    day = _of(name)
    return day.year, day.month
