"""Change against the same period a year earlier, or the reason why the two are not held against each other."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey


def _in_force(value: str) -> str:
    """Return the standards that judged a value on its period's last day: two of one text are one 口径."""
    return f"""(
                select string_agg(s.standard || s.text, '；' order by s.standard, s.text)
                from marts.standard_version as s
                where s.indicator_code = {value}.indicator_code and s.is_active
                    and least({value}.period_end, {value}.as_of)
                    between coalesce(s.valid_from, {value}.period_start) and coalesce(s.valid_to, {value}.period_end)
            )"""


def year_on_year(reader: Reader, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return one row an indicator: `change` in the indicator's unit (percentage points for %), or `reason` instead.

    `reason` is hidden, no_value, no_value_before, redefined (another standard was in force) or open: in a period that
    has not ended only rates whose base grows month by month with what is due can stand beside a whole one; what is done
    once a year, and counts, cannot. `course` is better, worse, same or moved (no direction).
    """
    return reader.ask(
        f"""
        , pair as (
            select now.indicator_code, i.unit, i.direction, i.kind, i.base_period, now.year, now.is_closed, now.value,
                past.value as value_before, past.year as year_before,
                now.is_hidden or coalesce(past.is_hidden, false) as is_hidden,
                coalesce({_in_force("now")}, '') as standard_now, coalesce({_in_force("past")}, '') as standard_before
            from seen_value as now
            inner join seen_indicator as i on now.indicator_code = i.indicator_code
            left join seen_value as past
                on now.indicator_code = past.indicator_code and now.unit_level = past.unit_level
                and now.unit_id = past.unit_id and now.period_type = past.period_type and past.breakdown is null
                and past.year = now.year - 1
                and extract(month from past.period_start) = extract(month from now.period_start)
            where now.unit_level = $unit_level and now.unit_id = $unit_id and now.breakdown is null
                and now.period_type = $period_type and now.period_start = cast($period_start as date)
        )
        , judged as (
            select *, case
                when is_hidden then 'hidden'
                when value is null then 'no_value'
                when value_before is null then 'no_value_before'
                when standard_now <> standard_before then 'redefined'
                when not is_closed and (kind not in ('frequency', 'ratio') or base_period = 'year') then 'open'
            end as reason
            from pair
        )
        , held as (
            select indicator_code, unit, direction, year, year_before, is_closed, reason,
                case when reason is null then value - value_before end as change
            from judged
        )
        select *, case
            when change is null then null
            when abs(change) < 0.05 then 'same'
            when direction not in ('higher', 'lower') then 'moved'
            when (change > 0) = (direction = 'higher') then 'better'
            else 'worse'
        end as course
        from held order by indicator_code""",
        period_type=period_type,
        period_start=period_start,
        **unit.parameters,
    )
