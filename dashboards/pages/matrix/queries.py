"""热力总表: all units of a level by the indicators of a family or by all confirmed ones, in pages."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def grid_units(
    reader: Reader,
    unit_level: str,
    period_type: str,
    period_start: str,
    *,
    family: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    state: str | None = None,
    sort: str = "gaps",
) -> pl.DataFrame:
    """Return one row a unit of the grid, the deepest gaps first, with the size of the whole grid.

    `gaps` are below standard, of them `severe` and `marked`; `silent` are not_reported; `total` counts the units.

    Without `family` the indicators with a confirmed standard count. `state` keeps units with such a status or
    depth, or with any gap (gap). `sort` is gaps, name or an indicator's code, whose values then stand in order of
    attention.
    """
    return reader.ask(
        sql("pages/matrix/sql/grid_units.sql"),
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        family=family,
        area=area,
        stage=stage,
        state=state,
        sort=sort,
    )


def grid_cells(
    reader: Reader,
    unit_level: str,
    period_type: str,
    period_start: str,
    *,
    family: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    state: str | None = None,
    sort: str = "gaps",
    first: int = 1,
    last: int | None = None,
) -> pl.DataFrame:
    """Return the cells of the units that `grid_units` places from `first` to `last` (None: the end), in its order."""
    return reader.ask(
        sql("pages/matrix/sql/grid_cells.sql"),
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        family=family,
        area=area,
        stage=stage,
        state=state,
        sort=sort,
        first=first,
        last=last,
    )
