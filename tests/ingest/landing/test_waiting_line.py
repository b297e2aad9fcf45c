"""Whoever comes first is served first, and everybody is told how many are before."""

from __future__ import annotations

import os
import threading
import time
from datetime import date
from pathlib import Path

from filelock import FileLock

from ingest.landing.store import Store
from ingest.run import ingest
from tests.ingest.small_district import ACTIVITIES, content, write


def wait_until(is_so) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_those_who_wait_are_served_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    """Of ten uploads at once five gave up after five minutes: the lock went to whoever asked at the right moment."""
    home, order, said = tmp_path / "home", [], {number: [] for number in range(3)}

    def take(number: int) -> None:
        with Store(home).locked(said[number].append):
            order.append(number)

    threads = [threading.Thread(target=take, args=(number,)) for number in said]
    with Store(home).locked():
        for number, thread in enumerate(threads):
            thread.start()
            wait_until(lambda number=number: said[number])
    for thread in threads:
        thread.join(60)
    assert order == [0, 1, 2]
    assert said[0] == ["另一个程序正在入库，正在等它结束……"]
    assert said[2][0] == "另一个程序正在入库，前面还有 2 个在等，正在排队（第 3 位）……"
    assert not list((home / "waiting").iterdir())


def test_one_who_was_killed_while_waiting_holds_nobody_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "waiting").mkdir(parents=True)
    dead = home / "waiting" / "000000001.waits"
    dead.touch()
    os.utime(dead, (time.time() - 30, time.time() - 30))
    with Store(home).locked(seconds=5):
        pass
    os.utime(dead, (time.time() - 3_600, time.time() - 3_600))
    with FileLock(home / "ingest.lock"):
        thread = threading.Thread(target=lambda: Store(home).locked(seconds=20).__enter__())
        thread.start()
        wait_until(lambda: not dead.exists())
    thread.join(60)


def test_what_takes_long_to_load_is_loaded_before_others_have_to_wait(tmp_path: Path) -> None:
    """Every upload held the home for the seconds in which its libraries were read."""
    store, free = Store(tmp_path / "home"), []

    def prepare() -> None:
        with FileLock(store.root / "ingest.lock", timeout=0):
            free.append(True)

    path = write(tmp_path, "活动.csv", ACTIVITIES)
    ingest([path], store, date(2025, 12, 31), "我", check=content, prepare=prepare)
    (tmp_path / "空.csv").write_bytes(b"")
    ingest([tmp_path / "空.csv"], store, date(2025, 12, 31), "我", check=content, prepare=prepare)
    assert free == [True], "and only where there is anything to check"
