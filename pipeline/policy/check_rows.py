"""Lines of the standards files (标准表) about what is to be looked at (需核实): rules, words, dated documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.policy.fields import Day, OptionalCount, OptionalDay, SourcedRow, StandardRow, Text, YesNo

Percent = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
Chance = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]
Rule = Literal[
    "identical_text",
    "two_places",
    "whole_year_at_once",
    "perfect_attendance",
    "holiday_meeting",
    "near_topic",
    "near_action",
    "early_study",
    "one_day_of_month",
    "round_figures",
    "same_evidence",
]
_ALIKE = ("threshold", "likeness", "common_to")
_HEAP = ("threshold", "chance")
_NEEDS: dict[str, tuple[str, ...]] = {
    "identical_text": ("threshold", "common_to"),
    "whole_year_at_once": ("threshold",),
    "perfect_attendance": ("threshold",),
    "near_topic": _ALIKE,
    "near_action": _ALIKE,
    "one_day_of_month": _HEAP,
    "round_figures": _HEAP,
    "same_evidence": ("threshold",),
}
_ASKED = {
    "threshold": "从多少起提示",
    "likeness": "相同到百分之多少起提示",
    "chance": "凑巧的可能小到多少才提示",
    "common_to": "多少个党组织都这样写就算统一安排",
}


class CheckRule(SourcedRow):
    """What is pointed at for checking (需核实), while it is `shipped`.

    `likeness` is in per cent; `chance` is how likely a heap may come about by itself; what `common_to` organisations
    write is taken for something that all were told to write.
    """

    unique = ("rule",)
    known_as = "需核实规则"
    rule: Rule
    label: Text
    shipped: YesNo
    threshold: OptionalCount
    likeness: Annotated[Percent | None, BeforeValidator(lambda text: text or None)]
    chance: Annotated[Chance | None, BeforeValidator(lambda text: text or None)]
    common_to: OptionalCount
    sentence: Text


class CheckWord(SourcedRow):
    """A word of the checks: what is awaited (`ahead`), parts (`series`), anybody's file (`plain_file`)."""

    unique = ("use", "word")
    known_as = "需核实用词"
    use: Literal["ahead", "series", "plain_file"]
    word: Text


class DatedDocument(SourcedRow):
    """A name of a document or meeting, and the first day on which it could be studied.

    Rows before `looked_at_from` are left alone: the same name then meant an earlier version.
    """

    unique = ("name",)
    known_as = "文件日期"
    name: Text
    document: Text
    published_on: Day
    looked_at_from: OptionalDay
    confirmed: YesNo


def check_rule_faults(rows: Sequence[CheckRule]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield rules without a number that they need."""
    for row in rows:
        for column in _NEEDS.get(row.rule, ()):
            if getattr(row, column) is None:
                yield row, column, f"不能为空，请填写{_ASKED[column]}"


def document_faults(rows: Sequence[DatedDocument]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield documents that would never be looked at."""
    for row in rows:
        if row.looked_at_from is not None and row.looked_at_from >= row.published_on:
            yield row, "looked_at_from", "应早于 published_on，否则这份文件永远不查"
