"""Indicator values: one unit's standing, many units' statuses, one indicator through time."""

from __future__ import annotations

import polars as pl

from dashboards.database.peers import CHOSEN, WIDER
from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey

DEFAULT_COMPARISON = "marts.indicator_comparison"
"""The relation that holds the figures of the default peers."""


def standing(reader: Reader, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return one row an indicator for one unit and period, with definition, comparison and what is still needed."""
    return reader.ask(
        sql("database/sql/values/standing_of_period.sql", comparison=DEFAULT_COMPARISON),
        period_type=period_type,
        period_start=period_start,
        **unit.parameters,
    )


def across(
    reader: Reader,
    indicator: str,
    unit_level: str,
    period_type: str,
    period_start: str,
    area: str | None = None,
    stage: str | None = None,
    peers: str = "",
) -> pl.DataFrame:
    """Return one row a unit of one level for one indicator and period, worst attention first, never ranked.

    `peers` (ids joined by commas, or a name of `peers.WIDER`) takes the place of everyone's default peers; `own_group`
    is the default or wider group, and `shown_median` the median of the rows.
    """
    wider = WIDER.get(peers, "")
    comparison = "other_comparison" if peers else DEFAULT_COMPARISON
    return reader.ask(
        sql("database/sql/values/across.sql", comparison=comparison, wider=wider),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        area=area,
        stage=stage,
        peers=peers,
        chosen=CHOSEN,
    )


def heat(
    reader: Reader,
    family: str,
    unit_level: str,
    period_type: str,
    period_start: str,
    area: str | None = None,
    stage: str | None = None,
    limit: int = 12,
) -> pl.DataFrame:
    """Return statuses of one family, unit by indicator: the `limit` units that fall short most deeply."""
    return reader.ask(
        sql("database/sql/values/heat.sql"),
        limit=limit,
        family=family,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        area=area,
        stage=stage,
    )


def trend(reader: Reader, indicator: str, unit: UnitKey, period_type: str) -> pl.DataFrame:
    """Return one unit's values of one indicator through time, with the peers' bands where a year has them."""
    return reader.ask(
        sql("database/sql/values/trend.sql", comparison=DEFAULT_COMPARISON),
        indicator=indicator,
        period_type=period_type,
        **unit.parameters,
    )


def history(reader: Reader, unit: UnitKey, last_year: int) -> pl.DataFrame:
    """Return `trend` of all indicators and kinds of periods of one unit at once, up to `last_year`; values only."""
    return reader.ask(
        sql("database/sql/values/history.sql", comparison=DEFAULT_COMPARISON),
        last_year=last_year,
        **unit.parameters,
    )


def months(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the month and quarter values of one unit's year: the strip of what was held and what was not."""
    return reader.ask(
        sql("database/sql/values/months.sql"),
        year=year,
        **unit.parameters,
    )


def parts(reader: Reader, indicator: str, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the breakdown of one yearly value (评议项目, 四种形态), if it has one."""
    return reader.ask(
        sql("database/sql/values/parts.sql"),
        indicator=indicator,
        year=year,
        **unit.parameters,
    )


def unit_parts(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the parts of every yearly value of one unit that has any (领域, 级别, 八项 …), indicator by indicator."""
    return reader.ask(
        sql("database/sql/values/unit_parts.sql"),
        year=year,
        **unit.parameters,
    )


def parts_across(
    reader: Reader,
    indicator: str,
    unit_level: str,
    year: int,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return the parts of one yearly value for every unit of a level: a row a unit and part."""
    return reader.ask(
        sql("database/sql/values/parts_across.sql"),
        indicator=indicator,
        unit_level=unit_level,
        year=year,
        area=area,
        stage=stage,
    )


def by_stage(
    reader: Reader, indicator: str, unit_level: str, period_type: str, period_start: str, area: str | None = None
) -> pl.DataFrame:
    """Return one row a 学段 (null for units without): units, those with a value, met, short, and their spread."""
    return reader.ask(
        sql("database/sql/values/by_stage.sql"),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        area=area,
    )


def periods(reader: Reader, year: int, indicator: str | None = None) -> pl.DataFrame:
    """Return (period_type, period_start) that hold values of a year in the viewer's scope."""
    return reader.ask(
        sql("database/sql/values/periods.sql"),
        year=year,
        indicator=indicator,
    )
