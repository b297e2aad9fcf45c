"""Who waits for the home, in the order in which they came: the lock itself gives it to whoever asks luckily.

Everyone who waits has a numbered file and touches it while waiting; one who was killed holds nobody up for long.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK_EVERY = 0.2
_GONE_AFTER = 15.0
"""Seconds without a touch after which nobody counts on whoever waits."""
_SWEPT_AFTER = 600.0
_ENDING = ".waits"

Say = Callable[[str], None]


def take_in_turn(lock: FileLock, folder: Path, say: Say | None, seconds: float) -> None:
    """Take the lock, in the order of those who wait in `folder`; Timeout where nothing moves for `seconds`.

    `say` is told how many are before, whenever that changes.
    """
    if _others(folder) or not _is_free(lock):
        with _place_in(folder) as before:
            _wait(lock, before, say, seconds)


def _wait(lock: FileLock, before: Callable[[], int], say: Say | None, seconds: float) -> None:
    told, until = -1, time.monotonic() + seconds
    while True:
        waiting = before()
        if not waiting and _is_free(lock):
            return
        if waiting != told:
            told, until = waiting, time.monotonic() + seconds
            if say is not None:
                say(_sentence(waiting))
        if time.monotonic() > until:
            raise Timeout(lock.lock_file)
        time.sleep(min(_LOOK_EVERY, seconds))


def _sentence(waiting: int) -> str:
    if not waiting:
        return "另一个程序正在入库，正在等它结束……"
    return f"另一个程序正在入库，前面还有 {waiting} 个在等，正在排队（第 {waiting + 1} 位）……"


def _is_free(lock: FileLock) -> bool:
    """Take the lock if it is free."""
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


@contextmanager
def _place_in(folder: Path) -> Iterator[Callable[[], int]]:
    """Take the last place; what is yielded tells how many are before, and must be asked all the time."""
    own = _new_ticket(folder)

    def before() -> int:
        own.touch()
        now = own.stat().st_mtime  # the clock of where the files are
        return sum(each.name < own.name and now - told < _GONE_AFTER for each, told in _times(folder))

    try:
        yield before
    finally:
        own.unlink(missing_ok=True)


def _new_ticket(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    number = max((int(each.stem) for each, _ in _times(folder)), default=0)
    while True:
        number += 1
        path = folder / f"{number:09d}{_ENDING}"
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            continue
        _sweep(folder, path.stat().st_mtime)
        return path


def _others(folder: Path) -> bool:
    """Tell whether anybody may be waiting."""
    return any(abs(time.time() - told) < _SWEPT_AFTER for _, told in _times(folder))


def _sweep(folder: Path, now: float) -> None:
    """Forget those who were killed long ago."""
    for path, told in _times(folder):
        if now - told > _SWEPT_AFTER:
            path.unlink(missing_ok=True)


def _times(folder: Path) -> Iterator[tuple[Path, float]]:
    """Yield each numbered file with when it was touched last."""
    for path in folder.glob(f"*{_ENDING}"):
        try:
            if path.stem.isdecimal():
                yield path, path.stat().st_mtime
        except FileNotFoundError:  # it is its turn
            continue
