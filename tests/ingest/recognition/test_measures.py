"""Headers and titles that count in another measure than the ledger."""

from __future__ import annotations

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import filled_down
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import tidy

LEDGERS = load_ledgers()
QUANTITIES: list[object] = ["学校", "月份", "项目"]
MEETINGS: list[object] = ["党支部", "日期", "类型", "主题"]
TRAINED: list[object] = ["党支部", "姓名", "培训日期", "培训名称", "培训类别"]


@pytest.mark.parametrize(
    ("title", "header", "cells", "is_right"),
    [
        ("", [*QUANTITIES, "数量（百人次）"], ["一小", "2026-03", "宣讲", 3], False),
        ("", [*QUANTITIES, "数量（万人次）"], ["一小", "2026-03", "宣讲", 3], False),
        ("单位：百人", [*QUANTITIES, "数量"], ["一小", "2026-03", "宣讲", 3], False),
        ("单位：人次", [*QUANTITIES, "数量"], ["一小", "2026-03", "宣讲", 3], True),
        ("", [*QUANTITIES, "数量（人次）"], ["一小", "2026-03", "宣讲", 3], True),
        ("", [*MEETINGS, "时长（节）"], ["一小支部", "2026-03-05", "党课", "甲", 2], False),
        ("", [*MEETINGS, "时长（小时）"], ["一小支部", "2026-03-05", "党课", "甲", 2], True),
        ("", [*MEETINGS, "应到（元）"], ["一小支部", "2026-03-05", "党课", "甲", 2], False),
        ("", [*TRAINED, "学时（节）"], ["一小支部", "张三", "2026-03-05", "甲", "集中培训", 2], True),
        ("", [*TRAINED, "学时（天）"], ["一小支部", "张三", "2026-03-05", "甲", "集中培训", 2], False),
    ],
)
def test_a_number_in_another_measure_goes_back(
    title: str, header: list[object], cells: list[object], is_right: bool
) -> None:
    """300 人次 under 数量（百人次） landed as 3."""
    rows = [[title, *[""] * (len(header) - 1)], header, cells]
    (table,) = find_tables(filled_down("表", rows, [], "a.xlsx"), LEDGERS)
    faults = tidy(table, LEDGERS[table.ledger]).faults
    assert bool(faults) is not is_right and all(fault.severity == "return" for fault in faults)
