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


@dataclass(frozen=True)
class Case:
    """A change that breaks the rule, one that just keeps it, and what the clerk must be able to read."""

    ledger: str
    rule: str
    breaks: Row
    keeps: Row
    words: str


WRITTEN = [
    Case("organisation", "founded_on_not_before", {"founded_on": date(1921, 6, 30)}, {"founded_on": date(1921, 7, 1)}, "早于1921年7月1日"),
    Case("organisation", "dissolved_on_in_order", {"dissolved_on": date(2001, 6, 30)}, {"dissolved_on": date(2001, 7, 1)}, "早于“成立日期”（2001年7月1日）"),
    Case("organisation", "parent_resolved", {"parent_code": None}, {"parent_code": None, "parent": None}, "“东片区党委”没有对应到"),
    Case("organisation", "schools_resolved", {"school_codes": None}, {"school_codes": None, "schools": None}, "“示例一小”没有对应到"),
    Case("organisation_event", "event_on_not_in_future", {"event_on": TOMORROW}, {"event_on": AS_OF}, "2026年1月1日，晚于2025年12月31日"),
    Case("organisation_event", "event_on_not_before", {"event_on": date(1921, 6, 30)}, {"event_on": date(1921, 7, 1)}, "早于1921年7月1日"),
    Case("organisation_event", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("member", "joined_on_not_in_future", {"joined_on": TOMORROW, "full_on": None}, {"joined_on": AS_OF, "full_on": None}, "晚于2025年12月31日"),
    Case("member", "in_on_not_in_future", {"in_on": TOMORROW, "out_on": None}, {"in_on": AS_OF, "out_on": None}, "晚于2025年12月31日"),
    Case("member", "born_on_not_in_future", {"born_on": TOMORROW, "joined_on": None}, {"born_on": AS_OF, "joined_on": None}, "晚于2025年12月31日"),
    Case("member", "joined_on_not_before", {"joined_on": date(1921, 6, 30), "born_on": None}, {"joined_on": date(1921, 7, 1), "born_on": None}, "早于1921年7月1日"),
    Case("member", "born_on_not_before", {"born_on": date(1899, 12, 31)}, {"born_on": date(1900, 1, 1)}, "早于1900年1月1日"),
    Case("member", "full_on_in_order", {"full_on": date(2003, 6, 30)}, {"full_on": date(2003, 7, 1)}, "早于“入党日期”（2003年7月1日）"),
    Case("member", "out_on_in_order", {"out_on": date(2010, 8, 31)}, {"out_on": date(2010, 9, 1)}, "早于“转入日期”（2010年9月1日）"),
    Case("member", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("member", "school_resolved", {"school_code": None}, {}, "“示例一小”没有对应到"),
    Case("member", "grown_up_when_joining", {"joined_on": date(1998, 3, 6)}, {"joined_on": date(1998, 3, 7)}, "“出生日期”1980年3月7日算还不满十八岁"),
    Case("member", "full_member_already", {"full_on": TOMORROW}, {"full_on": TOMORROW, "member_type": "预备党员"}, "“转正日期”2026年1月1日却晚于"),
    Case("member", "person_known", {"person_key": None}, {}, "“赵示例”"),
    Case("activity", "held_on_not_in_future", {"held_on": TOMORROW}, {"held_on": AS_OF}, "2026年1月1日，晚于2025年12月31日"),
    Case("activity", "held_on_not_before", {"held_on": date(1999, 12, 31)}, {"held_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("activity", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("activity", "attended_at_most", {"attended": 21, "on_leave": None}, {"attended": 20, "on_leave": None}, "（21）多于“应到人数”（20）"),
    Case("activity", "attended_and_on_leave", {"on_leave": 3}, {"on_leave": 2}, "实到18人加请假3人，多于应到20人"),
    Case("activity", "duration_possible", {"duration_hours": 90.0}, {"duration_hours": 0.5}, "90小时，不可能"),
    Case("activity", "duration_usual", {"duration_hours": 8.5}, {"duration_hours": 8.0}, "8.5小时，超过八小时"),
    Case("activity", "attendance_rate_possible", {"attendance_rate": 101.0}, {"attendance_rate": 100.0}, "“到课率”是101"),
    Case("activity", "rate_without_head_count", {"attended": None}, {"attended": 18}, "只填了“到课率”90"),
    Case("activity", "expected_given", {"expected": None}, {}, "没有填“应到人数”"),
    Case("activity", "attended_given", {"attended": None, "attendance_rate": None}, {"attendance_rate": None}, "没有填“实到人数”"),
    Case("activity", "somebody_came", {"attended": 0}, {"attended": 1}, "“实到人数”是0"),
    Case("activity", "activity_type_several_of", {"activity_type": "党课、唱歌"}, {"activity_type": "党课"}, "“唱歌”不是规定的值"),
    Case("attendance", "held_on_not_in_future", {"held_on": TOMORROW}, {"held_on": AS_OF}, "晚于2025年12月31日"),
    Case("attendance", "held_on_not_before", {"held_on": date(1999, 12, 31)}, {"held_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("attendance", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("attendance", "person_known", {"person_key": None}, {"person_key": None, "attendance": "列席"}, "“赵示例”"),
    Case("training", "trained_on_not_in_future", {"trained_on": TOMORROW}, {"trained_on": AS_OF}, "晚于2025年12月31日"),
    Case("training", "trained_on_not_before", {"trained_on": date(1999, 12, 31)}, {"trained_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("training", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("training", "person_known", {"person_key": None}, {}, "“赵示例”"),
    Case("training", "hours_possible", {"hours": 0.0}, {"hours": 0.5}, "“学时”是0"),
    Case("training", "hours_of_the_day_usual", {"hours": 8.5}, {"hours": 8.0}, "2025年4月8日这一天共登记8.5学时"),
    Case("discipline", "decided_on_not_in_future", {"decided_on": TOMORROW}, {"decided_on": AS_OF}, "晚于2025年12月31日"),
    Case("discipline", "decided_on_not_before", {"decided_on": date(1999, 12, 31)}, {"decided_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("discipline", "effect_ends_on_in_order", {"effect_ends_on": date(2025, 2, 27)}, {"effect_ends_on": date(2025, 2, 28)}, "早于“决定日期”（2025年2月28日）"),
    Case("discipline", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("discipline", "party_discipline_kind", {"measure": "记过"}, {"measure": "记过", "measure_class": "政务处分"}, "却是“记过”"),
    Case("discipline", "subject_known", {"person_key": None}, {}, "“当事人编号”不能空着"),
    Case("survey", "surveyed_on_not_in_future", {"surveyed_on": TOMORROW}, {"surveyed_on": AS_OF}, "晚于2025年12月31日"),
    Case("survey", "surveyed_on_not_before", {"surveyed_on": date(1999, 12, 31)}, {"surveyed_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("survey", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("survey", "answered", {"grade": None, "score": None}, {"grade": "弃权", "score": None}, "都是空的"),
    Case("survey", "score_possible", {"score": 100.5}, {"score": 100.0}, "“得分”是100.5"),
    Case("survey_return", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
    Case("survey_return", "returned_count_at_most", {"returned_count": 51}, {"returned_count": 50}, "（51）多于“发放数”（50）"),
    Case("survey_return", "valid_at_most", {"valid": 49}, {"valid": 48}, "（49）多于“收回数”（48）"),
    Case("problem", "raised_on_not_in_future", {"raised_on": TOMORROW, "due_on": TOMORROW, "closed_on": None}, {"raised_on": AS_OF, "due_on": TOMORROW, "closed_on": None}, "晚于2025年12月31日"),
    Case("problem", "closed_on_not_in_future", {"closed_on": TOMORROW}, {"closed_on": AS_OF}, "晚于2025年12月31日"),
    Case("problem", "raised_on_not_before", {"raised_on": date(1999, 12, 31)}, {"raised_on": date(2000, 1, 1)}, "早于2000年1月1日"),
    Case("problem", "due_on_not_before", {"raised_on": None, "due_on": date(1999, 12, 31)}, {}, "早于2000年1月1日"),
    Case("problem", "closed_on_not_before", {"closed_on": date(1999, 12, 31)}, {"closed_on": None}, "早于2000年1月1日"),
    Case("problem", "due_on_in_order", {"due_on": date(2025, 2, 28)}, {"due_on": date(2025, 3, 1)}, "早于“提出日期”（2025年3月1日）"),
    Case("problem", "closed_on_in_order", {"closed_on": date(2025, 2, 28)}, {"closed_on": date(2025, 3, 1)}, "早于“提出日期”（2025年3月1日）"),
    Case("problem", "org_resolved", {"org_code": None}, {}, "“一小支部”没有对应到"),
]  # fmt: skip


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


CASES = [*WRITTEN, *demanded()]


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
