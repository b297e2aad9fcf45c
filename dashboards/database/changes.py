"""为什么变了: one unit's values beside those of another year, and what the change is made of.

The formula is the models' own (macros/decomposition.sql); what a viewer may not see is left out before it is used.
"""

from __future__ import annotations

from typing import Literal

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey

GroupedBy = Literal["school", "area", "stage", "organisation"]


def pairs(reader: Reader, unit: UnitKey, period_type: str, period_start: str, year_before: int) -> pl.DataFrame:
    """Return one row an indicator: `value`, `value_before` and `change` in the indicator's unit, or `reason` instead.

    A year that is not over is held against the same day of the one before (`compared_day`), from the rows dated up to
    then. `reason` is hidden, no_value, no_value_before, few_reported, redefined (by another standard) or open: a period
    that is not over, of which nothing like it is known (surveys, what has no days, years further back).
    `can_be_explained`: of a kind whose change can be taken apart. `is_beyond_chance`: what it was lies outside the
    interval of what it is. `course` is better, worse, same (less than 0.05 apart) or moved
    (no direction is the better).
    """
    return reader.ask(
        sql("database/sql/changes/pairs.sql"),
        period_type=period_type,
        period_start=period_start,
        year_before=year_before,
        **unit.parameters,
    )


def effects(
    reader: Reader,
    indicator: str,
    unit: UnitKey,
    period_type: str,
    period_start: str,
    year_before: int,
    by: GroupedBy = "school",
) -> pl.DataFrame:
    """Return what each group of contributors did to one value, the largest effect first; no rows where nothing is told.

    `rate_effect` + `mix_effect` + `turnover_effect` = `effect`, in the indicator's unit; the effects of all rows add up
    to the change. `group_name` is null for units outside the viewer's scope; of surveys, units with too few votes are
    one row together.
    """
    return reader.ask(
        sql("database/sql/changes/effects.sql", by=by),
        indicator=indicator,
        period_type=period_type,
        period_start=period_start,
        year_before=year_before,
        **unit.parameters,
    )
