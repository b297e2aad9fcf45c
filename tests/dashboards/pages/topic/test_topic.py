"""专题 as people read it: what each topic says, hides and refuses."""

from __future__ import annotations

import re
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboards.charts import png
from dashboards.pages.topic import charts, tables
from dashboards.pages.topic.panels import TOPICS
from dashboards.shared.labels import FAMILIES
from dashboards.shared.viewer import ROLE_ADDRESS
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words


def test_every_family_but_the_handing_in_has_a_topic() -> None:
    """报送质量 has pages of its own."""
    assert {topic.family for topic in TOPICS.values()} == set(FAMILIES) - {"报送质量"}


@pytest.mark.parametrize("role", ROLE_ADDRESS)
@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_renders_for_each_role(topic: str, role: str, home: Path) -> None:
    app = opened("topic", topic=topic, role=role)
    assert not app.exception, app.exception[0].message
    assert app.title[0].value == "专题"


def test_attendance_counts_every_activity_once_in_its_sentence(home: Path) -> None:
    """Seven 党课 are seven of the eleven activities, not eighteen together."""
    said = plain_words(opened("topic", topic="life"))
    assert "2026年共 11 场次：80%以下 3，全勤 8。" in said


def test_what_is_not_in_the_ledgers_is_a_sentence(home: Path) -> None:
    said = plain_words(opened("topic", topic="service"))
    assert "期末仍在结对的对象：在所选范围内没有台账记录。" in said
    assert "2025年各类活动逐月场次：在所选范围内没有台账记录。" in plain_words(
        opened("topic", topic="life", year="2025")
    )


def test_a_stock_is_said_of_the_chosen_year_and_drawn_for_all(home: Path) -> None:
    app = opened("topic", topic="building", year="2025")
    assert "2025年共 11 个" in plain_words(app)


def test_votes_of_a_small_class_stand_nowhere(home: Path) -> None:
    said = plain_words(opened("topic", topic="survey"))
    assert "2 格票数不足，不显示" in said
    assert "党员对“总体评价”的评价，91.5 分" in said
    assert "党建满意度“满意”占 75.0%" in said
    assert "党建满意度 80.0%（40/50）" in said


@pytest.mark.parametrize("role", [role for role in ROLE_ADDRESS if role != "discipline"])
def test_forms_of_a_hidden_year_are_not_shown_to_others(role: str, home: Path) -> None:
    """2025 has 2 and 6 decisions: the year is hidden whole, and nobody gets quarters or 影响期."""
    said = plain_words(opened("topic", topic="discipline", role=role))
    assert not re.search(r"\b[26] (人(?!次)|件次)|第.种 [26]\b", said)
    assert "按季度" not in said and "影响期届满" not in said
    if role in ("admin", "district"):
        assert "2025年已隐藏；2024年第一种 7。" in said
    if role in ("school", "branch"):
        assert "四种形态" not in said, "the topic is not on offer below the area"


def test_the_discipline_desk_sees_years_and_quarters(home: Path) -> None:
    said = plain_words(opened("topic", topic="discipline", role="discipline"))
    assert "2025年第一种 2，第二种 6" in said
    branch = plain_words(opened("topic", topic="discipline", role="discipline", school="S2", branch="B2"))
    assert "2025年第2季度" in branch and "共 6 件次：第二种 6。" in branch


def test_another_units_school_in_the_address_falls_back_to_ones_own(home: Path) -> None:
    app = opened("topic", role="area", viewer_unit="A2", school="S1")
    assert not app.exception
    assert {box.label: box.value for box in app.selectbox}["学校"] == "all"


COUNTED = pl.DataFrame(
    {
        "line": ["2026-01", "2026-03", "2026-03"],
        "category": ["党课", "党课", "主<题>党日"],
        "number": [1.0, 2.0, 8.0],
    }
)


def test_a_month_without_any_is_a_zero_in_the_table_and_empty_in_the_chart() -> None:
    table = tables.counts(COUNTED, "month", "月份", "场次")
    assert table.to_dict(as_series=False) == {"月份": ["1月", "3月"], "党课": [1.0, 2.0], "主<题>党日": [0.0, 8.0]}
    drawn = charts.by_month(COUNTED, "场次")
    assert sorted(text for trace in drawn.data[1:] for text in trace.text) == ["1", "2", "8"]
    assert "主&lt;题&gt;党日" in drawn.layout.yaxis.ticktext


@pytest.mark.parametrize("by", ["series", "year", ""])
def test_parts_add_up_to_their_line(by: str) -> None:
    rows = pl.DataFrame({"line": ["2025", "2026", "2026"], "category": ["甲", "甲", "乙"], "number": [3.0, 4.0, 5.0]})
    drawn = charts.parts(rows if by else rows.tail(2), by, "个")
    assert sum(value or 0 for bar in drawn.data for value in bar.x) == (12 if by else 9)


def survey_figures() -> list[go.Figure]:
    """All charts of 满意度测评, of one frame with a hidden class."""
    items = pl.DataFrame(
        {
            "item": ["总体评价", "总体评价"],
            "evaluator": ["党员", "教师"],
            "mean_points": [91.5, None],
            "valid": [30.0, None],
            "best_share": [80.0, None],
            "best_lower_95": [62.7, None],
            "best_upper_95": [90.5, None],
        }
    )
    grades = pl.DataFrame({"survey_type": ["三评", "三评"], "grade": ["优秀", "合格"], "share": [75.0, 25.0]})
    forms = pl.DataFrame(
        {"survey_type": ["三评"], "rate": [80.0], "lower_95": [66.9], "upper_95": [88.8], "valid": [40.0]}
    )
    return [charts.survey_grid(items), charts.best_dots(items), charts.shares(grades), charts.rates(forms)]


def test_a_class_that_is_hidden_has_no_mark() -> None:
    grid, dots, *_ = survey_figures()
    assert "n<" in [text for trace in grid.data[1:] for text in trace.text]
    assert [trace.name for trace in dots.data] == ["党员"]


def test_every_chart_can_be_taken_along_as_a_picture() -> None:
    for drawn in [*survey_figures(), charts.by_month(COUNTED, "场次"), charts.parts(COUNTED, "series", "场次")]:
        assert png.picture(drawn, title="专题").startswith(b"\x89PNG")
