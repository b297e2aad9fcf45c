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
    """`standard` is None where there is none or nobody has confirmed it; `scale` turns the quotient into the value."""

    kind: str
    base: str
    scope: str
    ledger: str | None
    standard: float | None
    at_least: bool = True
    scale: float = 100
    minimum: int = 1
    categories: tuple[str, ...] = ()
    times: int = 1
    """How often a year, where the base period is the year."""


STUDY_TYPES = ("支部党员大会", "党课", "主题党日", "支部学习交流")


def _frequency(base: str, scope: str, category: str, *, times: int = 1, standard: float | None = 100) -> Indicator:
    return Indicator("frequency", base, scope, "activity", standard, categories=(category,), times=times)


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
    "L01": _frequency("year", "study_centre", "中心组学习", times=6),
    "L02": Indicator("ratio", "year", "study_centre", "activity", 90, minimum=5, categories=("中心组学习",)),
    "L03": Indicator("coverage", "year", "any", "training", 100, minimum=5),
    "L04": Indicator("coverage", "year", "any", "training", 100, minimum=5),
    "L05": Indicator("mean", "year", "any", "training", 24, scale=1, minimum=5),
    "L08": _frequency("semester", "school_org", "服务能力培训研讨"),
    "D01": Indicator("total", "year", "any", "discipline", None, categories=("党纪处分", "政务处分")),
    "D02": Indicator("total", "year", "any", "discipline", None, categories=("组织处理",)),
    "D03": Indicator("total", "year", "any", "discipline", None, categories=("问责",)),
    "D04": Indicator("rate", "year", "any", "discipline", None, scale=1000, minimum=30, categories=("党纪处分",)),
    "D05": Indicator("ratio", "year", "any", "discipline", None),
    "D06": Indicator("total", "year", "any", "discipline_ever", None),
    "D08": _frequency("semester", "school_org", "警示教育", standard=None),
    "S01": Indicator("ratio", "year", "any", "survey", None, minimum=10, categories=("党建满意度",)),
    "S02": Indicator("ratio", "year", "any", "survey", 99, minimum=10, categories=("党建满意度",)),
    "S03": Indicator("mean", "year", "any", "survey", 80, scale=1, minimum=10, categories=("班子民主测评",)),
    "S04": Indicator("mean", "year", "any", "survey", None, scale=1, minimum=10, categories=("作风评议",)),
    "S06": Indicator("ratio", "year", "any", "survey_return", None, minimum=10),
    "R05": Indicator("ratio", "month", "any", "problem_due", None),
    "R06": Indicator("ratio", "year", "any", "problem_raised", 0, at_least=False),
    "Q01": Indicator("coverage", "month", "reporter", None, 100),
    "Q02": Indicator("ratio", "month", "any", None, None),
}

NOT_DUE_WHEN_EMPTY = ("R05", "R06", "Q01", "Q02")
MEMBERS_DUE = ("L03", "L04", "L05")
FORMS = ("第一种", "第二种", "第三种", "第四种")
HOURS_WANTED = {"L03": 24.0, "L04": 40.0}
