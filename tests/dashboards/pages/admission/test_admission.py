"""发展党员 as people read it."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of


def test_candidates_stand_in_the_stage_of_their_next_step(home: Path) -> None:
    app = opened("admission")
    stages = dict(table_of(app, "阶段", "现有人数").select("阶段", "现有人数").rows())
    assert list(stages.values()) == [1, 1, 1, 1, 0], "FZ004 is through"
    late = table_of(app, "编号", "应完成日期")
    assert late.select("编号", "程序", "逾期天数").rows() == [("FZ003", "政治审查", 60)]
    assert table_of(app, "序号", "程序").height == 25
