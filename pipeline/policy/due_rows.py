"""Lines of the standards files (标准表) that say from when a value is judged, and how deep a shortfall is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.policy.fields import Code, Day, OptionalDay, OptionalNumber, SourcedRow, StandardRow
from pipeline.policy.vocabulary import Depth, vocabulary

_ANY_COMMON_YEAR = "2001"
Fault = tuple[StandardRow | str, str, str]


def _day_of_year(text: str) -> str:
    try:
        date.fromisoformat(f"{_ANY_COMMON_YEAR}-{text}")
    except ValueError:
        raise ValueError("应是每年的某一天，请写成 03-31 的样子") from None
    return text


DayOfYear = Annotated[str, AfterValidator(_day_of_year)]


class DueDay(SourcedRow):
    """From which day of a year a yearly value is looked at (办理起始日), and by which it must be there (到期日).

    A standard that asks for another day from some year on has a line of that year here.
    """

    unique = ("indicator_code", "valid_from")
    known_as = "到期日"
    indicator_code: Code
    counts_from: DayOfYear
    due_by: DayOfYear
    valid_from: Day
    valid_to: OptionalDay


class ShortfallBand(SourcedRow):
    """How deep a shortfall is, by how much of what is asked was reached (per cent; lower bound in, upper out)."""

    unique = ("depth",)
    known_as = "差距分档"
    depth: Depth
    reached_from: OptionalNumber
    reached_below: OptionalNumber


class ShortfallRule(SourcedRow):
    """What makes a shortfall lighter than its band, and from which per cent of units on 严重 is no signal."""

    unique = ("rule",)
    known_as = "差距分档规则"
    rule: Literal["slight_if_missing", "lighter_if_made_up", "severe_is_no_signal"]
    number: Annotated[int, Field(ge=0, le=100)]


def due_faults(rows: Sequence[DueDay], known: Collection[str]) -> Iterator[Fault]:
    """Yield due days of no indicator, and those that lie before the day from which they count."""
    for row in rows:
        if row.indicator_code not in known:
            yield row, "indicator_code", f"没有指标“{row.indicator_code}”，请改正，或先在 data/indicators 里加上它"
        if row.due_by < row.counts_from:
            yield row, "due_by", "早于 counts_from，请改正其中一个日期（都在同一年里）"


def shortfall_faults(bands: Sequence[ShortfallBand], rules: Sequence[ShortfallRule]) -> Iterator[Fault]:
    """Yield depths and rules that are missing."""
    for depth in vocabulary().depths.keys() - {row.depth for row in bands}:
        yield "shortfall_band", "depth", f"缺少“{depth}”这一档，请补上"
    for rule in ("slight_if_missing", "lighter_if_made_up", "severe_is_no_signal"):
        if rule not in {row.rule for row in rules}:
            yield "shortfall_rule", "rule", f"缺少“{rule}”这一行，请补上"
