"""口径: what each indicator means, and what the build holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


@dataclass(frozen=True)
class BuildInfo:
    """What a build holds: the day it looks at, when it was made, the first and the last year that have values."""

    as_of: dt.date
    built_at: dt.datetime
    first_year: int
    last_year: int


def indicators(reader: Reader) -> pl.DataFrame:
    """Return every definition that the viewer may read, one row an indicator."""
    return reader.ask(sql("database/sql/definitions/indicators.sql"))


def policies(reader: Reader) -> pl.DataFrame:
    """Return what is disputed or barred by policy (政策状态), what is barred first; one row a kind and subject."""
    return reader.ask(sql("database/sql/definitions/policies.sql"))


def reported_indicators(reader: Reader, year: int, unit_level: str) -> pl.DataFrame:
    """Return indicators that have values at one level of the viewer's scope in a year."""
    return reader.ask(
        sql("database/sql/definitions/reported_indicators.sql"),
        year=year,
        unit_level=unit_level,
    )


def build_info(reader: Reader) -> BuildInfo:
    """Return what the build says of itself."""
    found = reader.ask(sql("database/sql/definitions/build_info.sql"))
    return BuildInfo(**found.row(0, named=True))
