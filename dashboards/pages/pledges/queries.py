"""责任书考核: how many pledges fell into each band, and (for viewers who may see names) whose is in the lowest."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def pledge_types(reader: Reader, year: int) -> list[str]:
    """Return the kinds of 责任书 that were scored in a year within the viewer's scope."""
    found = reader.ask(
        sql("pages/pledges/sql/pledge_types.sql"),
        year=year,
    )
    return [str(value) for value in found["pledge_type"]]


def pledge_bands(
    reader: Reader,
    year: int,
    unit_level: str,
    pledge_type: str | None = None,
    area: str | None = None,
) -> pl.DataFrame:
    """Return one row a unit of a level: scored pledges, of them excellent, passed, basic and failed; counts only."""
    return reader.ask(
        sql("pages/pledges/sql/pledge_bands.sql"),
        year=year,
        unit_level=unit_level,
        pledge_type=pledge_type,
        area=area,
    )


def pledges_failed(reader: Reader, year: int, pledge_type: str | None = None, area: str | None = None) -> pl.DataFrame:
    """Return who scored in the lowest band, by name; no rows for a 片区 or the 纪检专员, who see counts only."""
    return reader.ask(
        sql("pages/pledges/sql/pledges_failed.sql"),
        year=year,
        pledge_type=pledge_type,
        area=area,
    )
