"""未达标与预警 as people use it: the list with its follow-up, alerts, back-test, 进步单位, and the quarter's digest."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from dashboards.database import connection, units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import digest_workbook
from dashboards.pages.shortfall.alert_queries import alert_load, backtest, risen, standing_alerts
from dashboards.pages.shortfall.charts import load as drawn
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, SCHOOL, Viewer
from dashboards.store import audit, follow_up
from dashboards.store.follow_up import Item
from tests.dashboards.fixtures.alerts import LOAD
from tests.dashboards.fixtures.warehouse import AS_OF, UNITS
from tests.dashboards.login import opened
from tests.dashboards.positions import found_in_workbook
from tests.dashboards.reading import plain_words, table_of

RULES, DIGEST = "预警规则", "季度简报"
OF_B2, OF_B4 = (Item("O05", UnitKey("branch", unit), 2026) for unit in ("B2", "B4"))
CHIEF = Viewer(ADMIN, "district", "D1")
EVERYBODY = [
    CHIEF, Viewer(DISTRICT, "district", "D1"), Viewer(DISCIPLINE, "district", "D1"), Viewer(AREA, "area", "A2"),
    Viewer(SCHOOL, "school", "S3"), Viewer(BRANCH, "branch", "B4"),
]  # fmt: skip


@pytest.mark.parametrize("role", ["admin", "district", "discipline", "area", "school", "branch"])
@pytest.mark.parametrize("view", [RULES, DIGEST])
def test_each_tab_renders_for_each_role(view: str, role: str, home: Path) -> None:
    app = opened("shortfall", role=role, view=view)
    assert not app.exception, app.exception[0].message
    assert app.title[0].value == "未达标与预警"


def test_a_follow_up_is_entered_on_the_page_and_stands_in_the_list(own_home: Path) -> None:
    app = opened("shortfall", item="O05~branch~B4")
    assert not app.exception
    assert "还没有登记过" in plain_words(app)
    boxes = {one.label: one for one in app.text_input}
    next(one for one in app.selectbox if one.label == "跟进状态").set_value("整改中")
    boxes["责任岗位（写岗位，不写姓名）"].set_value("支部书记")
    boxes["期限"].set_value("2026-07-01")
    boxes["说明（不写个人信息）"].set_value("=补开")
    next(one for one in app.button if one.label == "保存").click().run()
    assert not app.exception
    assert app.success[0].value == "已保存。"
    row = next(
        one
        for one in table_of(app, "跟进状态", "差距").to_dicts()
        if (one["单位"], one["指标"]) == ("第三中学党支部", "主题党日按月开展率")
    )
    assert row["跟进状态"].startswith("◆ 整改中") and row["责任岗位"] == "支部书记"
    assert table_of(app, "登记人")["登记人"].to_list() == ["区级管理员 示例区"]
    assert follow_up.history(own_home, "O05", UnitKey("branch", "B4")).height == 1
    assert audit.entries(own_home)["action"].to_list() == ["follow_up"]


@pytest.mark.parametrize("typed", ["明天", "2026-02-30"])
def test_a_day_that_is_none_is_refused_and_nothing_is_stored(typed: str, own_home: Path) -> None:
    app = opened("shortfall", item="O05~branch~B4")
    {one.label: one for one in app.text_input}["期限"].set_value(typed)
    next(one for one in app.button if one.label == "保存").click().run()
    assert "不是日期" in app.error[0].value
    assert follow_up.history(own_home, "O05", UnitKey("branch", "B4")).is_empty()


@pytest.mark.parametrize("item", ["O05~branch~B2", "D01~branch~B4", "O05~branch", "乱写", "~~"])
def test_the_address_of_an_item_out_of_reach_shows_nothing_of_it(item: str, own_home: Path) -> None:
    """`?item=` of another school: neither its value nor its history."""
    follow_up.add(own_home, OF_B2, state="待核实", post="某岗位", due_on=None, note="内情", role=ADMIN, unit="示例区")
    app = opened("shortfall", role="school", viewer_unit="S3", item=item)
    assert not app.exception
    assert "内情" not in plain_words(app) and "期限" not in [one.label for one in app.text_input]


def test_who_only_looks_sees_the_history_and_no_form(own_home: Path) -> None:
    follow_up.add(own_home, OF_B4, state="待核实", post="某岗位", due_on=None, note="先查", role=ADMIN, unit="示例区")
    app = opened("shortfall", role="branch", viewer_unit="B4", item="O05~branch~B4")
    assert "先查" in plain_words(app) and "不能登记" in plain_words(app)
    assert "期限" not in [one.label for one in app.text_input]


def test_the_list_is_narrowed_by_follow_up(own_home: Path) -> None:
    follow_up.add(
        own_home, OF_B4, state="整改中", post="书记", due_on=dt.date(2020, 1, 1), note="", role=ADMIN, unit="示例区"
    )
    for asked in ("open", "overdue"):
        assert table_of(opened("shortfall", follow=asked), "差距")["单位"].to_list() == ["第三中学党支部"]
    assert "没有低于标准的项目" in plain_words(opened("shortfall", follow="settled"))


def test_alerts_are_said_with_their_persistence_and_rules_on_trial_say_nothing(home: Path) -> None:
    app = opened("shortfall", view=RULES)
    assert "现行 1 条规则，2 个单位共 2 项预警：新提示 1 项，持续 1 项" in plain_words(app)
    assert set(table_of(app, "预警", "规则")["规则"]) == {"组织生活连续两个季度未达标"}
    assert table_of(app, "看什么指标")["状态"].to_list() == ["现行", "拟试行"]


def test_the_page_says_whether_the_budget_would_have_been_kept(home: Path) -> None:
    app = opened("shortfall", view=RULES)
    assert (
        "一所学校一个季度最多收到 9 条新提示，可承受的是 9 条（平均每月 3 条）。"
        "2025年第4季度共有 3 条超出，留在线下，没有提示。" in plain_words(app)
    )
    assert table_of(app, "季度", "结论")["一所学校最多"].to_list() == [row[7] for row in LOAD if not row[0]]
    with_trial = opened("shortfall", view=RULES, rules="proposed")
    assert table_of(with_trial, "季度", "结论")["一所学校最多"].to_list() == [row[7] for row in LOAD if row[0]]


def test_nobody_stands_among_the_alerts_and_among_those_who_rose(build: Build) -> None:
    """Praised and warned on one page is what users complain of first; B5 has both in the marts."""
    for viewer in EVERYBODY:
        warned = standing_alerts(Reader(viewer, build), AS_OF)
        praised = risen(Reader(viewer, build), AS_OF)
        assert not set(warned["unit_id"]) & set(praised["unit_id"])
    assert standing_alerts(Reader(CHIEF, build), AS_OF)["unit_id"].to_list() == ["B4", "B5"]
    assert risen(Reader(CHIEF, build), AS_OF)["unit_id"].to_list() == ["B3", "B2"]


def test_alerts_are_of_the_day_that_is_asked_for(build: Build) -> None:
    assert standing_alerts(Reader(CHIEF, build), dt.date(2026, 6, 29)).is_empty()


def test_alerts_stay_inside_the_scope_and_totals_are_for_district_and_area(build: Build) -> None:
    school, branch = Viewer(SCHOOL, "school", "S2"), Viewer(BRANCH, "branch", "B2")
    assert standing_alerts(Reader(school, build), AS_OF).is_empty()
    assert risen(Reader(branch, build), AS_OF)["unit_id"].to_list() == ["B2"]
    for viewer in (school, branch):
        assert backtest(Reader(viewer, build)).is_empty() and alert_load(Reader(viewer, build)).is_empty()
    assert alert_load(Reader(Viewer(AREA, "area", "A1"), build)).height == len(LOAD)


def test_the_chart_of_the_back_test_says_which_side_each_bar_is_on(build: Build) -> None:
    chart = drawn(alert_load(Reader(CHIEF, build)))
    assert {trace.name for trace in chart.data} == {"✓ 可承受", "● 超出可承受", "可承受的条数"}
    drawn(alert_load(Reader(CHIEF, build)).head(0))


def test_a_quarter_ends_on_its_last_day() -> None:
    assert [digest_workbook.last_day(dt.date(2024, month, 1)) for month in (1, 4, 7, 10)] == [
        dt.date(2024, 3, 31), dt.date(2024, 6, 30), dt.date(2024, 9, 30), dt.date(2024, 12, 31),
    ]  # fmt: skip
    assert list(digest_workbook.quarters(2025, dt.date(2026, 4, 1)))[:2] == ["2026Q2", "2026Q1"]
    assert (
        digest_workbook.newest_closed(digest_workbook.quarters(2025, dt.date(2026, 4, 1)), dt.date(2026, 4, 1))
        == "2026Q1"
    )
    assert (
        digest_workbook.newest_closed(digest_workbook.quarters(2026, dt.date(2026, 2, 1)), dt.date(2026, 2, 1))
        == "2026Q1"
    )


def opened_digest(reader: Reader, home: Path, first: dt.date) -> openpyxl.Workbook:
    made = digest_workbook.gather(reader, home, first, AS_OF, "某单位&", AS_OF)
    content = digest_workbook.workbook_bytes(made, dt.datetime(2026, 7, 2, 9, 30))
    assert not found_in_workbook(content, [name for _, _, name, *_ in UNITS]), "units are given a position"
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_digest_says_where_it_comes_from_and_what_it_holds(own_home: Path) -> None:
    build = connection.published_build(own_home)
    assert build is not None
    follow_up.add(
        own_home, OF_B4, state="整改中", post="书记", due_on=dt.date(2026, 6, 1), note="=1+1", role=ADMIN, unit="示例区"
    )
    book = opened_digest(Reader(CHIEF, build), own_home, dt.date(2026, 4, 1))
    assert book.sheetnames == ["概要", "新增未达标", "持续未达标", "预警", "未报送", "进步", "跟进情况"]
    said = [str(row[1]) for row in book["概要"].iter_rows(values_only=True)]
    assert "预警 2 项，其中新提示 1 项。" in said
    assert "登记了跟进的 1 项，其中已销号 0 项、逾期 1 项。" in said
    assert build.build_id in said and "2026年第2季度" in said and "2026-07-02 09:30:00" in said
    assert [row[0] for row in book["进步"].iter_rows(min_row=2, values_only=True)] == [
        "第二中学理科党支部",
        "第二中学语文组党支部",
    ]
    assert "区级管理员 某单位" in str(book["预警"].oddHeader.right.text)
    followed = list(book["跟进情况"].iter_rows(min_row=2, values_only=True))
    assert len(followed) == 1 and "◆ 整改中（逾期）" in followed[0] and "'=1+1" in followed[0]


def test_new_and_continuing_are_apart_and_each_unit_is_at_its_own_level(own_home: Path) -> None:
    build = connection.published_build(own_home)
    assert build is not None
    book = opened_digest(Reader(CHIEF, build), own_home, dt.date(2026, 4, 1))
    for sheet, word in (("新增未达标", "新增"), ("持续未达标", "持续")):
        rows = [
            dict(zip([cell.value for cell in book[sheet][1]], row, strict=True))
            for row in book[sheet].iter_rows(min_row=2, values_only=True)
        ]
        assert rows
        assert {row["新增或持续"] for row in rows} == {word}
        assert {row["层级"] for row in rows} == {"支部"}
        assert {row["周期"] for row in rows} == {"2026年第2季度"}


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_no_digest_holds_discipline_or_another_units_rows(viewer: Viewer, build: Build, home: Path) -> None:
    own_units = set(units.units(Reader(viewer, build), "branch")["unit_name"]) | set(
        units.units(Reader(viewer, build), "school")["unit_name"]
    )
    for first in (dt.date(2025, 10, 1), dt.date(2026, 4, 1)):
        book = opened_digest(Reader(viewer, build), home, first)
        for sheet in book.worksheets[1:]:
            for row in sheet.iter_rows(min_row=2, values_only=True):
                assert row[0] in own_units
                assert not any(word in str(cell) for cell in row for word in ("处分", "纪律"))


def test_an_empty_digest_says_so_in_a_sentence(build: Build, home: Path) -> None:
    book = opened_digest(Reader(Viewer(BRANCH, "branch", "B1"), build), home, dt.date(2024, 1, 1))
    said = [str(row[1]) for row in book["概要"].iter_rows(values_only=True)]
    assert any("这个季度没有要报告的事项" in one for one in said)
    assert book["预警"]["A1"].value == "这个季度没有“预警”的记录。"


def test_the_digest_is_offered_on_the_page_for_the_newest_quarter_that_has_ended(home: Path) -> None:
    app = opened("shortfall", view=DIGEST)
    assert "示例区2026年第2季度简报，截至2026年6月30日。" in plain_words(app)
    assert {box.label: box.value for box in app.selectbox}["季度"] == "2026Q2"
    assert "2025年第4季度简报" in plain_words(opened("shortfall", view=DIGEST, quarter="2025Q4"))
