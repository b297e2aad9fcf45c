"""换届与期限 as people read it."""

from __future__ import annotations

from pathlib import Path

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.calendar.queries import person_clocks
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, SCHOOL, Viewer
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words


def test_the_calendar_lists_ninety_days_and_what_has_run_out(home: Path) -> None:
    said = words(opened("calendar"))
    assert "今后 90 天内：换届 2 个。届满还没有换届的 2 个。" in said
    assert "● 已过 181 天" in said
    assert "影响期届满" not in said
    assert "影响期届满 1 人次" in words(opened("calendar", role="discipline"))
    assert table_of(opened("calendar", within="365"), "到期日").height == 5


def test_what_runs_for_members_is_listed_by_name_with_what_is_to_be_done(home: Path) -> None:
    said = words(opened("calendar"))
    assert (
        "失去联系 1 人（已满 1，将满 0）；连续不参加组织生活 1 人（已满 0，将满 1）；流动外出 1 人（已满 0，将满 0）。"
        in said
    )
    listed = table_of(opened("calendar"), "期满日")
    assert listed["姓名"].to_list() == ["李<甲>", "王乙", "（没有姓名）"]
    assert listed["状态"].to_list() == ["● 已满", "▲ 将满", "○ 在计"]
    assert listed["还有"].to_list() == ["0 天", "37 天（其间 4 次有签到的活动都没有参加）", "153 天"]
    assert listed["最后工作日"][1] == "2026年7月17日", "the 19th is a Sunday"
    assert listed["依据"][0] == "第二十四条（条例）"
    only = table_of(opened("calendar", clock="no_life"), "期满日")
    assert only["姓名"].to_list() == ["王乙"]


def test_what_runs_for_a_member_is_for_the_own_branch_school_and_district_alone(build: Build) -> None:
    """Who is lost, or was failed, is nobody else's to read."""
    seen = {
        viewer: sorted(person_clocks(Reader(viewer, build))["person_key"])
        for viewer in (
            Viewer(ADMIN, "district", "D1"),
            Viewer(SCHOOL, "school", "S2"),
            Viewer(SCHOOL, "school", "S1"),
            Viewer(BRANCH, "branch", "B4"),
            Viewer(AREA, "area", "A1"),
            Viewer(DISCIPLINE, "district", "D1"),
        )
    }
    assert list(seen.values()) == [["K1", "K2", "K3"], ["K1", "K2"], [], ["K3"], [], []]


def test_a_role_that_sees_no_names_is_told_so(home: Path) -> None:
    said = words(opened("calendar", role="discipline"))
    assert "不看党员姓名" in said and "失去联系" not in said
