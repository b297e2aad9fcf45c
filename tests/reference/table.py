"""The indicators of this release, written out by hand: what the recomputation believes, not what the project reads."""

from __future__ import annotations

from dataclasses import dataclass

MONTHLY = ("month", "quarter", "semester", "year")
QUARTERLY = ("quarter", "year")
HALF_YEARLY = ("semester", "year")
YEARLY = ("year",)

PERIOD_TYPES = {"month": MONTHLY, "quarter": QUARTERLY, "semester": HALF_YEARLY, "year": YEARLY}
"""Base period -> the period types shown."""


@dataclass(frozen=True)
class Indicator:
    """`standard` is None where there is none, nobody has confirmed it, or policy disputes it (DISPUTED).

    `scale` turns the quotient into the value. Kinds: frequency; members, organisations and schools (those due, and
    those of them that have something); ratio (of rows); persons and rate (distinct persons); sum (what rows add up
    to); weighted (三评).
    """

    kind: str
    base: str
    scope: str
    ledger: str | None
    standard: float | None
    at_least: bool = True
    scale: float = 100
    minimum: int = 0
    categories: tuple[str, ...] = ()
    times: int = 1
    """How often a year, where the base period is the year."""
    district_times: int | None = None
    """How often a year the district itself, where that differs."""
    since: int = 0
    """First year for which there is a standard."""


STUDY_TYPES = ("支部党员大会", "党课", "主题党日", "支部学习交流")
PIONEER_TYPES = ("示范课", "志愿服务", "送教支教", "教学竞赛", "红色实践")


def _frequency(base: str, scope: str, category: str, *, times: int = 1, standard: float | None = 100) -> Indicator:
    return Indicator("frequency", base, scope, "activity", standard, categories=(category,), times=times)


def _members(ledger: str, standard: float | None, *categories: str, since: int = 0) -> Indicator:
    return Indicator("members", "year", "any", ledger, standard, minimum=5, categories=categories, since=since)


def _organisations(scope: str, ledger: str, standard: float | None, *categories: str) -> Indicator:
    return Indicator("organisations", "year", scope, ledger, standard, categories=categories)


def _rows(base: str, scope: str, ledger: str | None, standard: float | None, minimum: int = 0) -> Indicator:
    return Indicator("ratio", base, scope, ledger, standard, minimum=minimum)


def _sum(base: str, ledger: str, *categories: str) -> Indicator:
    return Indicator("sum", base, "any", ledger, None, categories=categories)


def _persons(standard: float | None, *categories: str, ledger: str = "discipline") -> Indicator:
    return Indicator("persons", "year", "any", ledger, standard, at_least=False, categories=categories)


def _votes(scope: str, standard: float | None, category: str, scale: float = 1) -> Indicator:
    return Indicator("ratio", "year", scope, "survey", standard, minimum=10, scale=scale, categories=(category,))


INDICATORS: dict[str, Indicator] = {
    "O01": _frequency("quarter", "branch", "支部党员大会"),
    "O02": _frequency("month", "branch_with_committee", "支委会"),
    "O03": _frequency("month", "branch_with_groups", "党小组会"),
    "O04": _frequency("quarter", "branch", "党课", standard=None),
    "O05": _frequency("month", "branch", "主题党日"),
    "O06": _frequency("year", "branch", "组织生活会"),
    "O07": _frequency("year", "branch", "民主评议党员"),
    "O08": _frequency("month", "branch", "支部学习交流"),
    "O09": Indicator("ratio", "month", "branch", "activity", 95, minimum=5, categories=STUDY_TYPES),
    "O10": Indicator("ratio", "year", "branch", "appraisal", 33.33, at_least=False, minimum=5),
    "O11": _rows("month", "branch", "activity", None, minimum=1),
    "O12": _members("attendance", None, "谈心谈话"),
    "L01": _frequency("year", "study_centre", "中心组学习", times=6),
    "L02": Indicator("ratio", "year", "study_centre", "activity", 90, minimum=5, categories=("中心组学习",)),
    "L03": _members("training", 100),
    "L04": _members("training", 100),
    "L05": Indicator("members", "year", "any", "training", 24, scale=1, minimum=5),
    "L06": _members("deliverable", 100, "学习报告"),
    "L07": _members("deliverable", 100, "述学"),
    "L08": _frequency("semester", "school_org", "服务能力培训研讨"),
    "L09": _members("training", None, "集中轮训"),
    "L10": _members("study_session", None),
    "L11": _members("study_session", None),
    "D01": _persons(None, "党纪处分", "政务处分"),
    "D02": _persons(None, "组织处理"),
    "D03": _persons(None, "问责"),
    "D04": Indicator("rate", "year", "any", "discipline", None, scale=1000, minimum=30, categories=("党纪处分",)),
    "D05": _rows("year", "any", "discipline", None, minimum=1),
    "D06": _persons(None, ledger="discipline_ever"),
    "D07": _members("integrity_file", 100, since=2022),
    "D08": _frequency("semester", "school_org", "警示教育", standard=None),
    "D09": _persons(None, "师德处理"),
    "D10": _members("pledge", None, "党风廉政建设责任书"),
    "S01": _votes("any", None, "党建满意度", scale=100),
    "S02": _votes("any", 99, "党建满意度", scale=100),
    "S03": _votes("any", 80, "班子民主测评"),
    "S04": _votes("any", None, "作风评议"),
    "S05": Indicator("weighted", "year", "any", "survey", None, scale=1, minimum=1, categories=("三评",)),
    "S06": Indicator("ratio", "year", "any", "survey_return", None, minimum=10),
    "S07": _votes("school_org", None, "书记述职测评"),
    "V01": _members("outreach", 100, "群众"),
    "V02": _members("outreach", None, "困难学生"),
    "V03": _organisations("staff_branch", "outreach", None, "班级"),
    "V04": _frequency("quarter", "branch", "志愿服务", standard=None),
    "V05": _rows("month", "any", "request_due", None),
    "V06": _rows("year", "any", "request_closed", None, minimum=5),
    "V07": _organisations("branch", "outreach", None, "村社"),
    "V08": _sum("year", "activity", "关怀慰问"),
    "V09": _sum("year", "activity", *PIONEER_TYPES),
    "R01": _organisations("any", "pledge", None, "党建目标责任书"),
    "R02": Indicator(
        "ratio", "year", "any", "pledge", None, minimum=5, categories=("党员目标管理责任书", "党风廉政建设责任书")
    ),
    "R03": _organisations("any", "deliverable", 100, "述职"),
    "R04": Indicator(
        "frequency", "year", "district_or_school_org", "activity", None, categories=("党建工作研究",), times=2,
        district_times=20,
    ),
    "R05": _rows("month", "any", "problem_due", None),
    "R06": Indicator("ratio", "year", "any", "problem_raised", 0, at_least=False),
    "R07": _rows("month", "any", "work_task", 100),
    "R08": _rows("month", "branch", "dues", 100, minimum=5),
    "R09": _rows("year", "school_org", "decision", 100),
    "R10": _organisations("any", "deliverable", None, "实施方案"),
    "B01": _rows("year", "any", "standardisation", None),
    "B02": _rows("year", "any", "standardisation", None),
    "B03": _rows("year", "any", None, 100),
    "B04": _rows("year", "school_org", None, None),
    "B05": _rows("year", "branch", None, 100),
    "B06": _rows("month", "any", "admission", 100),
    "B07": _rows("year", "any", "admission_done", None, minimum=5),
    "B08": _rows("month", "any", "transfer", None),
    "B09": Indicator("schools", "year", "any", None, 100, since=2022),
    "I01": _organisations("school_org", "honour_held", None, "党建品牌", "书记项目"),
    "I02": _sum("year", "honour", "创新奖", "双创"),
    "I03": _members("honour_held", None, "示范岗", "先锋岗"),
    "I04": _sum("year", "honour", "先进党组织", "优秀党员", "优秀党务工作者"),
    "I05": _sum("month", "publicity", "报道"),
    "I06": _rows("month", "any", "case_due", None),
    "Q01": _rows("month", "reporter", None, 100),
    "Q02": _rows("month", "any", None, None),
    "Q03": _rows("month", "any", None, None),
}  # fmt: skip

DISPUTED = ("B01", "B02", "D09", "D10", "I01", "R01", "R02")
"""Shown, and nothing is judged by them, not even beside peers: policy disputes them, and nobody has confirmed them."""
OWED = ("frequency", "members", "organisations")
"""Kinds of what is owed, which counts only where the ledger was sent; rows of a ledger are their own report."""
DUE_DAYS = {
    "O10": ((12, 1), (12, 31)),
    "O12": ((1, 1), (12, 31)),
    "L05": ((1, 1), (12, 31)),
    "L06": ((9, 1), (12, 31)),
    "L07": ((12, 1), (12, 31)),
    "L09": ((3, 1), (12, 31)),
    "D10": ((1, 1), (3, 31)),
    "R01": ((1, 1), (3, 31)),
    "R02": ((12, 1), (12, 1)),
    "R03": ((12, 1), (12, 31)),
    "R10": ((3, 1), (6, 30)),
    "B01": ((11, 1), (12, 31)),
    "B02": ((11, 1), (12, 31)),
    "I01": ((1, 1), (12, 31)),
}
"""From which day of the year a yearly value is judged, and by which it must be there."""
COUNTS = ("persons", "sum")
SHARES = ("D05", "R02")
"""Broken down into shares of the whole, which are held against nothing."""
FORMS = ("第一种", "第二种", "第三种", "第四种")
BANDS = ("优秀", "合格", "基本合格", "不合格")
HOURS_WANTED = {"L03": 24.0, "L04": 40.0, "L10": 32.0, "L11": 56.0}
