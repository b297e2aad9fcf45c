"""Lines of the standards files (标准表) that are about alerts (预警): when one is raised, and how many are too many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from pipeline.policy.fields import Day, OptionalDay, Positive, SourcedRow, StandardRow, Text
from pipeline.policy.policy_status import PolicyStatus
from pipeline.policy.vocabulary import Level, Period, vocabulary


class AlertRule(PolicyStatus, SourcedRow):
    """When falling short becomes an alert; families and indicators joined with 、; a later valid_from is a trial."""

    unique = ("rule",)
    rule: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Text
    period_type: Period
    unit_level: Level
    families: str
    indicators: str
    periods_running: Positive
    minimum_base: Positive
    valid_from: Day
    valid_to: OptionalDay


class AlertLimit(SourcedRow):
    """How many alerts a school is sent, and how many improvements are shown."""

    unique = ("what",)
    what: Literal["alerts_per_school_per_month", "improvements_shown"]
    most: Positive


def alert_faults(
    rules: Sequence[AlertRule], limits: Sequence[AlertLimit], codes: Collection[str]
) -> Iterator[tuple[StandardRow | str, str, str]]:
    """Yield rules that would alert at the first slip, about nothing or what does not exist; and missing limits."""
    for row in rules:
        if row.periods_running < 2:
            yield row, "periods_running", "一期未达标不预警，应不小于 2，请改正"
        if row.valid_to is not None and row.valid_to < row.valid_from:
            yield row, "valid_to", "早于 valid_from，请改正其中一个日期"
        yield from _about(row, codes)
    for what in ("alerts_per_school_per_month", "improvements_shown"):
        if not any(row.what == what for row in limits):
            yield "alert_limit", "what", f"缺少“{what}”这一行，请补上"


def _about(row: AlertRule, codes: Collection[str]) -> Iterator[tuple[StandardRow | str, str, str]]:
    if not row.families and not row.indicators:
        yield row, "indicators", "families 和 indicators 不能都空，请写明管哪些指标"
    for family in _parts(row.families):
        if family not in vocabulary().families:
            yield row, "families", f"没有“{family}”这一类指标，请改正"
    for code in _parts(row.indicators):
        if code not in codes:
            yield row, "indicators", f"没有指标“{code}”，请改正，或先在 data/indicators 里加上它"


def _parts(text: str) -> list[str]:
    return text.split("、") if text else []
