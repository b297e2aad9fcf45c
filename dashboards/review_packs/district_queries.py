"""全区汇总: confirmed indicators of all schools or branches, their groups' values, and who stands apart from peers.

Confidential indicators are in no answer of this module, for any viewer.
"""

from __future__ import annotations

import polars as pl

from dashboards.database.formulas import peer_quantiles, pooled
from dashboards.database.reader import Reader

_CELL = """
    , cell as (
        select v.indicator_code, i.name_zh, i.family, i.unit, i.kind, i.direction, i.standard_text,
            v.unit_level, v.unit_id, u.unit_name, u.stage, u.area_id, a.unit_name as area_name,
            v.status, v.state, v.judgement, v.value, v.numerator, v.denominator, v.standard, v.is_hidden,
            v.lower_95, v.upper_95, v.lower_998, v.upper_998
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        left join visible as a on a.unit_level = 'area' and a.unit_id = u.area_id
        where v.unit_level = $unit_level and v.breakdown is null and v.period_type = 'year' and v.year = $year
            and i.confirmed and not i.is_confidential
    )
"""


def volume_cells(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a unit and confirmed indicator of the year, by 片区 and name."""
    return reader.ask(
        f"{_CELL} select * from cell order by area_id nulls last, unit_name, unit_id, indicator_code",
        unit_level=unit_level,
        year=year,
    )


def group_values(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a group and indicator: how many units have a value, their median and their pooled value.

    `grouped_by` is stage, area or all; `group_key` the 学段 or the 片区's id, null for units without one. The pooled
    value is the units' numerators over their denominators; a total has none.
    """
    return reader.ask(
        f"""{_CELL}
        , grouped as (
            select 'stage' as grouped_by, stage as group_key, * from cell where value is not null
            union all
            select 'area' as grouped_by, area_id as group_key, * from cell where value is not null
            union all
            select 'all' as grouped_by, null as group_key, * from cell where value is not null
        )
        , summed as (
            select grouped_by, group_key, indicator_code, kind, unit, count(*) as units, {peer_quantiles("value")},
                sum(numerator) as numerators, sum(denominator) as denominators
            from grouped
            group by grouped_by, group_key, indicator_code, kind, unit
        )
        select grouped_by, group_key, indicator_code, units, peer_median as median,
            {pooled("kind", "unit", "numerators", "denominators")} as pooled
        from summed
        order by grouped_by, group_key nulls last, indicator_code""",
        unit_level=unit_level,
        year=year,
    )


def outlying(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return the units whose 95% interval leaves the value of their peers out, by indicator and name, never by value.

    `beyond` is 99.8 where the 99.8% interval leaves it out too, else 95; `comparison` says on which side.
    """
    return reader.ask(
        f"""{_CELL}
        select e.*, c.comparison, c.peer_group, c.peer_count, c.peer_value,
            case when c.peer_value < e.lower_998 or c.peer_value > e.upper_998 then cast(99.8 as double)
                else cast(95 as double) end as beyond
        from cell as e
        inner join marts.indicator_comparison as c
            on e.indicator_code = c.indicator_code and e.unit_level = c.unit_level and e.unit_id = c.unit_id
            and c.period_type = 'year' and c.year = $year
        where c.comparison in ('better', 'worse', 'higher', 'lower')
        order by e.indicator_code, e.unit_name, e.unit_id""",
        unit_level=unit_level,
        year=year,
    )


def tallies(reader: Reader, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row an indicator: how many units have each status, are `fine` or `short`, of how many `due` (judged).

    `again` counts the units that are short in this year and were so in the one before.
    """
    return reader.ask(
        f"""{_CELL}
        select c.indicator_code, c.name_zh, c.family,
            count(case when c.status = 'not_met' then 1 end) as not_met,
            count(case when c.status = 'behind' then 1 end) as behind,
            count(case when c.status = 'over' then 1 end) as over,
            count(case when c.status = 'met' then 1 end) as met,
            count(case when c.status = 'on_track' then 1 end) as on_track,
            count(case when c.status = 'not_reported' then 1 end) as not_reported,
            count(case when c.judgement = 'short' then 1 end) as short,
            count(case when c.judgement = 'met' then 1 end) as fine,
            count(case when c.judgement is not null then 1 end) as due,
            count(case when c.judgement = 'short' and b.status = 'not_met' then 1 end) as again
        from cell as c
        left join seen_value as b
            on c.indicator_code = b.indicator_code and c.unit_level = b.unit_level and c.unit_id = b.unit_id
            and b.period_type = 'year' and b.breakdown is null and b.year = $year - 1
        group by c.indicator_code, c.name_zh, c.family
        order by c.indicator_code""",
        unit_level=unit_level,
        year=year,
    )
