"""The receipts of deletions tell how much went since a moment, also where a line is cut."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.retention.receipts import RECEIPTS, note_rows, rows_gone_since, write

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_rows_are_counted_after_the_moment_and_files_are_not(tmp_path: Path) -> None:
    """Packs frozen before a deletion hold rows that are gone; those frozen after it do not."""
    assert rows_gone_since(tmp_path, AT) == 0
    write(tmp_path, AT, "我", {"files": [{"file": "a"}]})
    note_rows(tmp_path, AT, "我", "应本人要求删除", None)
    note_rows(tmp_path, AT, "我", "应本人要求删除", [{"batch": "B000001-member", "rows": 2, "restated": 1}])
    note_rows(tmp_path, AT + HOUR, "我", "超过保存年限", [{"batch": "B000002-training", "rows": 5, "restated": 0}])
    assert [rows_gone_since(tmp_path, AT + HOUR * hours) for hours in (-1, 0.5, 2)] == [7, 5, 0]


def test_a_line_that_was_cut_hides_no_other(tmp_path: Path) -> None:
    note_rows(tmp_path, AT, "我", "应本人要求删除", [{"batch": "B000001-member", "rows": 2, "restated": 0}])
    with (tmp_path / RECEIPTS).open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-11-30T1')
    assert rows_gone_since(tmp_path, AT - HOUR) == 2
