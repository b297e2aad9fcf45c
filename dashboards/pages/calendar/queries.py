"""换届与期限: what runs for members, by name."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def clocks(reader: Reader) -> dict[str, str]:
    """Return what runs for members of the viewer's own units, by its id: the words of data/standards/clock_rule.csv."""
    found = person_clocks(reader).select("clock", "label").unique().sort("clock")
    return {str(clock): str(label) for clock, label in found.iter_rows()}


def person_clocks(reader: Reader, area: str | None = None, clock: str | None = None) -> pl.DataFrame:
    """Return one row a clock and member of the viewer's own units, the first to be full first; days_left counts from
    the day up to which it is known. No rows for a 片区 or the 纪检专员, who see no names.
    """
    return reader.ask(sql("pages/calendar/sql/person_clocks.sql"), area=area, clock=clock)
