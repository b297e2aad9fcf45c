"""标准沿革: every version of every standard, and what a change of one did."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def standard_versions(reader: Reader) -> pl.DataFrame:
    """Return every version of every standard, active or not, newest first within a standard."""
    return reader.ask(
        sql("database/sql/standard_history/standard_versions.sql"),
    )


def standard_changes(reader: Reader) -> pl.DataFrame:
    """Return what changed between builds, newest first, with the units of the viewer that fell short or came through.

    Branches and schools are counted apart: branches, worse_branches, better_branches, schools, worse_schools, …
    """
    return reader.ask(
        sql("database/sql/standard_history/standard_changes.sql"),
    )


def standard_change_units(reader: Reader, limit: int = 5000) -> pl.DataFrame:
    """Return the viewer's units whose yearly status changed: one row a change, indicator, unit and year."""
    return reader.ask(
        sql("database/sql/standard_history/standard_change_units.sql"),
        limit=limit,
    )
