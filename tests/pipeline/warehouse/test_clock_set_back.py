"""The clock of the machine is set back between two runs: what came last counts, and what was published last stays."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import duckdb
import pytest

from ingest.landing.index_faults import index_faults
from ingest.landing.store import Store
from pipeline.backup.landed_files import damaged
from pipeline.warehouse.build import build
from pipeline.warehouse.engine import Work
from pipeline.warehouse.publish import KEPT_BUILDS, current_build, in_order
from tests.ingest.small_district import ACTIVITIES, AS_OF, basics, counts, only, send, write

READ_IN = ("ingest.run", "ingest.landing.store", "pipeline.warehouse.build")
START = datetime(2026, 11, 30, 8)
DAYS_BACK = (0, 1, 366, 365)
"""A day back, a year back, and half put right again."""


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(*moment.timetuple()[:6], tzinfo=tz)

    for module in READ_IN:
        monkeypatch.setattr(f"{module}.datetime", Clock)


def marts_of_nothing(work: Work) -> None:
    with closing(duckdb.connect(str(work.database))) as connection:
        connection.execute("create schema marts; create table marts.build_info as select 1 as one")


def attended(store: Store) -> list[int]:
    return sorted(store.live_frame("activity")["attended"].to_list())


def test_what_came_and_was_built_last_stays_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds and batches were ordered by the clock: `sweep` deleted the build that it had just published."""
    store, built = Store(tmp_path / "home"), []
    head, first = ACTIVITIES[:2]
    set_clock(monkeypatch, START)
    send(store, basics(tmp_path / "in"))
    for number, days in enumerate(DAYS_BACK):
        set_clock(monkeypatch, START - timedelta(days=days))
        file = write(tmp_path, "更正.csv", [head, [*first[:-1], str(number)]])
        assert counts(only(send(store, file), "activity")) == (1, 1, 0, 0)
        assert attended(store) == [number]
        built.append(build(store.root, AS_OF, engine=marts_of_nothing))
        assert current_build(store.root / "warehouse").stem == built[-1]
    assert [path.stem for path in in_order((store.root / "warehouse").glob("*.duckdb"))] == built[-KEPT_BUILDS:]
    sent = [each for each in store.manifests() if each.ledger == "activity"]
    assert [(START - each.received_at).days for each in sent] == list(DAYS_BACK), "the batches say when they came"
    with store.locked():
        assert not store.sweep()
        store.put_together(START)
    assert attended(store) == [len(DAYS_BACK) - 1] and index_faults(store) == []
    assert list(damaged(store.landed, deep=True)) == [] and not store.quarantine.exists()
    store.withdraw(sent[-1].batch, "我")
    assert attended(store) == [len(DAYS_BACK) - 2]
