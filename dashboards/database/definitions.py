"""口径: what each indicator means, and what the build holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader


@dataclass(frozen=True)
class BuildInfo:
    """What a build holds: the day it looks at, when it was made, the first and the last year that have values."""

    as_of: dt.date
    built_at: dt.datetime
    first_year: int
    last_year: int


def indicators(reader: Reader) -> pl.DataFrame:
    """Return every definition that the viewer may read, one row an indicator."""
    return reader.ask("select * from seen_indicator order by indicator_code")


def reported_indicators(reader: Reader, year: int, unit_level: str) -> pl.DataFrame:
    """Return indicators that have values at one level of the viewer's scope in a year."""
    return reader.ask(
        """
        select i.indicator_code, i.name_zh, i.family, i.is_confidential from seen_indicator as i
        where exists (
            select 1 from seen_value as v where v.indicator_code = i.indicator_code
                and v.unit_level = $unit_level and v.year = $year and v.period_type = 'year'
        ) order by i.indicator_code""",
        year=year,
        unit_level=unit_level,
    )


def build_info(reader: Reader) -> BuildInfo:
    """Return what the build says of itself."""
    found = reader.ask("select as_of, built_at, first_year, last_year from marts.build_info limit 1")
    return BuildInfo(**found.row(0, named=True))
