"""评议、廉政档案、责任书、标准化、述学述职、结对、荣誉、要点: rows that go back, that are asked about, that pass."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest

from expectations.columns import columns_of
from expectations.runner import check
from expectations.suite import load_suites
from ingest.faults import Fault
from ingest.ledger import load_ledgers
from ingest.recognise import find_tables
from ingest.sheet import Sheet
from ingest.tidy import tidy
from tests.expectations.rows import AS_OF, FIRST_ROW, SHEET
from tests.expectations.test_rules import Case, Row, Trial, in_future, out_of_order, too_early, unresolved

FAULTLESS: dict[str, Row] = {
    "appraisal": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "grade": "优秀",
    },
    "integrity_file": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "filed_on": date(2023, 3, 20),
        "updated_on": date(2025, 3, 18), "relatives_covered": 6,
    },
    "pledge": {
        "year": 2025, "pledge_type": "党员目标管理责任书", "org": "一小支部", "org_code": "A1", "name": "赵示例",
        "person_key": "k1", "signed_on": date(2025, 2, 20), "score": 95.0,
    },
    "standardisation": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "round": "第一批", "is_planned": True,
        "item": "党内组织生活", "points": 9.5, "full_points": 10.0, "conclusion": "达标",
    },
    "deliverable": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1",
        "deliverable_type": "学习报告", "done_on": date(2025, 6, 30), "title": "谈课堂实效",
    },
    "outreach": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "subject_type": "困难学生",
        "paired_on": date(2024, 9, 10), "released_on": date(2025, 7, 1),
    },
    "honour": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "honour_type": "先锋岗",
        "title": "党员先锋岗", "level": "区级", "awarded_on": date(2025, 6, 30),
    },
    "work_task": {
        "year": 2025, "task_no": "YD01", "field": "全面从严治党", "task": "纪律教育", "org": "一小支部",
        "org_code": "A1", "due_on": date(2025, 6, 30), "done_on": date(2025, 6, 20),
    },
}  # fmt: skip

# What can differ from row to row without breaking a rule; acceptances of one organisation are judged together.
TOLD_APART_BY = {
    "appraisal": "person_key", "integrity_file": "person_key", "pledge": "person_key", "standardisation": "org_code",
    "deliverable": "person_key", "outreach": "person_key", "honour": "title", "work_task": "task_no",
}  # fmt: skip

TOMORROW = AS_OF + timedelta(days=1)
NO_ORGANISATION = unresolved("org", "org_code", "一小支部")
NOBODY: Trial = ("person_known", {"person_key": None}, {}, "“赵示例”是哪一个人")
NO_NAME: Row = {"name": None, "person_key": None}


def too_early_a_year(**beside: Any) -> Trial:
    return "year_not_before", {"year": 1999}, {"year": 2000} | beside, "“年度”是1999，早于2000"


WRITTEN: dict[str, list[Trial]] = {
    "appraisal": [
        too_early_a_year(),
        ("year_begun", {"year": 2026}, {"year": 2025}, "“年度”是2026，到2025年12月31日这一年还没有开始"),
        NO_ORGANISATION,
        NOBODY,
    ],
    "integrity_file": [
        in_future("filed_on", updated_on=None),
        too_early("filed_on", 2000),
        in_future("updated_on"),
        out_of_order("updated_on", "建档日期", date(2023, 3, 20)),
        NO_ORGANISATION,
        NOBODY,
        ("relatives_usual", {"relatives_covered": 51}, {"relatives_covered": 50}, "“覆盖亲属人数”是51"),
    ],
    "pledge": [
        too_early_a_year(signed_on=date(2000, 1, 1)),
        (
            "year_near",
            {"year": 2027, "signed_on": AS_OF},
            {"year": 2026, "signed_on": AS_OF},
            "“年度”是2027，比2025年12月31日晚了不止一年",
        ),
        in_future("signed_on", year=2026),
        too_early("signed_on", 2000, year=2000),
        ("signed_for_the_year", {"year": 2024}, {"year": 2026}, "“年度”是2024，“签订日期”却是2025年2月20日"),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"pledge_type": "党建目标责任书"}, "没有填“姓名”"),
        ("score_possible", {"score": -0.5}, {"score": 0.0}, "“考核得分”是-0.5，不在零到二百之间"),
        ("score_usual", {"score": 120.5}, {"score": 120.0}, "“考核得分”是120.5，超过一百二十分"),
    ],
    "standardisation": [
        too_early_a_year(),
        ("year_begun", {"year": 2026}, {"year": 2025}, "“年度”是2026，到2025年12月31日这一年还没有开始"),
        NO_ORGANISATION,
        ("full_points_possible", {"full_points": 0.0, "points": None}, {"full_points": 9.5}, "“满分”是0，"),
        ("points_possible", {"points": -0.5}, {"points": 0.0}, "“得分”是-0.5，不能是负数"),
        ("points_at_most", {"points": 10.5}, {"points": 10.0}, "“得分”（10.5）多于“满分”（10）"),
        (
            "conclusion_agrees",
            {"org_code": "A2", "conclusion": "未达标", "item": "活动场所建设"},
            {"org_code": "A3", "conclusion": "未达标", "item": "活动场所建设"},
            "是未达标，同一党组织2025年另有一行是达标",
        ),
        ("plan_given", {"is_planned": None}, {"is_planned": False}, "2025年各行都没有填“计划达标”"),
    ],
    "deliverable": [
        too_early_a_year(done_on=date(2000, 6, 30)),
        (
            "year_begun",
            {"year": 2026},
            {"year": 2026, "deliverable_type": "实施方案"},
            "“年度”是2026，到2025年12月31日",
        ),
        in_future("done_on"),
        too_early("done_on", 2000, year=2000),
        ("done_for_the_year", {"year": 2023}, {"year": 2024}, "“年度”是2023，“完成日期”却是2025年6月30日"),
        NO_ORGANISATION,
        NOBODY,
    ],
    "outreach": [
        in_future("paired_on", released_on=None),
        too_early("paired_on", 2000),
        out_of_order("released_on", "结对日期", date(2024, 9, 10)),
        in_future("released_on"),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"subject_type": "村社"}, "没有填党员的“姓名”"),
    ],
    "honour": [
        in_future("awarded_on"),
        too_early("awarded_on", 1980),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"honour_type": "党建品牌"}, "“类型”是先锋岗，却没有填“姓名”"),
    ],
    "work_task": [
        too_early_a_year(due_on=date(2000, 6, 30)),
        (
            "year_near",
            {"year": 2027, "done_on": None},
            {"year": 2026, "due_on": date(2026, 12, 31), "done_on": None},
            "“年度”是2027，比2025年12月31日晚了不止一年",
        ),
        too_early("due_on", 2000, year=2000),
        ("due_in_the_year", {"due_on": date(2026, 1, 1)}, {"due_on": AS_OF}, "“完成时限”却是2026年1月1日"),
        in_future("done_on"),
        ("done_on_not_before", {"done_on": date(1999, 12, 31)}, {"done_on": date(2025, 1, 1)}, "早于2000年1月1日"),
        ("done_since_the_year_began", {"done_on": date(2024, 12, 31)}, {}, "“完成日期”却是2024年12月31日"),
        NO_ORGANISATION,
    ],
}

# Acceptances beside those on trial: another row of the same organisation says something else, or says what is missing.
BESIDE: dict[str, list[Row]] = {"standardisation": [{"org_code": "A2"}, {"org_code": "A3", "conclusion": "未达标"}]}


def demanded(ledger: str) -> list[Trial]:
    """The rules that follow from the ledger's own definition."""
    suite = load_suites()[ledger]
    trials: list[Trial] = []
    for each in suite.expectations:
        if each.column is None:
            continue
        header = suite.ledger.column(each.column).header
        if each.id.endswith("_required"):
            trials.append((each.id, {each.column: None}, {}, f"“{header}”不能空着"))
        elif each.id.endswith("_one_of"):
            trials.append((each.id, {each.column: "另一种"}, {}, f"“{header}”填的“另一种”不是规定的值"))
        elif each.id.endswith("_not_negative"):
            trials.append((each.id, {each.column: -1}, {}, f"“{header}”是-1，不能是负数"))
    return trials


CASES = [Case(ledger, *trial) for ledger, trials in WRITTEN.items() for trial in [*trials, *demanded(ledger)]]


def frame_of(ledger: str, changes: Iterable[Row]) -> pl.DataFrame:
    """One row a change: the faultless row, changed, with a key of its own unless the change gives one."""
    columns = columns_of(load_ledgers()[ledger])
    apart = TOLD_APART_BY[ledger]
    rows: list[dict[str, Any]] = [
        {"_sheet": SHEET, "_row": FIRST_ROW + place} | FAULTLESS[ledger] | {apart: f"第{place}个"} | change
        for place, change in enumerate(changes)
    ]
    schema = {"_sheet": pl.String(), "_row": pl.Int64()} | {name: column.dtype for name, column in columns.items()}
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)


def faults_of(ledger: str, changes: list[Row]) -> dict[int, list[Fault]]:
    """Faults by the place of the change."""
    outcome = check(ledger, frame_of(ledger, changes), AS_OF)
    assert outcome.refusal is None
    found: dict[int, list[Fault]] = {place: [] for place in range(len(changes))}
    for fault in outcome.faults:
        found[fault.row - FIRST_ROW].append(fault)
    return found


@cache
def judged(ledger: str) -> dict[int, list[Fault]]:
    """All cases of a ledger judged in one batch: the breaking row of a case before its keeping one."""
    changes = [change for case in CASES if case.ledger == ledger for change in (case.breaks, case.keeps)]
    return faults_of(ledger, [*changes, *BESIDE.get(ledger, [])])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.ledger}.{case.rule}")
def test_a_row_that_breaks_a_rule_is_told_so_and_one_that_just_keeps_it_is_left_alone(case: Case) -> None:
    expectation = next(each for each in load_suites()[case.ledger].expectations if each.id == case.rule)
    assert expectation.column is not None
    place = 2 * [each for each in CASES if each.ledger == case.ledger].index(case)
    header = load_suites()[case.ledger].ledger.column(expectation.column).header
    heard = [fault for fault in judged(case.ledger)[place] if case.words in fault.message]
    assert [(fault.column, fault.severity) for fault in heard] == [(header, expectation.severity)]
    assert judged(case.ledger)[place + 1] == []


@pytest.mark.parametrize("ledger", WRITTEN)
def test_every_rule_has_a_case(ledger: str) -> None:
    """A rule without a case may never fire, and nobody would know."""
    rules = {each.id for each in load_suites()[ledger].expectations if not each.is_file_level and each.id != "same_key"}
    assert {case.rule for case in CASES if case.ledger == ledger} == rules


def test_one_person_has_one_grade_a_year() -> None:
    """Two grades for one person would count once as 优秀 and once not, whichever came last."""
    found = faults_of("appraisal", [{"person_key": "k1"}, {"person_key": "k1", "grade": "合格"}, {"person_key": "k2"}])
    assert ["同一条记录" in fault.message for fault in [*found[0], *found[1]]] == [True, True]
    assert found[2] == []


def test_a_score_beyond_any_bonus_goes_back_even_though_high_scores_are_only_asked_about() -> None:
    found = faults_of("pledge", [{"score": 200.5}, {"score": 200.0}, {"score": None}])
    assert [{fault.severity for fault in found[place]} for place in range(3)] == [{"return", "flag"}, {"flag"}, set()]


def test_a_plan_of_tasks_all_in_the_coming_year_is_a_plan_and_not_a_mistake() -> None:
    """要点 come down in December for the next year; every 完成时限 is then still to come."""
    changes: list[Row] = [{"year": 2026, "due_on": date(2026, 6, 30), "done_on": None} for _ in range(30)]
    assert faults_of("work_task", changes) == {place: [] for place in range(30)}


def test_a_plan_for_an_organisation_need_stand_on_one_of_its_rows_only() -> None:
    changes: list[Row] = [{"org_code": "A1"}, {"org_code": "A1", "is_planned": None, "item": "活动场所建设"}]
    assert faults_of("standardisation", changes) == {0: [], 1: []}


def test_a_pairing_of_the_organisation_itself_needs_no_name() -> None:
    changes: list[Row] = [NO_NAME | {"subject_type": kind, "org_code": kind} for kind in ("班级", "村社")]
    assert faults_of("outreach", changes) == {0: [], 1: []}


REAL: dict[str, tuple[list[str], list[str], Row]] = {
    "appraisal": (
        ["序号", "评议年度", "支部名称", "党员姓名", "评定等次"],
        ["1", "2025", "一小支部", "赵示例", "优秀党员"],
        {"year": 2025, "org": "一小支部", "name": "赵示例", "grade": "优秀"},
    ),
    "integrity_file": (
        ["序号", "所在党支部", "领导干部姓名", "廉政档案建立时间", "最近更新时间", "覆盖亲属数"],
        ["1", "一小支部", "赵示例", "2023.3.20", "2025年3月18日", "12人"],
        {"filed_on": date(2023, 3, 20), "updated_on": date(2025, 3, 18), "relatives_covered": 12},
    ),
    "pledge": (
        ["考核年度", "责任书名称", "签订单位", "签订人", "签订时间", "年终考核得分"],
        ["2025", "党支部党员干部党风廉政建设责任书", "一小支部", "—", "2025/2/20", "102.5分"],
        {"pledge_type": "党风廉政建设责任书", "name": None, "signed_on": date(2025, 2, 20)},
    ),
    "standardisation": (
        ["年份", "达标单位", "验收批次", "是否列入达标计划", "验收项目", "实得分", "标准分", "验收结果"],
        ["2025", "一小支部", "第一批", "√", "四、党内组织生活标准化", "9.5", "10", "验收合格"],
        {"is_planned": True, "item": "党内组织生活", "points": 9.5, "full_points": 10.0, "conclusion": "达标"},
    ),
    "deliverable": (
        ["述职年度", "所在支部", "述职人", "材料类别", "述职时间", "标题"],
        ["2025", "一小支部", "赵示例", "抓党建工作述职报告", "2026年1月8日", ""],
        {"year": 2025, "deliverable_type": "述职", "done_on": date(2026, 1, 8), "title": None},
    ),
    "outreach": (
        ["结对支部", "党员姓名", "帮扶对象类型", "结对时间", "结对结束时间"],
        ["一小支部", "", "村（社区）", "20240910", "/"],
        {"name": None, "subject_type": "村社", "paired_on": date(2024, 9, 10), "released_on": None},
    ),
    "honour": (
        ["获奖单位", "获奖人", "荣誉类别", "荣誉称号", "获奖级别", "表彰时间"],
        ["一小支部", "赵示例", "青年党员教师先锋岗", "党员先锋岗", "县（区）级", "2025-06-30"],
        {"honour_type": "先锋岗", "title": "党员先锋岗", "level": "区级", "awarded_on": date(2025, 6, 30)},
    ),
    "work_task": (
        ["年度", "任务序号", "工作板块", "工作要点", "责任单位", "计划完成时间", "实际完成时间"],
        [
            "2025",
            "1",
            "一、以严格落实全面从严治党为主线，加强守纪律讲规矩意识",
            "纪律教育",
            "一小支部",
            "2025-06-30",
            "",
        ],
        {"task_no": "1", "field": "全面从严治党", "due_on": date(2025, 6, 30), "done_on": None},
    ),
}


@pytest.mark.parametrize("ledger", REAL)
def test_a_table_as_schools_keep_it_is_read_without_a_word(ledger: str) -> None:
    headers, row, expected = REAL[ledger]
    (table,) = find_tables(Sheet("表一", [list(headers), list(row)], file="台账.xlsx"), load_ledgers())
    assert (table.ledger, table.missing_required) == (ledger, ())
    assert set(table.unknown_headers) == set()
    tidied = tidy(table, load_ledgers()[ledger])
    assert tidied.faults == []
    assert {name: tidied.frame[name][0] for name in expected} == expected
