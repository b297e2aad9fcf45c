"""标准化建设 as people read it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of


def test_the_page_tells_planned_accepted_and_not_yet_by_batch(home: Path) -> None:
    app = opened("standardisation")
    rounds = table_of(app, "批次", "计划", "尚未达标")
    assert rounds.filter(pl.col("批次") == "第一批").row(0) == ("第一批", 2, 1, 1, 0)
    states = dict(table_of(app, "单位", "状态", "得分/满分").select("单位", "状态").rows())
    assert states["第二中学语文组党支部"] == "▲ 计划内尚未达标"
    assert states["第二中学理科党支部"] == "✓ 验收达标"
