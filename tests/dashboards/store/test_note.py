"""Dated notes of the district: kept by day, of three kinds, for all units or one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboards.shared.unit import UnitKey
from dashboards.store import note

WHO = {"role": "区级管理员", "unit": "D1"}


def test_notes_come_back_by_day_and_can_be_taken_away(tmp_path: Path) -> None:
    note.write(tmp_path, dt.date(2026, 3, 1), " 换届 ", "换届", UnitKey("school", "S1"), **WHO)
    note.write(tmp_path, dt.date(2025, 3, 1), "新规范", "文件下发", None, **WHO)
    found = note.notes(tmp_path)
    assert found.select("annotation_date", "label", "kind", "unit_level", "unit_id").rows() == [
        (dt.date(2025, 3, 1), "新规范", "文件下发", None, None),
        (dt.date(2026, 3, 1), "换届", "换届", "school", "S1"),
    ]
    note.remove(tmp_path, found["note"][0])
    assert note.notes(tmp_path)["label"].to_list() == ["换届"]


@pytest.mark.parametrize(("label", "kind"), [("开会", "会议"), ("  ", "换届")])
def test_a_note_without_words_or_of_an_unknown_kind_is_refused(label: str, kind: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        note.write(tmp_path, dt.date(2026, 3, 1), label, kind, None, **WHO)
    assert note.notes(tmp_path).is_empty()
