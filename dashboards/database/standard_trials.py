"""标准模拟: another threshold tried on values that are already there; nothing is built, nothing is kept."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader

_ALLOWANCE = "1e-9"
"""The same allowance for rounding with which the models judge a value."""


def _meets(value: str, threshold: str) -> str:
    """Return the SQL condition that a value meets its standard: the only place of the formula."""
    return f"""case i.comparison
                when '>=' then {value} >= {threshold} - {_ALLOWANCE}
                when '<=' then {value} <= {threshold} + {_ALLOWANCE}
            end"""


_TRIED = f"""
    , reached as (
        select r.unit_level, r.unit_id,
            100.0 * sum(case when r.reach >= $hours - {_ALLOWANCE} then r.members else 0 end)
                / nullif(sum(r.members), 0) as value
        from marts.threshold_reach as r
        inner join visible as u on r.unit_level = u.unit_level and r.unit_id = u.unit_id
        where r.indicator_code = $indicator and r.year = $year
        group by r.unit_level, r.unit_id
    )
    , tried as (
        select v.unit_level, v.unit_id, u.unit_name, u.area_id, u.stage, a.unit_name as area_name,
            coalesce((
                select string_agg(s.unit_name, '、' order by s.unit_name) from visible as s
                where s.unit_level = 'school' and u.unit_level = 'branch'
                    and (s.unit_id = u.school_id
                        or list_contains(string_split(coalesce(u.school_ids, ''), '、'), s.unit_id))
            ), '') as school_name,
            i.unit, v.numerator, v.denominator, v.status, v.value as value_before, v.standard as standard_before,
            case when $hours is null then v.value else r.value end as value_after,
            {_meets("v.value", "v.standard")} as met_before,
            {_meets("case when $hours is null then v.value else r.value end", "$threshold")} as met_after
        from seen_value as v
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        inner join seen_indicator as i on v.indicator_code = i.indicator_code and not i.is_confidential
        left join reached as r on v.unit_level = r.unit_level and v.unit_id = r.unit_id
        left join visible as a on a.unit_level = 'area' and a.unit_id = u.area_id
        where v.indicator_code = $indicator and v.year = $year and v.period_type = 'year' and v.breakdown is null
            and v.value is not null and v.standard is not null
            and v.unit_level in ('branch', 'school')
            and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
    )
    , judged as (
        select *, case
            when met_before and not met_after then 'worse'
            when met_after and not met_before then 'better'
            else 'same'
        end as change
        from tried where met_before is not null and met_after is not null
    )
"""


def triable(reader: Reader, year: int) -> pl.DataFrame:
    """Return the indicators that have a standard and values by unit in a year; confidential ones are not offered.

    One row an indicator: standard (that of the year), comparison, unit, confirmed, hours_threshold (null unless members
    are held against hours first) and `lowest`, `highest`: what can be asked of its values.
    """
    return reader.ask(
        """
        select i.indicator_code, i.name_zh, i.family, i.unit, i.comparison, i.confirmed, i.standard_text,
            max(v.standard) as standard,
            case when exists (select 1 from marts.threshold_reach as r where r.indicator_code = i.indicator_code)
                then i.hours_threshold end as hours_threshold
        from seen_indicator as i
        inner join seen_value as v on i.indicator_code = v.indicator_code
        where not i.is_confidential and i.comparison is not null and v.standard is not null and v.value is not null
            and v.year = $year and v.period_type = 'year' and v.breakdown is null
            and v.unit_level in ('branch', 'school')
        group by i.indicator_code, i.name_zh, i.family, i.unit, i.comparison, i.confirmed, i.standard_text,
            i.hours_threshold
        order by i.indicator_code""",
        year=year,
    )


def tried(
    reader: Reader,
    indicator: str,
    year: int,
    threshold: float,
    hours: float | None = None,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return the branches and schools whose answer would change: worse first, with the value before and after.

    `hours` is the threshold of a member (学时); without it the values stay and only the unit's threshold is another.
    """
    return reader.ask(
        f"""{_TRIED}
        select * from judged where change <> 'same'
        order by case change when 'worse' then 0 else 1 end, unit_level, area_name, school_name, unit_name""",
        indicator=indicator,
        year=year,
        threshold=threshold,
        hours=hours,
        area=area,
        stage=stage,
    )


def tried_counts(
    reader: Reader,
    indicator: str,
    year: int,
    threshold: float,
    hours: float | None = None,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return counts by level and 片区 (null for the whole): units, met_before, met_after, better, worse."""
    return reader.ask(
        f"""{_TRIED}
        select unit_level, area_id, max(area_name) as area_name, grouping(area_id) = 1 as is_whole,
            count(*) as units,
            count(*) filter (where met_before) as met_before, count(*) filter (where met_after) as met_after,
            count(*) filter (where change = 'better') as better, count(*) filter (where change = 'worse') as worse
        from judged
        group by grouping sets ((unit_level), (unit_level, area_id))
        order by unit_level, is_whole desc, area_name nulls last, area_id""",
        indicator=indicator,
        year=year,
        threshold=threshold,
        hours=hours,
        area=area,
        stage=stage,
    )
