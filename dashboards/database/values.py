"""Indicator values: one unit's standing, many units' statuses, one indicator through time."""

from __future__ import annotations

import polars as pl

from dashboards.database.peers import chosen_comparison
from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey

_DEFINITION = """i.name_zh, i.family, i.unit, i.direction, i.kind, i.standard_text, i.is_confidential, i.minimum_base,
            i.confirmed, i.feeding_ledger"""


def _standing(comparison: str) -> str:
    """Return the query of values beside what they mean; `comparison` is the relation that holds the peers' figures."""
    return f"""
    select v.*, {_DEFINITION}, i.base_period,
        c.band, c.comparison, c.peer_group, c.peer_count, c.peer_median, c.peer_p10, c.peer_p25, c.peer_p75, c.peer_p90,
        a.needed, a.needed_by, a.gap, a.periods_running, a.since, a.is_new
    from seen_value as v
    inner join seen_indicator as i on v.indicator_code = i.indicator_code
    left join {comparison} as c
        on v.indicator_code = c.indicator_code and v.unit_level = c.unit_level and v.unit_id = c.unit_id
        and v.period_type = 'year' and v.year = c.year and v.breakdown is null
        and (not i.is_confidential or $sees_confidential)
    left join marts.unit_shortfall as a
        on v.indicator_code = a.indicator_code and v.unit_level = a.unit_level and v.unit_id = a.unit_id
        and v.period_type = a.period_type and v.period_start = a.period_start and v.breakdown is null
        and (not i.is_confidential or $sees_confidential)
"""


_STANDING = _standing("marts.indicator_comparison")


def standing(reader: Reader, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return one row an indicator for one unit and period, with definition, comparison and what is still needed."""
    return reader.ask(
        f"""{_STANDING}
        where v.unit_level = $unit_level and v.unit_id = $unit_id and v.breakdown is null
            and v.period_type = $period_type and v.period_start = cast($period_start as date)
        order by v.indicator_code""",
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

    `peers` (ids joined by commas) takes the place of everyone's default peers; `own_group` is the default group, and
    `shown_median` the median of the rows.
    """
    comparison = "chosen_comparison" if peers else "marts.indicator_comparison"
    return reader.ask(
        f"""{chosen_comparison() if peers else ""}
        select s.*, u.unit_name, u.stage, u.area_id, u.is_shared, u.peer_group as own_group,
            f.funnel_lower_95, f.funnel_upper_95, f.funnel_lower_998, f.funnel_upper_998, f.peer_value,
            median(s.value) over () as shown_median
        from ({_standing(comparison)}
            where v.indicator_code = $indicator and v.unit_level = $unit_level and v.breakdown is null
                and v.period_type = $period_type and v.period_start = cast($period_start as date)) as s
        inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
        left join {comparison} as f
            on s.indicator_code = f.indicator_code and s.unit_level = f.unit_level and s.unit_id = f.unit_id
            and s.period_type = 'year' and s.year = f.year and (not s.is_confidential or $sees_confidential)
        where ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
        order by s.value nulls last, u.unit_name""",
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        area=area,
        stage=stage,
        peers=peers,
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
    """Return statuses of one family, unit by indicator: the `limit` units with most below standard."""
    return reader.ask(
        f"""
        , cell as (
            select v.indicator_code, i.name_zh, i.family, v.unit_id, u.unit_name, v.status, v.state, v.value,
                v.is_hidden, i.unit, v.numerator, v.denominator,
                sum(case when v.judgement = 'short' then 1 else 0 end) over (partition by v.unit_id) as poor
            from seen_value as v
            inner join seen_indicator as i on v.indicator_code = i.indicator_code
            inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
            where i.family = $family and v.unit_level = $unit_level and v.breakdown is null
                and v.period_type = $period_type and v.period_start = cast($period_start as date)
                and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
        )
        select * from cell
        qualify dense_rank() over (order by poor desc, unit_name, unit_id) <= {int(limit)}
        order by poor desc, unit_name, unit_id, indicator_code""",
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
        f"""{_STANDING}
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.unit_id = $unit_id
            and v.period_type = $period_type and v.breakdown is null
        order by v.period_start""",
        indicator=indicator,
        period_type=period_type,
        **unit.parameters,
    )


def history(reader: Reader, unit: UnitKey, last_year: int) -> pl.DataFrame:
    """Return `trend` of all indicators and kinds of periods of one unit at once, up to `last_year`; values only."""
    return reader.ask(
        f"""{_STANDING}
        where v.unit_level = $unit_level and v.unit_id = $unit_id and v.year <= $last_year
            and v.breakdown is null and v.value is not null
        order by v.indicator_code, v.period_type, v.period_start""",
        last_year=last_year,
        **unit.parameters,
    )


def months(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the month and quarter values of one unit's year: the strip of what was held and what was not."""
    return reader.ask(
        f"""
        select v.*, {_DEFINITION}
        from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where v.unit_level = $unit_level and v.unit_id = $unit_id and v.year = $year and v.breakdown is null
            and i.kind = 'frequency' and v.period_type = i.base_period and v.period_type in ('month', 'quarter')
        order by v.indicator_code, v.period_start""",
        year=year,
        **unit.parameters,
    )


def parts(reader: Reader, indicator: str, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the breakdown of one yearly value (评议项目, 四种形态), if it has one."""
    return reader.ask(
        f"""
        select v.*, {_DEFINITION}
        from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.unit_id = $unit_id
            and v.period_type = 'year' and v.year = $year and v.breakdown is not null
        order by v.breakdown""",
        indicator=indicator,
        year=year,
        **unit.parameters,
    )


def unit_parts(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the parts of every yearly value of one unit that has any (领域, 级别, 八项 …), indicator by indicator."""
    return reader.ask(
        f"""
        select v.*, {_DEFINITION}
        from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where v.unit_level = $unit_level and v.unit_id = $unit_id
            and v.period_type = 'year' and v.year = $year and v.breakdown is not null
        order by v.indicator_code, v.breakdown""",
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
        f"""
        select v.*, {_DEFINITION}, u.unit_name
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.period_type = 'year'
            and v.year = $year and v.breakdown is not null
            and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
        order by u.unit_name, v.unit_id, v.breakdown""",
        indicator=indicator,
        unit_level=unit_level,
        year=year,
        area=area,
        stage=stage,
    )


def periods(reader: Reader, year: int, indicator: str | None = None) -> pl.DataFrame:
    """Return (period_type, period_start) that hold values of a year in the viewer's scope."""
    return reader.ask(
        """
        select distinct period_type, period_start from marts.indicator_value
        where year = $year and ($indicator is null or indicator_code = $indicator)
            and unit_level = $unit_level and period_type <> 'year'
        order by period_type, period_start""",
        year=year,
        indicator=indicator,
        unit_level=reader.viewer.unit_level,
    )
