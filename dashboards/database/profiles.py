"""One unit's profile: its spine, its trends, its calendar, what is still to be done, and how its members' hours lie."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.database.values import standing
from dashboards.shared.unit import UnitKey


def profile(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return `standing` of a year with the places on the spine chart and the trend; both null where there is none."""
    values = standing(reader, unit, "year", f"{year}-01-01")
    return placed(reader, values, unit, year)


def placed(reader: Reader, values: pl.DataFrame, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return one unit's yearly `values` with their places on the spine chart and their trends."""
    places = reader.ask(
        sql("database/sql/profiles/placed.sql"),
        year=year,
        **unit.parameters,
    )
    return values.join(places, on="indicator_code", how="left", maintain_order="left")


def branches(reader: Reader, school_id: str, year: int) -> pl.DataFrame:
    """Return a school's branches with how many indicators of a year stand where, and the names of what fell short."""
    return reader.ask(
        sql("database/sql/profiles/branches.sql"),
        school=school_id,
        year=year,
    )


def activity_days(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return held_on, activity_type and activities of a unit's year: its organisations of each day summed."""
    return reader.ask(
        sql("database/sql/profiles/activity_days.sql"),
        year=year,
        **unit.parameters,
    )


def fixed_days(reader: Reader, year: int) -> pl.DataFrame:
    """Return the district's fixed days of a year: activity_type, fixed_day, source."""
    return reader.ask(
        sql("database/sql/profiles/fixed_days.sql"),
        year=year,
    )


def requirements(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return what each period of a unit's year asks for, what was held and what is missing, the next deadline first."""
    return reader.ask(
        sql("database/sql/profiles/requirements.sql"),
        year=year,
        **unit.parameters,
    )


def hours_spread(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return members by bin of hours, a kind of member after the other; counts null for a few people nobody may see."""
    return reader.ask(
        sql("database/sql/profiles/hours_spread.sql"),
        year=year,
        **unit.parameters,
    )


def hours_lines(reader: Reader, year: int) -> pl.DataFrame:
    """Return every threshold in hours of a year, applied or not: indicator_code, threshold, is_active, source."""
    return reader.ask(
        sql("database/sql/profiles/hours_lines.sql"),
        year=year,
    )
