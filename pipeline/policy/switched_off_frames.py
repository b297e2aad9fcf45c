"""What is switched off (停报) as frames for the models: ledgers and columns, and the indicators that stop with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from ingest.switched_off import NotAsked, SwitchedOff
from pipeline.policy.indicator_file import Indicator

CountedFrom = Callable[[Indicator], Collection[tuple[str, str]]]

SWITCHED_OFF: dict[str, pl.DataType] = {
    "ledger": pl.String(),
    "column_id": pl.String(),
    "column_header": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "decided_by": pl.String(),
    "reason": pl.String(),
}
STOPPED: dict[str, pl.DataType] = {
    "indicator_code": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "told": pl.String(),
}


def switched_off_frame(not_asked: NotAsked) -> pl.DataFrame:
    """Return one row a ledger, column (null for the whole ledger) and first day."""
    rows = [
        (one.ledger, one.column, one.header, one.since, one.until, one.decided_by, one.reason)
        for one in not_asked.entries
    ]
    return pl.DataFrame(rows, schema=SWITCHED_OFF, orient="row")


def stopped_frame(indicators: Iterable[Indicator], not_asked: NotAsked, counted: CountedFrom) -> pl.DataFrame:
    """Return one row an indicator and stretch of days on which it has nothing to be counted from, and why in words.

    `counted` returns the columns, each with its ledger, whose values an indicator counts or adds up.
    """
    rows = [
        (indicator.indicator, *_span(together), "；".join(one.what + one.told for one in together))
        for indicator in indicators
        for together in _stretches(one for one in not_asked.entries if _needs(indicator, one, counted))
    ]
    return pl.DataFrame(rows, schema=STOPPED, orient="row")


def _needs(indicator: Indicator, off: SwitchedOff, counted: CountedFrom) -> bool:
    if off.column is None:
        return off.ledger in indicator.ledgers
    return (off.ledger, off.column) in counted(indicator)


def _stretches(entries: Iterable[SwitchedOff]) -> Iterator[list[SwitchedOff]]:
    """Yield entries whose days overlap together, in order."""
    together: list[SwitchedOff] = []
    for one in sorted(entries, key=lambda one: one.since):
        if together and one.since > _last(together):
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _span(together: Sequence[SwitchedOff]) -> tuple[date, date | None]:
    """Return the first and the last day of a stretch; None for until further notice."""
    last = _last(together)
    return together[0].since, None if last == date.max else last


def _last(together: Sequence[SwitchedOff]) -> date:
    return max(one.until or date.max for one in together)
