"""Which organisations an event (党组织变动) was about, before and after it."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from ingest.faults import Fault
from ingest.matching.organisations import OrganisationIndex

_MOVED = "划转"
_RESHAPED = frozenset({"划转", "合并", "拆分"})


def with_events(frame: pl.DataFrame, index: OrganisationIndex, faults: list[Fault]) -> pl.DataFrame:
    """Add the organisations that 变动前 and 变动后 name, where they do: codes joined with 、."""
    before: list[str | None] = []
    after: list[str | None] = []
    for row in frame.iter_rows(named=True):
        for column, header, codes in (("before", "变动前", before), ("after", "变动后", after)):
            text, day = row[column], row["event_on"]
            if not text or row["event_type"] not in _RESHAPED:
                codes.append(None)
                continue
            if day is not None and column == "before":
                day -= timedelta(days=1)
            code, message = _codes_of(text, day, index)
            if code is None and row["event_type"] == _MOVED:
                faults.append(Fault(row["_sheet"], row["_row"], header, message or ""))
            codes.append(code)
    return frame.with_columns(
        pl.Series("before_code", before, dtype=pl.String), pl.Series("after_code", after, dtype=pl.String)
    )


def _codes_of(text: str, day: date | None, index: OrganisationIndex) -> tuple[str | None, str | None]:
    """Return the codes of one organisation or several joined with 、; all must be found."""
    whole = index.resolve(text, day, any_time=True)
    parts = [part for part in text.replace("，", "、").replace(",", "、").replace("；", "、").split("、") if part]
    if whole.code is not None or len(parts) < 2:
        return whole.code, whole.message
    found = [index.resolve(part, day, any_time=True) for part in parts]
    message = next((each.message for each in found if each.message is not None), None)
    return (None, message) if message else ("、".join(each.code for each in found if each.code), None)
