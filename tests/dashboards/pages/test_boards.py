"""The boards (专项工作), 标准模拟, 标准沿革, 需核实 and 分项 as people read them, and their figures."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboards.charts import counts
from dashboards.database import connection, deadlines, standard_trials
from dashboards.database.reader import Reader
from dashboards.pages.pledges import queries, tables
from dashboards.pages.standardisation import charts
from dashboards.pages.standardisation import queries as standardisation_queries
from dashboards.pages.work_plan import queries as work_plan_queries
from dashboards.shared.formatting import in_order, number
from dashboards.shared.labels import BANDS, FAMILIES, PIPELINE, TASK_STATES
from dashboards.shared.page_registry import PAGES, pages_for, sections
from dashboards.shared.viewer import ADMIN, Viewer
from pipeline.settings import PROJECT
from tests.dashboards.fixtures.boards import FIELDS
from tests.dashboards.fixtures.warehouse import INDICATORS, PARTS
from tests.dashboards.login import opened, words

CHIEF = Viewer(ADMIN, "district", "D1")
INDICATOR_FILES = sorted((PROJECT / "data" / "indicators").glob("*.yaml"))


def frame_of(app: AppTest, *columns: str) -> pl.DataFrame:
    """Return the first table that has these columns."""
    for table in app.dataframe:
        if set(columns) <= set(table.value.columns):
            return pl.DataFrame(table.value.to_dict("list"))
    raise AssertionError(f"no table with {columns}")


def test_every_page_stands_in_one_section_of_the_menu() -> None:
    listed = [page.name for pages in sections().values() for page in pages]
    assert sorted(listed) == sorted(PAGES) == sorted(pages_for("admin"))


def test_a_trial_is_kept_in_the_address_and_said_in_words(home: Path) -> None:
    """24 -> 32 学时 at 60 %: who falls and who rises is said before the chart, and another indicator forgets it."""
    address = {"indicator": "L03", "hours": "32", "try": "60"}
    app = opened("what_if", year="2025", **address)
    assert not app.exception
    assert {box.label: box.value for box in app.number_input} == {"每人学时标准": 32.0, "达标标准（%）": 60.0}
    said = re.sub(r"\\(.)", r"\1", words(app))
    assert "每人 32 学时算达标，党员集中培训达标率不低于60.0%" in said
    assert "7 个支部里，变为未达标 **0** 个，变为达标 **7** 个（达标由 0 变为 7）" in said
    assert frame_of(app, "变化", "试算的数值").height == 11
    app.number_input[1].set_value(65.0).run()
    assert app.query_params["try"] in ("65", ["65"])
    next(box for box in app.selectbox if box.label == "指标").set_value("O09").run()
    assert "try" not in app.query_params and "hours" not in app.query_params
    assert [box.label for box in app.number_input] == ["达标标准（%）"]


@pytest.mark.parametrize("asked", ["nan", "-5", "1e99", "很多", ""])
def test_a_wrong_number_in_the_address_is_put_right(asked: str, home: Path) -> None:
    app = opened("what_if", indicator="O09", **{"try": asked})
    assert not app.exception
    assert 0 <= app.number_input[0].value <= 100


def test_an_area_tries_its_own_branches_and_a_school_none(home: Path) -> None:
    read = words(opened("what_if", role="area", year="2025", indicator="L03", **{"try": "60"}))
    assert "4 个支部里" in read
    assert "西片区" not in read
    assert opened("what_if", role="school").title[0].value == "无法查看"


def test_the_plan_shows_six_fields_nineteen_tasks_and_what_is_overdue(home: Path) -> None:
    app = opened("work_plan")
    assert set(frame_of(app, "领域", "已到期")["领域"]) == set(FIELDS)
    tasks = frame_of(app, "编号", "要点", "已到期")
    assert tasks.height == 19
    late = frame_of(app, "完成时限", "逾期天数")
    assert late.height == tasks["逾期未完成"].sum() == 21
    assert late["逾期天数"].to_list() == sorted(late["逾期天数"].to_list(), reverse=True)


def test_the_plan_is_narrowed_by_area_field_and_state(home: Path) -> None:
    app = opened("work_plan", area="A2", field="党风廉政建设", task_state="overdue")
    fields = frame_of(app, "领域", "已到期")
    assert fields["领域"].to_list() == ["党风廉政建设"]
    assert fields["共"].to_list() == fields["逾期未完成"].to_list()
    assert set(frame_of(app, "片区", "已到期")["片区"]) == {"西片区"}


def test_the_board_tells_planned_accepted_and_not_yet_by_batch(home: Path) -> None:
    app = opened("standardisation")
    rounds = frame_of(app, "批次", "计划", "尚未达标")
    assert rounds.filter(pl.col("批次") == "第一批").row(0) == ("第一批", 2, 1, 1, 0)
    states = dict(frame_of(app, "单位", "状态", "得分/满分").select("单位", "状态").rows())
    assert states["第二中学语文组党支部"] == "▲ 计划内尚未达标"
    assert states["第二中学理科党支部"] == "✓ 验收达标"


def test_the_calendar_lists_ninety_days_and_what_has_run_out(home: Path) -> None:
    said = words(opened("calendar"))
    assert "今后 90 天内：换届 2 个。届满还没有换届的 2 个。" in said
    assert "● 已过 181 天" in said
    assert "影响期届满" not in said
    assert "影响期届满 1 人次" in words(opened("calendar", role="discipline"))
    assert frame_of(opened("calendar", within="365"), "到期日").height == 5


def test_candidates_stand_in_the_stage_of_their_next_step(home: Path) -> None:
    app = opened("admission")
    stages = dict(frame_of(app, "阶段", "现有人数").select("阶段", "现有人数").rows())
    assert list(stages.values()) == [1, 1, 1, 1, 0], "FZ004 is through"
    late = frame_of(app, "编号", "应完成日期")
    assert late.select("编号", "程序", "逾期天数").rows() == [("FZ003", "政治审查", 60)]
    assert frame_of(app, "序号", "程序").height == 25


@pytest.mark.parametrize(
    ("role", "own", "name_is_shown"),
    [("admin", "D1", True), ("district", "D1", True), ("school", "S2", True), ("branch", "B2", True),
     ("area", "A1", False), ("discipline", "D1", False)],
)  # fmt: skip
def test_the_page_of_pledges_names_nobody_to_those_who_count_only(
    role: str, own: str, name_is_shown: bool, home: Path
) -> None:
    read = words(opened("pledges", role=role, year="2025", viewer_unit=own))
    assert ("王小明" in read) is name_is_shown
    assert ("只看人数，不看姓名" in read) is not name_is_shown
    assert "不合格" in read


def test_the_history_of_standards_is_grey_where_nobody_confirmed(home: Path) -> None:
    app = opened("methods", standard="L03·学时门槛")
    lines = [element.value for element in app.markdown]
    assert any(line.startswith(":gray[") and "32学时" in line and "未启用" in line for line in lines)
    assert any(not line.startswith(":gray[") and "**24学时**" in line for line in lines)
    said = "\n".join(lines)
    assert "2 个支部状态改变（变为未达标或滞后 2" in said
    assert "这次更新同时收进了新的台账" in said
    assert frame_of(opened("methods", change="c1"), "变更前", "变更后").height == 3


def test_flags_are_said_to_count_for_nothing(home: Path) -> None:
    app = opened("quality", rule="holiday_meeting")
    said = words(app)
    assert "不改变任何数值，也不进任何得分" in said
    assert frame_of(app, "核实事项", "原因", "行")["核实事项"].to_list() == ["节假日开会"]


def test_every_indicator_of_the_warehouse_is_on_the_overview_and_its_parts_below_it(home: Path) -> None:
    read = words(opened("overview"))
    assert [name for _, name, *_ in INDICATORS if name not in read] == []
    for page, address in (("overview", {}), ("school", {"unit": "S1"}), ("branch", {"unit": "B1"})):
        shown = frame_of(opened(page, **address), "分项", "指标")
        assert set(shown["分项"]) == {part for _, part, *_ in PARTS}, page
    across = frame_of(opened("compare", indicator="S02", level="school"), "单位", "队伍建设")
    assert across.columns == ["单位", "领导班子建设", "队伍建设"]


@pytest.mark.parametrize("file", INDICATOR_FILES, ids=lambda file: file.stem)
def test_the_pages_know_the_family_and_the_unit_of_every_indicator(file: Path) -> None:
    """A family outside the list would stand last, a count would be shown with decimals."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert written["family"] in FAMILIES
    shown = number(12.0, written["unit"])
    assert shown.startswith("12.0" if written["unit"] in ("%", "‰", "分", "学时") else "12 ")


def test_parts_are_listed_as_people_say_them() -> None:
    assert in_order(["第三种", "第一种", "第四种", "第二种"]) == ["第一种", "第二种", "第三种", "第四种"]
    assert in_order(["区级", "甲", "省级"]) == ["省级", "区级", "甲"]


@pytest.mark.parametrize("parts", [TASK_STATES, BANDS, PIPELINE])
def test_stacked_bars_carry_shape_word_and_number(parts: dict[str, object]) -> None:
    frame = pl.DataFrame({"name": ["甲<b>", None, "乙"]} | {part: [3, 0, 3] for part in parts})
    first, worst = next(iter(parts.items()))
    frame = frame.with_columns(pl.Series(first, [3, 0, 1]))
    drawn = json.loads(counts.stacked(frame, "name", parts).to_json())  # type: ignore[arg-type]
    assert [trace["name"] for trace in drawn["data"]] == [style.label for style in parts.values()]  # type: ignore[attr-defined]
    assert all(trace["text"][0].endswith(" 3") and trace["text"][1] == "" for trace in drawn["data"])
    assert drawn["layout"]["yaxis"]["ticktext"] == ["甲&lt;b&gt;", "区直", f"乙 {worst.shape}1"]  # type: ignore[attr-defined]


def test_figures_of_boards_are_drawn_from_nothing_too(home: Path) -> None:
    build = connection.published_build(home)
    assert build is not None
    nobody = Viewer("", "", "")
    assert not counts.endings(deadlines.deadline_months(Reader(nobody, build))).data
    counts.before_after(standard_trials.tried_counts(Reader(nobody, build), "O09", 2026, 80.0))
    charts.item_grid(standardisation_queries.standardisation_items(Reader(nobody, build), 2026))
    counts.stacked(work_plan_queries.work_progress(Reader(nobody, build), 2026, "field"), "field", TASK_STATES)
    assert tables.bands(queries.pledge_bands(Reader(nobody, build), 2025, "school")).is_empty()
