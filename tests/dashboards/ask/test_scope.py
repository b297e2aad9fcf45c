"""问一句 tells nobody more than the pages do: other units, discipline by unit, small numbers, few votes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.ask.answer import Answer
from dashboards.ask.asking import answer
from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, SCHOOL, Viewer
from tests.dashboards.fixtures.warehouse import AS_OF

DISTRICT_OFFICE, OFFICER = Viewer(DISTRICT, "district", "D1"), Viewer(DISCIPLINE, "district", "D1")
A_SCHOOL, AN_AREA, A_BRANCH = Viewer(SCHOOL, "school", "S2"), Viewer(AREA, "area", "A1"), Viewer(BRANCH, "branch", "B2")


def said(home: Path, viewer: Viewer, question: str) -> Answer:
    build = published_build(home)
    assert build is not None
    return answer(Reader(viewer, build), question, AS_OF, 2024)


@pytest.mark.parametrize(
    ("viewer", "question"),
    [(A_SCHOOL, "第三中学主题党日"), (AN_AREA, "西片区主题党日"), (A_BRANCH, "第二中学理科支部支委会"),
     (A_SCHOOL, "第九中学主题党日")],
)  # fmt: skip
def test_a_unit_outside_the_own_one_reads_like_one_that_does_not_exist(
    published_home: Path, viewer: Viewer, question: str
) -> None:
    found = said(published_home, viewer, question)
    assert not found.is_answered
    assert "没有找到“" in found.lines[0] and "或不在您的查看范围内" in found.lines[0]
    outside = {"第三中学", "西片区", "第三中学党支部"} | ({"第二中学理科党支部"} if viewer == A_BRANCH else set())
    assert not outside & set(found.guesses)


@pytest.mark.parametrize("question", ["全区主题党日", "本片区主题党日", "哪些学校主题党日未达标"])
def test_a_branch_is_told_nothing_of_what_lies_above_it(published_home: Path, question: str) -> None:
    found = said(published_home, A_BRANCH, question)
    assert not found.is_answered
    assert "不在您的查看范围内" in found.lines[0]


def test_a_school_lists_its_own_branches_alone(published_home: Path) -> None:
    """B2, B3 and the joint B7 are of S2; four others did or did not hold theirs."""
    found = said(published_home, A_SCHOOL, "哪些支部支委会达标")
    assert "3 个支部里" in found.lines[0]
    assert "第三中学" not in "".join(found.lines)


def test_discipline_by_unit_is_for_the_officer_alone(published_home: Path) -> None:
    """2025 has 2 cases in 第三中学: the district office is told who may know, a school not even that."""
    found = said(published_home, DISTRICT_OFFICE, "第三中学处分人数2025年")
    assert not found.is_answered and "只有纪检专员可见" in found.lines[0]
    spread = said(published_home, DISTRICT_OFFICE, "各学校处分人数2025年")
    assert not spread.is_answered and "只有纪检专员可见" in spread.lines[0]
    assert not said(published_home, A_SCHOOL, "处分人数2025年").is_answered
    told = said(published_home, OFFICER, "第三中学处分人数2025年")
    assert told.lines[0].startswith("第三中学2025年受党纪政务处分人数：2 人")
    assert told.is_confidential


def test_a_small_number_of_an_area_is_hidden(published_home: Path) -> None:
    found = said(published_home, DISTRICT_OFFICE, "西片区处分人数2025年")
    assert "已隐藏" in found.lines[0]
    assert "2 人" not in "".join(found.lines)


def test_a_survey_with_few_votes_gives_no_percentage(published_home: Path) -> None:
    """启明幼儿园 had 6 satisfied of 7."""
    found = said(published_home, DISTRICT_OFFICE, "启明幼儿园满意度2025年")
    assert "样本不足" in found.lines[0]
    assert "85.7" not in "".join(found.lines) and "6/7" not in "".join(found.lines)


def test_a_page_that_a_role_may_not_open_is_refused_by_name(published_home: Path) -> None:
    found = said(published_home, A_BRANCH, "热力总表")
    assert not found.is_answered and found.place is None
    assert "身份“支部”无权查看“热力总表”" in found.lines[0]


def test_not_reported_is_no_number(published_home: Path) -> None:
    found = said(published_home, Viewer(ADMIN, "district", "D1"), "启明幼儿园党支部主题党日2025年")
    assert "未报送" in found.lines[0]
    assert "0.0%" not in found.lines[0]
