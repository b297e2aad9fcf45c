"""数据质量 as people read it."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words


def test_flags_are_said_to_count_for_nothing(home: Path) -> None:
    app = opened("quality", rule="holiday_meeting")
    said = words(app)
    assert "不改变任何数值，也不进任何得分" in said
    assert table_of(app, "核实事项", "原因", "行")["核实事项"].to_list() == ["节假日开会"]
