"""Lines of the standards files (标准表) that are about members one by one: who is not asked for what members owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.ledger import ROSTER, load_ledgers
from pipeline.policy.fields import SourcedRow, StandardRow, Text, YesNo

_SAID_IN = ("exempt_for", "party_status")


class Exemption(SourcedRow):
    """A state of a member (不作硬性要求, 党籍状态) in which nothing is due from them, while the line is active."""

    unique = ("exemption",)
    known_as = "免计情形"
    exemption: Text
    active: YesNo
    confirmed_by: str


def exemption_faults(rows: Sequence[Exemption]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield states that no roster can tell of."""
    roster = load_ledgers()[ROSTER]
    told = [value for name in _SAID_IN for value in roster.column(name).values or ()]
    for row in rows:
        if row.exemption not in told:
            yield row, "exemption", f"花名册里没有“{row.exemption}”，可写 {'、'.join(told)}"
