"""What the year-end review asks of the marts: who is ready, a year beside the year before, what a standard was."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def year_beside_last(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return one row an indicator of a unit's year, with the year before, comparison and what fell short.

    `last_value` and `last_status` are null where there was no value; `same_standard` is false where the standard
    changed between the two years.
    """
    return reader.ask(
        sql("review_packs/sql/year_beside_last.sql"),
        year=year,
        **unit.parameters,
    )


def readiness(reader: Reader, year: int, unit_level: str | None = None) -> pl.DataFrame:
    """Return one row a school or branch of the year, those that are not ready first.

    A unit is ready when every ledger due from its organisations by the calendar has come: `missing_months` counts the
    organisation-months that have not, `missing_ledgers` names their ledgers. `silent_values` counts indicators without
    any row (未报送); a survey or an award may well not have been, so they are listed and do not make a unit unready.
    """
    return reader.ask(
        sql("review_packs/sql/readiness.sql"),
        year=year,
        unit_level=unit_level,
    )


def problems_raised(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the problems that were raised with a unit's organisations in a year, and the present state of each."""
    return reader.ask(
        sql("review_packs/sql/problems_raised.sql"),
        year=year,
        **unit.parameters,
    )


def answers(reader: Reader) -> pl.DataFrame:
    """Return the problems that answer a 督办单: those whose 问题编号 is a notice's number, in the viewer's units."""
    return reader.ask(
        sql("review_packs/sql/answers.sql"),
    )
