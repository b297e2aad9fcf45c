"""Which ledgers an indicator cannot be counted without."""

from __future__ import annotations

from pipeline.policy.indicator_file import Indicator
from pipeline.policy.measures import measures


def ledgers_of(indicator: Indicator) -> frozenset[str]:
    """Return the ledger that feeds an indicator, and those without which its measures are not whole."""
    known = measures()
    fed_by = () if indicator.fed_by is None else (known.presences[indicator.fed_by].ledger,)
    made_of = (ledger for _, choice in indicator.measures() for ledger in known.measures[choice.measure].ledgers)
    return frozenset((*fed_by, *made_of))
