"""What a trial of a rule is: a change that breaks it, one that just keeps it, and the words the clerk must read."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

AS_OF = date(2025, 12, 31)
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
