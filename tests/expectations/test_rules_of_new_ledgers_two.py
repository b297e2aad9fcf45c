"""诉求、党费、发展党员、接转、议事、宣传信访、经费、德育: rows that go back, that are asked about, that pass."""

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
from ingest.tidy import Tidied, tidy
from pipeline.settings import PROJECT
from tests.expectations.rows import AS_OF, FIRST_ROW, SHEET
from tests.expectations.test_rules import Case, Row, Trial, in_future, out_of_order, too_early, unresolved

FAULTLESS: dict[str, Row] = {
    "request": {
        "request_no": "SQ1", "org": "一小支部", "org_code": "A1", "accepted_on": date(2025, 3, 3),
        "promised_on": date(2025, 3, 10), "closed_on": date(2025, 3, 8), "rating": "满意",
    },
    "dues": {
        "org": "一小支部", "org_code": "A1", "month": date(2025, 3, 1), "members_due": 23, "members_paid": 22,
        "amount_due": 460.0, "amount_paid": 440.0,
    },
    "admission": {
        "candidate_no": "FZ1", "org": "一小支部", "org_code": "A1", "step": "政治审查", "due_on": date(2025, 6, 30),
        "done_on": date(2025, 6, 20), "is_frontline_teacher": True,
    },
    "transfer": {
        "transfer_no": "JZ1", "from_org": "一小支部", "to_org": "二小支部", "from_org_code": "A1", "to_org_code": "A2",
        "org_code": "A2", "issued_on": date(2025, 8, 20), "received_on": date(2025, 9, 5),
    },
    "decision": {
        "decision_no": "YS1", "org": "一小支部", "org_code": "A1", "topic_class": "大额资金使用",
        "proposed_on": date(2025, 3, 3), "decided_on": date(2025, 3, 6), "deployed_on": date(2025, 3, 10),
    },
    "publicity": {
        "item_no": "XC1", "org": "一小支部", "org_code": "A1", "published_on": date(2025, 3, 12),
        "publicity_type": "信访", "level": "区级", "due_on": date(2025, 4, 12), "closed_on": date(2025, 4, 1),
    },
    "funding": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "item": "阵地建设", "amount": 3000.0,
        "spent_on": date(2025, 5, 20),
    },
    "moral_education": {
        "school": "示例一小", "school_code": "S1", "month": date(2025, 3, 1), "item": "国旗下讲话", "quantity": 4.0,
    },
}  # fmt: skip

TOLD_APART_BY = {
    "request": "request_no", "dues": "org_code", "admission": "candidate_no", "transfer": "transfer_no",
    "decision": "decision_no", "publicity": "item_no", "funding": "org_code", "moral_education": "school_code",
}  # fmt: skip

TOMORROW = AS_OF + timedelta(days=1)
NEXT_MONTH: Trial = (
    "month_not_in_future",
    {"month": date(2026, 1, 1)},
    {"month": date(2025, 12, 1)},
    "“月份”是2026年1月1日，晚于2025年12月31日",
)
NO_ORGANISATION = unresolved("org", "org_code", "一小支部")
NO_DATES: Row = {"proposed_on": None, "decided_on": None, "deployed_on": None}

WRITTEN: dict[str, list[Trial]] = {
    "request": [
        in_future("accepted_on", promised_on=TOMORROW, closed_on=None, rating=None),
        too_early("accepted_on", 2000, promised_on=date(2000, 1, 10), closed_on=date(2000, 1, 8)),
        out_of_order("promised_on", "受理日期", date(2025, 3, 3)),
        (
            "promised_soon",
            {"promised_on": date(2026, 3, 4)},
            {"promised_on": date(2026, 3, 3)},
            "“受理日期”是2025年3月3日，“承诺办结日期”是2026年3月4日",
        ),
        in_future("closed_on"),
        out_of_order("closed_on", "受理日期", date(2025, 3, 3)),
        NO_ORGANISATION,
        ("rated_when_closed", {"closed_on": None}, {"closed_on": None, "rating": None}, "“评价”是满意，却没有填"),
    ],
    "dues": [
        NEXT_MONTH,
        too_early("month", 2000),
        NO_ORGANISATION,
        ("members_paid_at_most", {"members_paid": 24}, {"members_paid": 23}, "（24）多于“应交人数”（23）"),
        ("amount_paid_possible", {"amount_paid": -0.5}, {"amount_paid": 0.0}, "“实交金额”是负数"),
        (
            "amount_due_possible",
            {"amount_due": -0.5, "amount_paid": None},
            {"amount_due": 0.0, "amount_paid": None},
            "“应交金额”是负数",
        ),
        ("amount_paid_at_most", {"amount_paid": 460.5}, {"amount_paid": 460.0}, "“实交金额”多于“应交金额”"),
        ("paid_without_payers", {"members_paid": 0}, {"members_paid": 0, "amount_paid": None}, "“实交人数”却是0"),
        (
            "somebody_due",
            {"members_due": 0, "members_paid": 0, "amount_paid": None},
            {"members_due": 1, "members_paid": 0, "amount_paid": None},
            "“应交人数”是0",
        ),
    ],
    "admission": [
        too_early("due_on", 2000, done_on=None),
        (
            "due_before_long",
            {"due_on": date(2029, 1, 1), "done_on": None},
            {"due_on": date(2028, 12, 31), "done_on": None},
            "“应完成日期”是2029年1月1日，比2025年12月31日晚了三年以上",
        ),
        in_future("done_on"),
        too_early("done_on", 2000),
        NO_ORGANISATION,
        ("step_known", {"step": "思想汇报"}, {"step": "材料归档"}, "“思想汇报”不在二十五道程序之内"),
    ],
    "transfer": [
        in_future("issued_on", received_on=None),
        too_early("issued_on", 2000),
        in_future("received_on"),
        out_of_order("received_on", "开出日期", date(2025, 8, 20)),
        (
            "one_side_known",
            {"from_org_code": None, "to_org_code": None, "org_code": None},
            {"to_org_code": None, "org_code": "A1"},
            "都没有对应到本区登记的党组织",
        ),
        (
            "two_sides",
            {"to_org": "一小支部", "to_org_code": "A1", "org_code": "A1"},
            {"from_org_code": None},
            "是同一个党组织",
        ),
    ],
    "decision": [
        in_future("proposed_on", decided_on=None, deployed_on=None),
        in_future("decided_on", deployed_on=None),
        in_future("deployed_on"),
        too_early("proposed_on", 2000),
        too_early("decided_on", 2000, proposed_on=date(2000, 1, 1)),
        too_early("deployed_on", 2000, proposed_on=date(2000, 1, 1), decided_on=date(2000, 1, 1)),
        NO_ORGANISATION,
        ("some_date", NO_DATES, NO_DATES | {"proposed_on": date(2025, 3, 3)}, "三个日期都没有填"),
        (
            "decided_before_deployed",
            {"decided_on": None},
            {"decided_on": None, "deployed_on": None},
            "“部署日期”是2025年3月10日，却没有填“党组织会议决定日期”",
        ),
        (
            "proposed_before_decided",
            {"proposed_on": None},
            {"deployed_on": None},
            "“党组织会议决定日期”是2025年3月6日，却没有填“校长办公会提出日期”",
        ),
        ("prescribed_order", {"decided_on": date(2025, 3, 2)}, {"decided_on": date(2025, 3, 3)}, "日期前后颠倒"),
    ],
    "publicity": [
        in_future("published_on", due_on=TOMORROW, closed_on=None),
        too_early("published_on", 2000, due_on=date(2000, 2, 1), closed_on=None),
        out_of_order("due_on", "日期", date(2025, 3, 12)),
        (
            "due_soon",
            {"due_on": date(2026, 3, 13)},
            {"due_on": date(2026, 3, 12)},
            "“日期”是2025年3月12日，“应办结日期”是2026年3月13日",
        ),
        in_future("closed_on"),
        out_of_order("closed_on", "日期", date(2025, 3, 12)),
        NO_ORGANISATION,
        (
            "case_has_deadline",
            {"publicity_type": "舆情", "due_on": None},
            {"publicity_type": "报道", "due_on": None},
            "“类型”是舆情，没有填“应办结日期”",
        ),
        (
            "report_has_level",
            {"publicity_type": "报道", "level": None},
            {"level": None},
            "“类型”是报道，没有填“级别”",
        ),
    ],
    "funding": [
        ("year_not_before", {"year": 1999}, {"year": 2000, "spent_on": date(2000, 1, 1)}, "“年度”是1999，早于2000"),
        ("year_near", {"year": 2027}, {"year": 2025}, "“年度”是2027，比2025年12月31日晚了不止一年"),
        in_future("spent_on"),
        too_early("spent_on", 2000, year=2000),
        (
            "spent_for_the_year",
            {"year": 2023},
            {"year": 2024},
            "“年度”是2023，“日期”却是2025年5月20日",
        ),
        NO_ORGANISATION,
        ("amount_possible", {"amount": -0.5}, {"amount": 0.5}, "“金额”是-0.5，不能是负数"),
        ("amount_usual", {"amount": 1000000.5}, {"amount": 1000000.0}, "元，需核实"),
    ],
    "moral_education": [
        NEXT_MONTH,
        too_early("month", 2000),
        unresolved("school", "school_code", "示例一小"),
        ("quantity_possible", {"quantity": -1.0}, {"quantity": 0.0}, "“数量”是-1，不能是负数"),
        ("quantity_usual", {"quantity": 1001.0}, {"quantity": 1000.0}, "“国旗下讲话”的“数量”是1001，超过一千"),
    ],
}


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
    return faults_of(
        ledger, [change for case in CASES if case.ledger == ledger for change in (case.breaks, case.keeps)]
    )


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


def severities(ledger: str, *changes: Row) -> list[set[str]]:
    return [{fault.severity for fault in found} for found in faults_of(ledger, list(changes)).values()]


def test_the_order_of_the_three_dates_is_asked_about_and_never_sent_back() -> None:
    """A row in the wrong order is what the indicator counts; sent back, it would be put in order on paper."""
    assert (
        severities(
            "decision",
            {"decided_on": date(2025, 3, 1)},
            {"deployed_on": date(2025, 3, 1)},
            {"decided_on": None},
            {"proposed_on": None},
            {"proposed_on": None, "decided_on": None, "deployed_on": date(2025, 3, 10)},
        )
        == [{"flag"}] * 5
    )


def test_what_was_done_after_its_day_is_late_and_not_a_mistake() -> None:
    late = date(2025, 12, 1)
    assert severities("request", {"closed_on": late}) == [set()]
    assert severities("publicity", {"closed_on": late}) == [set()]
    assert severities("admission", {"done_on": late}) == [set()]
    assert severities("transfer", {"received_on": late}) == [set()]


def test_steps_that_are_all_still_to_come_are_a_plan_and_not_a_mistake() -> None:
    """A new candidate's 25 steps lie two years ahead; other ledgers refuse a file like that."""
    changes: list[Row] = [{"due_on": date(2026, 6, 30), "done_on": None} for _ in range(30)]
    assert severities("admission", *changes) == [set()] * 30


def test_a_file_of_requests_that_are_all_still_to_come_is_refused() -> None:
    coming: Row = {"accepted_on": TOMORROW, "promised_on": TOMORROW, "closed_on": None, "rating": None}
    assert check("request", frame_of("request", [coming] * 30), AS_OF).refusal is not None


def test_one_candidate_has_one_row_a_step() -> None:
    """支部大会讨论 stands twice in the official list; written alike, neither row may swallow the other."""
    step = {"candidate_no": "FZ1", "step": "支部大会讨论接收"}
    found = faults_of(
        "admission", [step, step | {"due_on": date(2025, 12, 30), "done_on": None}, step | {"step": "预审"}]
    )
    assert ["同一条记录" in fault.message for fault in [*found[0], *found[1]]] == [True, True]
    assert not any("同一条记录" in fault.message for fault in found[2])


def test_a_transfer_to_another_district_passes_and_one_between_two_others_does_not() -> None:
    away: Row = {"to_org": "外区某校党支部", "to_org_code": None, "org_code": "A1"}
    here: Row = {"from_org": "外区某校党支部", "from_org_code": None}
    assert severities("transfer", away, here, away | here | {"org_code": None}) == [set(), set(), {"return"}]


def test_no_message_about_dues_repeats_an_amount() -> None:
    """What somebody pays is what somebody earns: in a branch of three an amount gives it away."""
    found = faults_of("dues", [{"amount_paid": -271.5}, {"amount_due": -271.5}, {"amount_paid": 98765.5}])
    assert [len(faults) for faults in found.values()] == [1, 2, 1]
    assert not any(text in fault.message for faults in found.values() for fault in faults for text in ("271", "98765"))


def test_the_suite_of_admission_knows_the_steps_of_the_standard() -> None:
    """A step that the standard knows and the suite does not would be flagged in every file."""
    text = (PROJECT / "data" / "standards" / "admission_step.csv").read_text(encoding="utf-8")
    steps = [line.split(",")[2] for line in text.splitlines()[1:]]
    known = next(each for each in load_suites()["admission"].expectations if each.id == "step_known")
    aliases = load_ledgers()["admission"].column("step").value_aliases
    assert known.kwargs["value_set"] == steps
    assert list(dict.fromkeys(aliases.values())) == steps
    assert [aliases[step] for step in steps] == steps


def read(headers: list[str], *rows: list[str], above: tuple[str, ...] = ()) -> tuple[str, Tidied]:
    """The ledger that a table is taken for, and what is read from it; nothing may be left over or missing."""
    cells: list[list[object]] = [[title] for title in above]
    cells += [list[object](row) for row in (headers, *rows)]
    (table,) = find_tables(Sheet("表一", cells, file="台账.xlsx"), load_ledgers())
    assert table.missing_required == ()
    assert table.unknown_headers == {}
    return table.ledger, tidy(table, load_ledgers()[table.ledger], AS_OF)


REAL: dict[str, tuple[list[str], list[str], Row]] = {
    "request": (
        ["序号", "工单编号", "承办单位", "接件时间", "承诺办结时限", "办结时间", "群众满意度"],
        ["1", "SQ-2025-001", "一小支部", "2025.3.3", "2025年3月10日", "/", "较满意"],
        {"request_no": "SQ-2025-001", "promised_on": date(2025, 3, 10), "closed_on": None, "rating": "比较满意"},
    ),
    "dues": (
        ["序号", "支部名称", "缴费月份", "应缴党员数", "实缴党员数", "应缴党费（元）", "实缴党费（元）"],
        ["1", "一小支部", "2025年3月", "23人", "２２", "1,460.50", "1,440.50元"],
        {"month": date(2025, 3, 1), "members_due": 23, "members_paid": 22, "amount_due": 1460.5, "amount_paid": 1440.5},
    ),
    "admission": (
        ["发展对象编号", "培养支部", "发展步骤", "计划完成时间", "实际完成时间", "是否一线骨干教师"],
        ["FZ2025001", "一小支部", "10、政治审查", "20260630", "", "√"],
        {"step": "政治审查", "due_on": date(2026, 6, 30), "done_on": None, "is_frontline_teacher": True},
    ),
    "transfer": (
        ["序号", "介绍信编号", "转出支部", "转入支部", "开具时间", "回执日期"],
        ["1", "JZ001", "一小支部", "外区某校党支部", "2025/8/20", "—"],
        {"transfer_no": "JZ001", "from_org": "一小支部", "issued_on": date(2025, 8, 20), "received_on": None},
    ),
    "decision": (
        ["议题编号", "决策单位", "“三重一大”事项类别", "校长办公会研究日期", "党委会决定日期", "部署落实时间"],
        ["YS001", "一小支部", "大额度资金使用", "2025年3月3日", "2025-03-06", ""],
        {"topic_class": "大额资金使用", "decided_on": date(2025, 3, 6), "deployed_on": None},
    ),
    "publicity": (
        ["信息编号", "供稿单位", "发布时间", "信息类别", "媒体级别", "办结期限", "办结时间"],
        ["XC001", "一小支部", "2025-03-12", "新闻报道", "县（区）级", "/", "/"],
        {"publicity_type": "报道", "level": "区级", "published_on": date(2025, 3, 12), "due_on": None},
    ),
    "funding": (
        ["预算年度", "使用单位", "经费用途", "支出金额（万元）", "支出时间"],
        ["2025年", "一小支部", "阵地建设", "1.25", "2025.5.20"],
        {"year": 2025, "item": "阵地建设", "amount": 12500.0, "spent_on": date(2025, 5, 20)},
    ),
    "moral_education": (
        ["填报学校", "统计月份", "德育项目", "开展场次"],
        ["示例一小", "202503", "国旗下讲话", "4场"],
        {"school": "示例一小", "month": date(2025, 3, 1), "item": "国旗下讲话", "quantity": 4.0},
    ),
}


@pytest.mark.parametrize("ledger", REAL)
def test_a_table_as_schools_keep_it_is_read_without_a_word(ledger: str) -> None:
    headers, row, expected = REAL[ledger]
    found, tidied = read(headers, row)
    assert found == ledger
    assert tidied.faults == []
    assert {name: tidied.frame[name][0] for name in expected} == expected


def test_a_sheet_of_one_month_may_say_in_its_title_which_one() -> None:
    above = ("党费收缴情况表", "缴费月份：2025年3月")
    found, tidied = read(["支部名称", "应交人数", "实交人数"], ["一小支部", "23", "22"], above=above)
    assert found == "dues"
    assert tidied.frame["month"].to_list() == [date(2025, 3, 1)]
    found, tidied = read(["学校名称", "活动项目", "场次"], ["示例一小", "家风宣讲", "2"], above=("统计月份：2025-03",))
    assert found == "moral_education"
    assert tidied.frame["month"].to_list() == [date(2025, 3, 1)]


@pytest.mark.parametrize("ledger", load_ledgers())
@pytest.mark.parametrize("only_required", [True, False], ids=["required", "all"])
def test_the_headers_of_a_template_belong_to_one_ledger_only(ledger: str, only_required: bool) -> None:
    """编号, 类型, 名称, 日期 and 项目 stand in several ledgers; a file is known by what stands beside them."""
    columns = load_ledgers()[ledger].required if only_required else load_ledgers()[ledger].columns
    headers = [column.header for column in columns]
    (table,) = find_tables(Sheet("表一", [list(headers), ["x" for _ in headers]], file="台账.xlsx"), load_ledgers())
    assert (table.ledger, table.missing_required) == (ledger, ())


def test_the_official_names_that_stand_twice_are_told_apart_by_their_numbers() -> None:
    written = [
        "4.上级党委备案",
        "8、报上级党委备案",
        "15.支部大会讨论",
        "23.支部大会讨论",
        "17、上级党委审批",
        "24、上级党委审批",
    ]
    rows = [["FZ1", "一小支部", step, "2025-06-30"] for step in written]
    _, tidied = read(["编号", "党组织", "程序", "应完成日期"], *rows)
    assert tidied.frame["step"].to_list() == [
        "入党积极分子备案",
        "发展对象备案",
        "支部大会讨论接收",
        "支部大会讨论转正",
        "上级党委审批接收",
        "上级党委审批转正",
    ]


@pytest.mark.parametrize("step", ["派人谈话", "审批", "接收预备党员"])
def test_a_step_that_could_be_one_of_two_is_asked_about_and_not_guessed(step: str) -> None:
    _, tidied = read(["编号", "党组织", "程序", "应完成日期"], ["FZ1", "一小支部", step, "2025-06-30"])
    assert tidied.frame["step"].to_list() == [step]
    (fault,) = faults_of("admission", [{"step": step}])[0]
    assert fault.severity == "flag"


@pytest.mark.parametrize("level", ["乡镇级", "省市级"])
def test_a_level_that_could_be_one_of_two_goes_back_and_is_not_guessed(level: str) -> None:
    _, tidied = read(["编号", "党组织", "日期", "类型", "级别"], ["XC1", "一小支部", "2025-03-12", "报道", level])
    assert tidied.frame["level"].to_list() == [level]
    assert severities("publicity", {"publicity_type": "报道", "level": level}) == [{"return"}]
