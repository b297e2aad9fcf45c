"""进度预测: what becomes of each value of an open year at today's pace, and how often such forecasts were right."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader

_FORECAST = """
    , seen_forecast as (
        select f.*, i.name_zh, i.family, i.unit, i.standard_text, i.confirmed as standard_confirmed,
            u.unit_name, p.unit_name as area_name
        from marts.forecast as f
        inner join visible as u on f.unit_level = u.unit_level and f.unit_id = u.unit_id
        inner join seen_indicator as i on f.indicator_code = i.indicator_code
        left join visible as p on p.unit_level = 'area' and p.unit_id = u.area_id
        where f.year = $year and f.unit_level = $unit_level and not i.is_confidential
            and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
            and ($indicator is null or f.indicator_code = $indicator)
    )
"""


def forecast_counts(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
) -> pl.DataFrame:
    """Return one row an indicator: units, and how many of them have each outcome; most that fall short first."""
    return reader.ask(
        f"""{_FORECAST}
        select indicator_code, name_zh, count(*) as units,
            count(*) filter (where outcome = 'impossible') as impossible,
            count(*) filter (where outcome = 'will_miss') as will_miss,
            count(*) filter (where outcome = 'undecided') as undecided,
            count(*) filter (where outcome = 'will_meet') as will_meet,
            count(*) filter (where outcome = 'certain') as certain
        from seen_forecast group by indicator_code, name_zh
        order by impossible + will_miss desc, indicator_code""",
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
    )


def forecast_rows(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
    outcome: str | None = None,
    limit: int = 2000,
) -> pl.DataFrame:
    """Return what is forecast of each unit and indicator, with `total` beside each row.

    `outcome` is one of the mart's, or `short` for both that fall short. What can still be turned comes first.
    """
    return reader.ask(
        f"""{_FORECAST}
        select *, count(*) over () as total from seen_forecast
        where $outcome is null or outcome = $outcome
            or ($outcome = 'short' and outcome in ('will_miss', 'impossible'))
        order by
            case outcome when 'will_miss' then 0 when 'impossible' then 1 when 'undecided' then 2
                when 'will_meet' then 3 else 4 end,
            abs(at_pace - standard) desc nulls last, unit_name, unit_id, indicator_code
        limit {int(limit)}""",
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
        outcome=outcome,
    )


def forecast_short_units(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
) -> tuple[int, int]:
    """Return how many units are forecast at all, and how many of them fall short of at least one standard."""
    found = reader.ask(
        f"""{_FORECAST}
        select count(distinct unit_id) as units,
            count(distinct case when outcome in ('will_miss', 'impossible') then unit_id end) as short
        from seen_forecast""",
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
    )
    return int(found["units"][0]), int(found["short"][0])


def forecast_tests(reader: Reader, unit_level: str, indicator: str | None = None) -> pl.DataFrame:
    """Return how often forecasts made in closed years were right, over the whole district: by month, then by year.

    One indicator's, or of all together; the row of all years has no year.
    """
    return reader.ask(
        """
        select t.* from marts.forecast_backtest as t
        where $is_known and t.unit_level = $unit_level and t.indicator_code is not distinct from $indicator
        order by t.tested_month, t.year nulls first""",
        unit_level=unit_level,
        indicator=indicator,
    )


def forecast_tests_by_indicator(reader: Reader, unit_level: str) -> pl.DataFrame:
    """Return the same indicator by indicator, all closed years together."""
    return reader.ask(
        """
        select t.*, i.name_zh from marts.forecast_backtest as t
        inner join seen_indicator as i on t.indicator_code = i.indicator_code
        where t.unit_level = $unit_level and t.year is null and not i.is_confidential
        order by t.indicator_code, t.tested_month""",
        unit_level=unit_level,
    )


def forecast_methods(reader: Reader) -> pl.DataFrame:
    """Return how each indicator is forecast, in words, or why it is not."""
    return reader.ask(
        """
        select m.*, i.name_zh from marts.forecast_method as m
        inner join seen_indicator as i on m.indicator_code = i.indicator_code
        order by m.indicator_code""",
    )
