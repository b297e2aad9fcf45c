"""减负对照 as people read it: each role sees what is asked of it, and nobody another's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboards.login import opened
from tests.dashboards.reading import words


def test_a_rule_stands_beside_what_is_done_here_and_what_it_touches(home: Path) -> None:
    app = opened("burden")
    read = words(app)
    assert "**不得面向学校开展达标活动**　教师厅〔2025〕2号（待核原文）" in read
    assert "本区：只列数值。涉及标准化建设得分率。" in read
    assert "（待核原文；区委教育工委已核对原文）" in read
    (table,) = [frame.value for frame in app.dataframe if "本区做法" in frame.value.columns]
    assert table["涉及"].to_list() == ["指标：标准化建设得分率", "—"]
    assert table["现在的状态"].to_list() == ["有争议，不作判断", "—"]


def test_what_a_column_is_used_for_and_why_it_may_be_needless_is_told(home: Path) -> None:
    app = opened("burden", tab="要填的列")
    assert "1 本台账，共 6 列，其中必填 1 列；用于已确认指标的 2 列，没有用到的 1 列，只用来认行认人的 1 列" in words(
        app
    )
    (table,) = [frame.value for frame in app.dataframe if "不必再问的理由" in frame.value.columns]
    told = {row["列"]: row for row in table.to_dict("records")}
    assert told["主持人"]["用处"].endswith("没有用到")
    assert told["主持人"]["停报"] == "停报"
    assert told["党组织"]["已确认的指标"] == "O01、O02、O04等 4 项指标"
    assert told["应到人数"]["不必再问的理由"] == "可推算：活动签到明细。签到明细里应到的人（2026年6月1日看出，待确认）"


@pytest.mark.parametrize(
    ("role", "unit", "own"),
    [("admin", "D1", "所辖 7 个党支部共填了 165 行"), ("area", "A2", "所辖 3 个党支部共填了 37 行"),
     ("school", "S2", "所辖 3 个党支部共填了 88 行"), ("branch", "B2", "第二中学语文组党支部填了 55 行")],
)  # fmt: skip
def test_each_sees_the_lines_of_the_own_and_of_others_the_median_alone(
    role: str, unit: str, own: str, home: Path
) -> None:
    """Who typed most would be a ranking, and what a neighbour typed is none of a branch's business."""
    read = words(opened("burden", tab="填了多少行", role=role, viewer_unit=unit, year="2025"))
    assert "2025年全区 7 个党支部：一个党支部一年填的行数，中位数 21 行，最多 55 行。" in read
    assert own in read


def test_what_is_switched_off_is_told_with_day_name_and_reason(home: Path) -> None:
    read = words(opened("burden", tab="停报", role="branch"))
    assert "**组织生活活动台账**的“主持人”列：2026年1月1日起停报，组织科决定。没有用到" in read
    assert "**党建经费**：2024年1月1日至 2024年12月31日（现在不在停报期），办公室决定。试行" in read
