"""Every rule of every ledger: a row that breaks it and a row that just keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from expectations.runner import check
from expectations.suite import load_suites
from ingest.faults import Fault
from tests.expectations.rows import AS_OF, FIRST_ROW, frame_of

TOMORROW = AS_OF + timedelta(days=1)
Row = dict[str, Any]
Trial = tuple[str, Row, Row, str]


@dataclass(frozen=True)
class Case:
    """A change that breaks the rule, one that just keeps it, and what the clerk must be able to read."""

    ledger: str
    rule: str
    breaks: Row
    keeps: Row
    words: str


def in_future(column: str, **beside: Any) -> Trial:
    return f"{column}_not_in_future", {column: TOMORROW} | beside, {column: AS_OF} | beside, "晚于2025年12月31日"


def too_early(column: str, first_year: int, **beside: Any) -> Trial:
    first = date(1921, 7, 1) if first_year == 1921 else date(first_year, 1, 1)
    said = f"早于{first.year}年{first.month}月1日"
    return f"{column}_not_before", {column: first - timedelta(days=1)} | beside, {column: first} | beside, said


def out_of_order(column: str, header: str, earlier: date) -> Trial:
    said = f"早于“{header}”（{earlier.year}年{earlier.month}月{earlier.day}日）"
    return f"{column}_in_order", {column: earlier - timedelta(days=1)}, {column: earlier}, said


def unresolved(column: str, code: str, text: str) -> Trial:
    return f"{column}_resolved", {code: None}, {}, f"“{text}”没有对应到"


NO_ORGANISATION = unresolved("org", "org_code", "一小支部")
NOBODY: Trial = ("person_known", {"person_key": None}, {}, "“赵示例”")

WRITTEN: dict[str, list[Trial]] = {
    "organisation": [
        too_early("founded_on", 1921),
        out_of_order("dissolved_on", "成立日期", date(2001, 7, 1)),
        ("parent_resolved", {"parent_code": None}, {"parent_code": None, "parent": None}, "“东片区党委”没有对应到"),
        unresolved("schools", "school_codes", "示例一小"),
    ],
    "organisation_event": [in_future("event_on"), too_early("event_on", 1921), NO_ORGANISATION],
    "member": [
        in_future("joined_on", full_on=None),
        in_future("in_on", out_on=None),
        in_future("born_on", joined_on=None),
        too_early("joined_on", 1921, born_on=None),
        too_early("born_on", 1900),
        out_of_order("full_on", "入党日期", date(2003, 7, 1)),
        out_of_order("out_on", "转入日期", date(2010, 9, 1)),
        NO_ORGANISATION,
        unresolved("school", "school_code", "示例一小"),
        (
            "grown_up_when_joining",
            {"joined_on": date(1998, 3, 6)},
            {"joined_on": date(1998, 3, 7)},
            "“出生日期”1980年3月7日算还不满十八岁",
        ),
        (
            "full_member_already",
            {"full_on": TOMORROW},
            {"full_on": TOMORROW, "member_type": "预备党员"},
            "“转正日期”2026年1月1日却晚于",
        ),
        NOBODY,
    ],
    "activity": [
        in_future("held_on"),
        too_early("held_on", 2000),
        NO_ORGANISATION,
        (
            "attended_at_most",
            {"attended": 21, "on_leave": None},
            {"attended": 20, "on_leave": None},
            "（21）多于“应到人数”（20）",
        ),
        ("attended_and_on_leave", {"on_leave": 3}, {"on_leave": 2}, "实到18人加请假3人，多于应到20人"),
        ("duration_possible", {"duration_hours": 90.0}, {"duration_hours": 0.5}, "90小时，不可能"),
        ("duration_usual", {"duration_hours": 8.5}, {"duration_hours": 8.0}, "8.5小时，超过八小时"),
        ("attendance_rate_possible", {"attendance_rate": 101.0}, {"attendance_rate": 100.0}, "“到课率”是101"),
        ("rate_without_head_count", {"attended": None}, {"attended": 18}, "只填了“到课率”90"),
        ("expected_given", {"expected": None}, {}, "没有填“应到人数”"),
        (
            "attended_given",
            {"attended": None, "attendance_rate": None},
            {"attendance_rate": None},
            "没有填“实到人数”",
        ),
        ("somebody_came", {"attended": 0}, {"attended": 1}, "“实到人数”是0"),
        (
            "activity_type_several_of",
            {"activity_type": "党课、唱歌"},
            {"activity_type": "党课"},
            "“唱歌”不是规定的值",
        ),
    ],
    "attendance": [
        in_future("held_on"),
        too_early("held_on", 2000),
        NO_ORGANISATION,
        ("person_known", {"person_key": None}, {"person_key": None, "attendance": "列席"}, "“赵示例”"),
    ],
    "training": [
        in_future("trained_on"),
        too_early("trained_on", 2000),
        NO_ORGANISATION,
        NOBODY,
        ("hours_possible", {"hours": 0.0}, {"hours": 0.5}, "“学时”是0"),
        ("hours_of_the_day_usual", {"hours": 8.5}, {"hours": 8.0}, "2025年4月8日这一天共登记8.5学时"),
    ],
    "discipline": [
        in_future("decided_on"),
        too_early("decided_on", 2000),
        out_of_order("effect_ends_on", "决定日期", date(2025, 2, 28)),
        NO_ORGANISATION,
        (
            "party_discipline_kind",
            {"measure": "记过"},
            {"measure": "记过", "measure_class": "政务处分"},
            "却是“记过”",
        ),
        ("subject_known", {"person_key": None}, {}, "“当事人编号”不能空着"),
    ],
    "survey": [
        in_future("surveyed_on"),
        too_early("surveyed_on", 2000),
        NO_ORGANISATION,
        ("answered", {"grade": None, "score": None}, {"grade": "弃权", "score": None}, "都是空的"),
        ("score_possible", {"score": 100.5}, {"score": 100.0}, "“得分”是100.5"),
    ],
    "survey_return": [
        NO_ORGANISATION,
        ("returned_count_at_most", {"returned_count": 51}, {"returned_count": 50}, "（51）多于“发放数”（50）"),
        ("valid_at_most", {"valid": 49}, {"valid": 48}, "（49）多于“收回数”（48）"),
    ],
    "problem": [
        in_future("raised_on", due_on=TOMORROW, closed_on=None),
        in_future("closed_on"),
        too_early("raised_on", 2000),
        ("due_on_not_before", {"raised_on": None, "due_on": date(1999, 12, 31)}, {}, "早于2000年1月1日"),
        ("closed_on_not_before", {"closed_on": date(1999, 12, 31)}, {"closed_on": None}, "早于2000年1月1日"),
        out_of_order("due_on", "提出日期", date(2025, 3, 1)),
        out_of_order("closed_on", "提出日期", date(2025, 3, 1)),
        NO_ORGANISATION,
    ],
}


def demanded() -> list[Case]:
    """The rules that follow from the ledgers' own definitions."""
    makers: dict[str, Callable[[str, str], tuple[Row, Row, str]]] = {
        "_required": lambda column, header: ({column: None}, {}, f"“{header}”不能空着"),
        "_one_of": lambda column, header: ({column: "另一种"}, {}, f"“{header}”填的“另一种”不是规定的值"),
        "_not_negative": lambda column, header: ({column: -1}, {}, f"“{header}”是-1，不能是负数"),
    }
    cases = []
    for ledger, suite in load_suites().items():
        for each in suite.expectations:
            for ending, make in makers.items():
                if each.id.endswith(ending) and each.column is not None:
                    cases.append(Case(ledger, each.id, *make(each.column, suite.ledger.column(each.column).header)))
    return cases


CASES = [*(Case(ledger, *trial) for ledger, trials in WRITTEN.items() for trial in trials), *demanded()]


@cache
def judged(ledger: str) -> dict[int, list[Fault]]:
    """All cases of a ledger judged in one batch: faults by row, the breaking row of a case before its keeping one."""
    changes = [change for case in CASES if case.ledger == ledger for change in (case.breaks, case.keeps)]
    found: dict[int, list[Fault]] = {FIRST_ROW + place: [] for place in range(len(changes))}
    outcome = check(ledger, frame_of(ledger, changes), AS_OF)
    assert outcome.refusal is None
    for fault in outcome.faults:
        found[fault.row].append(fault)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.ledger}.{case.rule}")
def test_a_row_that_breaks_a_rule_is_told_so_and_one_that_just_keeps_it_is_left_alone(case: Case) -> None:
    expectation = next(each for each in load_suites()[case.ledger].expectations if each.id == case.rule)
    assert expectation.column is not None
    place = FIRST_ROW + 2 * [each for each in CASES if each.ledger == case.ledger].index(case)
    header = load_suites()[case.ledger].ledger.column(expectation.column).header
    heard = [fault for fault in judged(case.ledger)[place] if case.words in fault.message]
    assert [(fault.column, fault.severity) for fault in heard] == [(header, expectation.severity)]
    assert judged(case.ledger)[place + 1] == []


def test_every_rule_has_a_case() -> None:
    """A rule without a case may never fire, and nobody would know."""
    tried = {(case.ledger, case.rule) for case in CASES}
    rules = {
        (ledger, each.id)
        for ledger, suite in load_suites().items()
        for each in suite.expectations
        if not each.is_file_level and each.id != "same_key"
    }
    assert tried == rules
