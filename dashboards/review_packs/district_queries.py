"""全区汇总: confirmed indicators of all schools or branches, their groups' values, and who stands apart from peers.

Confidential indicators are in no answer of this module, for any viewer.
"""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def volume_cells(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a unit and confirmed indicator of the year, by 片区 and name."""
    return reader.ask(
        sql("review_packs/sql/volume_cells.sql"),
        unit_level=unit_level,
        year=year,
    )


def group_values(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a group and indicator: how many units have a value, their median and their pooled value.

    `grouped_by` is stage, area or all; `group_key` the 学段 or the 片区's id, null for units without one. The pooled
    value is the units' numerators over their denominators; a total has none.
    """
    return reader.ask(
        sql("review_packs/sql/group_values.sql"),
        unit_level=unit_level,
        year=year,
    )


def outlying(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return the units whose 95% interval leaves the value of their peers out, by indicator and name, never by value.

    `beyond` is 99.8 where the 99.8% interval leaves it out too, else 95; `comparison` says on which side.
    """
    return reader.ask(
        sql("review_packs/sql/outlying.sql"),
        unit_level=unit_level,
        year=year,
    )


def tallies(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row an indicator: how many units have each status, are `fine` or `short`, of how many `due` (judged).

    `again` counts the units that are short in this year and were so in the one before.
    """
    return reader.ask(
        sql("review_packs/sql/tallies.sql"),
        unit_level=unit_level,
        year=year,
    )


def unit_turns(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a unit: `severe`, `marked` and `slight` items below standard, `turned_good` and `turned_short`.

    Turns are from last year's closed judgement to this year's, as in `beside_last_year`. By name, never by number.
    """
    return reader.ask(
        sql("review_packs/sql/unit_turns.sql"),
        unit_level=unit_level,
        year=year,
    )
