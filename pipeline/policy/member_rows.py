"""Lines of the standards files (标准表) that are about members one by one: who owes nothing, and what runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ingest.ledger import ROSTER, load_ledgers
from pipeline.policy.fields import Count, Positive, SourcedRow, StandardRow, Text, YesNo

_SAID_IN = ("exempt_for", "party_status")


class Exemption(SourcedRow):
    """A state of a member (不作硬性要求, 党籍状态) in which nothing is due from them, while the line is active."""

    unique = ("exemption",)
    known_as = "免计情形"
    exemption: Text
    active: YesNo
    confirmed_by: str


class ClockRule(SourcedRow):
    """What runs for a member: so many months, days of warning before, what is then to be done and by which article."""

    unique = ("clock",)
    known_as = "党员期限"
    clock: Literal["no_life", "lost", "stopped", "away", "probation", "correction"]
    label: Text
    months: Positive
    warn_days: Count
    least_meetings: Count
    active: YesNo
    to_do: Text
    article: Text


def exemption_faults(rows: Sequence[Exemption]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield states that no roster can tell of."""
    roster = load_ledgers()[ROSTER]
    told = [value for name in _SAID_IN for value in roster.column(name).values or ()]
    for row in rows:
        if row.exemption not in told:
            yield row, "exemption", f"花名册里没有“{row.exemption}”，可写 {'、'.join(told)}"
