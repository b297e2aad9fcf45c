"""Where a file is read makes no difference to what is read."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from ingest.delivery import Reading, _delivered
from ingest.ledger import load_ledgers
from ingest.matching.identity import Identity
from ingest.readers import read_apart as reading_apart
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet, Span
from ingest.recognition.known_layout import Layouts
from tests.ingest.small_district import ACTIVITIES, write


def test_a_large_file_is_read_as_a_small_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "活动.csv", [*ACTIVITIES, ["永安小学党支部", "2025-02-30", "党课", "x", "3", "4"]])
    source = SourceFile(path, path.name)
    reading = Reading(load_ledgers(), Identity(b"k" * 32), tmp_path, Layouts(), date(2025, 12, 31))
    asked = pickle.dumps((_delivered, (reading,)))
    opened = reading_apart._opened_or_done(source, asked)
    assert isinstance(opened, reading_apart.Opened)
    here = _delivered(opened, reading)
    monkeypatch.setattr(reading_apart, "_CELLS", 5)
    there = pickle.loads(pickle.dumps(reading_apart._opened_or_done(source, asked)))
    assert [draft.ledger is load_ledgers()["activity"] for draft in there.drafts] == [True]
    assert there.drafts[0].frame.equals(here.drafts[0].frame)
    assert there.drafts[0].row_hashes == here.drafts[0].row_hashes and there.drafts[0].faults == here.drafts[0].faults
    assert there.positions == here.positions and there.source == here.source


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet("a", [["x"]] * 9_000),
        Sheet("a", [["x"] * 200]),
        Sheet("a", [["x"] * 100] * 700),
        Sheet("a", [["x" * 3_000_000]]),
        Sheet("a", [["x"]], spans=(Span(0, 0, 1, 1),) * 6_000),
    ],
    ids=["rows", "columns", "cells", "characters", "ranges"],
)
def test_nothing_is_handed_on_that_can_be_large_in_any_way(sheet: Sheet) -> None:
    assert reading_apart.is_small([Sheet("a", [["x"] * 6] * 1_000)])
    assert not reading_apart.is_small([sheet])
