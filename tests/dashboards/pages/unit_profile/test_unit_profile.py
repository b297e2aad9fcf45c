"""学校画像 and 支部详情: the spine, what is due by when, the calendar, hours, and the page that is printed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from dashboards.charts.png import picture
from dashboards.charts.spine import spine
from dashboards.database import peers, profiles, units, values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.exports.workbook import Origin
from dashboards.pages.unit_profile import tables, wording
from dashboards.pages.unit_profile.activity_calendar_chart import activity_calendar
from dashboards.pages.unit_profile.hours_chart import hours_histogram
from dashboards.pages.unit_profile.print_page import Section, document
from dashboards.shared.formatting import trend_of
from dashboards.shared.tables import peer_reasons
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, NOBODY, SCHOOL, Viewer
from tests.dashboards.browsing import NEEDS_CHROMIUM, chromium, tab_of
from tests.dashboards.fixtures.warehouse import ODD_NAME
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

CHIEF = Viewer(ADMIN, "district", "D1")
A4_WIDTH = 794
"""CSS pixels of 210 mm."""


def test_the_spine_has_a_line_for_each_indicator_with_peers_and_names_no_peer(build: Build) -> None:
    frame = profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    drawn = spine(frame)
    labels = list(drawn.layout.yaxis.ticktext)
    assert {"<b>组织生活</b>", "主题党日按月开展率", "<b>学习培训</b>"} <= set(labels)
    assert "受党纪政务处分人数" not in labels
    assert not re.search("第二中学|第三中学|启明", drawn.to_json().encode().decode("unicode_escape"))
    assert {trace.type for trace in drawn.data} <= {"bar", "scatter"}


def test_what_the_spine_leaves_out_is_said_with_the_reason(build: Build) -> None:
    """Of 14 indicators seven are placed; the other seven are named, not dropped."""
    frame = profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    said = wording.describe_unplaced(frame)
    left = frame.filter(pl.col("value_position").is_null())
    assert f"图上没有的 {left.height} 项" in said
    assert "同类不足五个" in said


def test_an_arrow_says_where_it_goes_and_whether_that_is_good(build: Build) -> None:
    rows = {
        row["indicator_code"]: row
        for row in profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026).to_dicts()
    }
    assert trend_of(rows["O05"]) == "↓ 下降（变差）"
    assert trend_of(rows["O09"]) == "· 数据不足"
    assert "近五期变好 0 项、变差 1 项" in wording.describe_spine(2026, pl.DataFrame(list(rows.values())))


def test_a_unit_without_peers_or_values_draws_nothing_and_says_so(build: Build) -> None:
    nothing = profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026).head(0)
    assert not spine(nothing).data
    assert "没有可与同类比较的指标" in wording.describe_spine(2026, nothing)
    due = profiles.requirements(Reader(CHIEF, build), UnitKey("branch", "B2"), 1999)
    assert tables.to_do(due, nothing).is_empty()
    assert "没有到期前还要做的事" in wording.describe_to_do(1999, due, tables.to_do(due, nothing))


@pytest.mark.parametrize(
    ("needed", "said", "unsaid"),
    [((3, None), "2 项还有缺口，其中 1 项年内还补得上", "补不回来"), ((None, None), "补不回来", "“年内还要做”一栏")],
)
def test_a_column_is_promised_only_where_it_says_something(
    needed: tuple[int | None, ...], said: str, unsaid: str
) -> None:
    """A branch whose one gap was past was sent to a column that held a dash."""
    short = {"judgement": ["short"] * 2, "status": ["behind"] * 2}
    savable = [each is not None for each in needed]
    text = wording.describe_checklist(2026, pl.DataFrame({**short, "can_be_made_up": savable}))
    assert said in text and unsaid not in text


def test_the_next_deadline_comes_first_with_numbers_and_what_was_missed_is_not_asked_for_again(home: Path) -> None:
    app = opened("branch", unit="B2")
    table = table_of(app, "期限", "要做的事", "还差")
    assert table.row(0) == ("2026年7月31日", "主题党日", "2026年7月", "0/1", "1 次", "· 以后各期", "标准")
    assert "2026年4月" not in table["周期"].to_list()
    said = words(app)
    assert "**2026年7月31日前**还差：主题党日 1 次" in said
    assert "已经过期、补不回来的有 1 次" in said


def test_a_school_asks_for_the_sum_of_its_branches_and_says_who_sent_nothing(home: Path) -> None:
    assert "主题党日 2 次" in words(opened("school", unit="S2"))
    assert "存在未报送的组织" in words(opened("school", unit="S4"))


def test_the_calendar_shows_kinds_by_letter_fixed_days_and_what_fell_due(build: Build) -> None:
    place = (Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    held, due, fixed = (
        profiles.activity_days(*place),
        profiles.requirements(*place),
        profiles.fixed_days(Reader(CHIEF, build), 2026),
    )
    drawn = activity_calendar(held, fixed, due, 2026)
    texts = [text for trace in drawn.data if trace.type == "scatter" and trace.mode == "text" for text in trace.text]
    assert texts.count("日") == 4  # January, February, May, June; April was missed, March has three kinds
    assert "多" in texts and "●1" in texts and "·1" in texts
    assert "固定的主题党日" in [trace.name for trace in drawn.data]
    assert drawn.layout.height < 560


def test_a_day_of_two_branches_and_a_shared_one_is_summed_for_their_school(build: Build) -> None:
    days = profiles.activity_days(Reader(CHIEF, build), UnitKey("school", "S2"), 2026)
    assert days.filter(pl.col("held_on") == dt.date(2026, 1, 6))["activities"].to_list() == [3]


def test_both_thresholds_stand_on_the_hours_with_their_state_and_source(build: Build) -> None:
    spread = profiles.hours_spread(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    lines = profiles.hours_lines(Reader(CHIEF, build), 2026)
    drawn = hours_histogram(spread, lines)
    assert {"24学时（现行）", "32学时（未启用）"} <= {trace.name for trace in drawn.data}
    said = wording.describe_hours(2026, dt.date(2026, 6, 30), spread, lines)
    assert "10 人，7 人达到" in said and "未启用，党员教育管理工作条例" in said


def test_hours_of_a_few_members_are_only_for_those_who_may_see_members(build: Build) -> None:
    """Two leaders of B3: their own school and branch see them, the 片区 is told that they are few."""
    lines = profiles.hours_lines(Reader(CHIEF, build), 2026)
    for viewer, hidden in ((Viewer(SCHOOL, "school", "S2"), False), (Viewer(AREA, "area", "A1"), True)):
        rows = profiles.hours_spread(Reader(viewer, build), UnitKey("branch", "B3"), 2026)
        few = rows.filter(pl.col("indicator_code") == "L05")
        assert few["is_hidden"].to_list() == [hidden]
        assert few["members"].to_list() == [None if hidden else 2]
        assert ("人数较少" in wording.describe_hours(2026, dt.date(2026, 6, 30), few, lines)) == hidden


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(BRANCH, "branch", "B3"), Viewer(SCHOOL, "school", "S1")])
def test_another_units_profile_is_empty(viewer: Viewer, build: Build) -> None:
    place = (Reader(viewer, build), UnitKey("branch", "B2"), 2026)
    for query in (profiles.profile, profiles.activity_days, profiles.requirements, profiles.hours_spread):
        assert query(*place).is_empty(), query


def test_who_is_compared_with_is_listed_with_the_reasons_and_named_only_within_the_scope(build: Build) -> None:
    """The printed page said 与同类比 and nobody could tell with whom."""
    own = UnitKey("branch", "B2")
    everybody = peers.group(Reader(CHIEF, build), own)
    listed = peer_reasons(everybody)
    assert everybody.height > 0 and own.unit_id not in everybody["unit_id"].to_list()
    assert set(everybody["same_stage"]) == {True} and set(everybody["same_size"]) == {True}
    assert listed.height == everybody.height and all("（相同）" in text for text in listed["规模"])
    for viewer in (Viewer(AREA, "area", "A1"), Viewer(BRANCH, "branch", "B2")):
        seen = peers.group(Reader(viewer, build), own)
        assert seen.height == everybody.height  # counted, wherever they are
        assert 0 < seen["unit_name"].null_count() == seen["member_count"].null_count()
        unit = units.unit(Reader(viewer, build), own)
        assert unit is not None
        assert "不在查看范围内，只计数" in wording.describe_peers(unit, seen)
    assert peers.group(Reader(Viewer(SCHOOL, "school", "S1"), build), own).is_empty()


def test_every_figure_of_a_profile_can_be_drawn_for_word_and_print(build: Build) -> None:
    place = (Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    drawn = [
        spine(profiles.profile(*place)),
        activity_calendar(
            profiles.activity_days(*place),
            profiles.fixed_days(Reader(CHIEF, build), 2026),
            profiles.requirements(*place),
            2026,
        ),
        hours_histogram(profiles.hours_spread(*place), profiles.hours_lines(Reader(CHIEF, build), 2026)),
    ]
    assert all(picture(figure, scale=1.0, width_px=700).startswith(b"\x89PNG") for figure in drawn)


def printed(build: Build) -> str:
    """A page with an odd name, a figure and a table with a word that does not break."""
    frame = profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    wide = tables.spine(frame).with_columns(备注=pl.lit("无处可断的字" * 12))
    origin = Origin("支部清单", {"年度": "2026年"}, dt.date(2026, 6, 30), build.build_id, "区级管理员 示例区")
    said = wording.describe_spine(2026, frame)
    sections = [
        Section("概况", (said, r"**2026年7月31日前**还差 \<b\>\_甲\_")),
        Section("图", (), spine(frame), (wide,)),
    ]
    return document(origin, ODD_NAME, sections, dt.datetime(2026, 7, 1, 9, 0))


def test_the_page_to_print_carries_its_origin_and_shows_names_letter_for_letter(build: Build) -> None:
    page = printed(build)
    assert "甲&amp;乙&lt;小学&gt;#$[点我](x)" in page
    assert "<b>2026年7月31日前</b>还差 &lt;b&gt;_甲_" in page
    assert "数据截止：2026-06-30" in page and "打印人：区级管理员 示例区" in page
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)


@NEEDS_CHROMIUM
def test_the_page_to_print_fits_a4_and_asks_nobody(build: Build, tmp_path: Path) -> None:
    file = tmp_path / "打印版.html"
    file.write_text(printed(build), encoding="utf-8")
    with chromium() as browser:
        page = tab_of(browser, width=A4_WIDTH, height=1123)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH
        rights = page.evaluate(
            "[...document.querySelectorAll('table,img,p')].map(e => e.getBoundingClientRect().right)"
        )
        assert max(rights) <= A4_WIDTH
        assert page.evaluate("document.images[0].naturalWidth") > 1000
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_both_profiles_offer_the_page_to_print(home: Path) -> None:
    for page, unit in (("school", "S2"), ("branch", "B2")):
        app = opened(page, unit=unit)
        assert "打印版" in [button.label for button in app.get("download_button")]
        assert len(app.tabs) >= 7


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_school_counts_for_each_branch_what_the_branchs_own_page_shows(year: int, build: Build) -> None:
    """The shared branch too, in each of its schools; by code, so that 第二 does not come after 第三."""
    for school in ("S1", "S2", "S3"):
        rows = profiles.branches(Reader(CHIEF, build), school, year).to_dicts()
        assert [row["unit_id"] for row in rows] == sorted(row["unit_id"] for row in rows)
        for row in rows:
            own = values.standing(
                Reader(CHIEF, build), UnitKey("branch", row["unit_id"]), "year", f"{year}-01-01"
            ).to_dicts()
            short = [one["name_zh"] for one in own if one["status"] in ("not_met", "behind")]
            assert row["short"] == len(short) and (row["short_names"] or "") == "、".join(short)
            assert row["silent"] == sum(one["status"] == "not_reported" for one in own)
            assert row["good"] == sum(one["status"] in ("met", "on_track") for one in own)


def test_the_branches_of_another_school_are_nobodys_business(build: Build) -> None:
    assert profiles.branches(Reader(Viewer(SCHOOL, "school", "S1"), build), "S3", 2026).is_empty()
    assert profiles.branches(Reader(NOBODY, build), "S1", 2026).is_empty()


def test_a_year_without_activities_is_said_and_not_counted_as_none_held(build: Build) -> None:
    empty = profiles.activity_days(Reader(NOBODY, build), UnitKey("branch", "B2"), 2026)
    due = profiles.requirements(Reader(NOBODY, build), UnitKey("branch", "B2"), 2026)
    said = wording.describe_calendar(2026, empty, due, profiles.fixed_days(Reader(NOBODY, build), 2026))
    assert said == "2026年没有收到组织生活的记录。"


def test_the_page_to_print_lists_what_its_chart_draws_and_breaks_no_number_before_its_unit(build: Build) -> None:
    """A branch without peers printed every indicator twice, on four pages; 100.0% stood in two lines."""
    frame = profiles.profile(Reader(CHIEF, build), UnitKey("branch", "B2"), 2026)
    shown = tables.placed(frame)
    assert set(shown["name_zh"]) <= set(spine(frame).layout.yaxis.ticktext)
    assert shown.height == frame["value_position"].drop_nulls().len()
    assert "<td class=short>100.0%</td>" in printed(build)


def test_files_of_one_unit_carry_its_name(build: Build) -> None:
    """Three schools printed in a row were three files of one name."""
    origin = Origin("学校画像", {"年度": "2026年"}, dt.date(2026, 6, 30), build.build_id, "某人", unit="第三中学")
    assert origin.stem == "学校画像_第三中学_2026年_数据截止20260630"
