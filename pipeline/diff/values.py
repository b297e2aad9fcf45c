"""The values that changed between two builds, and the source rows that appeared or disappeared and feed them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diff.compare import Builds, Row, come_of, differs, gone_of, same_key
from pipeline.policy.vocabulary import vocabulary
from pipeline.warehouse.explain import FEEDS

KEY = ("indicator_code", "unit_level", "unit_id", "period_type", "period_start", "breakdown")
TOLD = {"value": "DOUBLE", "status": "VARCHAR", "numerator": "DOUBLE", "denominator": "DOUBLE", "standard": "DOUBLE"}
"""What makes a value another one: its bounds and what others make of it follow from these."""


@dataclass(frozen=True)
class ValueChanges:
    """How many values changed, how many of them no changed row feeds, and the first of both."""

    values: int
    without_rows: int
    rows: int
    first_values: list[Row]
    first_rows: list[Row]


_VALUES = f"""
    create temp table value_change as
    with pairs as (
        select
            {", ".join(f"coalesce(a.{name}, b.{name}) as {name}" for name in KEY)},
            coalesce(a.period_end, b.period_end) as period_end,
            a.indicator_code is null as is_gone,
            b.indicator_code is null as is_new,
            {", ".join(f"b.{name} as {name}_before, a.{name} as {name}_after" for name in TOLD)}
        from {gone_of("indicator_value")} as b
        full outer join {come_of("indicator_value")} as a on {same_key(KEY)}
    )
    select row_number() over (order by {", ".join(KEY)}) as value_no, *
    from pairs
    where is_gone or is_new or {" or ".join(differs(f"{name}_before", f"{name}_after", TOLD[name]) for name in TOLD)}
"""
# Lines that only moved inside a file, or came in another file, change no value.
_ROWS = f"""
    create temp table row_change as
    with both_sides as (
        select 'removed' as change, * from {gone_of("source_row")}
        union all
        select 'added' as change, * from {come_of("source_row")}
    )
    select * from both_sides
    window content as (
        partition by indicator_code, side, org_code, row_date, counts_until, breakdown, amount, ledger
    )
    qualify count(*) filter (change = 'removed') over content != count(*) filter (change = 'added') over content
"""
_FEEDS = f"""
    create temp table feed as
    with unit as (
        select 'removed' as change, * from before.marts.unit_organisation
        union all
        select 'added' as change, * from after.marts.unit_organisation
    )
    select wanted.value_no, rows_in.*
    from value_change as wanted
    inner join row_change as rows_in on wanted.indicator_code = rows_in.indicator_code
    inner join unit on unit.change = rows_in.change and unit.unit_level = wanted.unit_level and {FEEDS}
    where rows_in.breakdown is null or wanted.breakdown is null or rows_in.breakdown = wanted.breakdown
"""
_FIRST_VALUES = """
    select
        change.*,
        coalesce(name_after.name_zh, name_before.name_zh) as name_zh,
        coalesce(name_after.unit, name_before.unit) as measured_in,
        coalesce(unit_after.unit_name, unit_before.unit_name) as unit_name
    from value_change as change
    left join before.marts.dim_indicator as name_before using (indicator_code)
    left join after.marts.dim_indicator as name_after using (indicator_code)
    left join before.marts.dim_unit as unit_before using (unit_level, unit_id)
    left join after.marts.dim_unit as unit_after using (unit_level, unit_id)
    order by
        is_new or is_gone, list_position(?, unit_level) desc, indicator_code, unit_id,
        period_start, period_type, breakdown nulls first
    limit ?
"""
_FIRST_ROWS = """
    select
        change, ledger, file, sheet, row_number,
        string_agg(distinct indicator_code, '、' order by indicator_code) as indicators,
        min(row_date) as row_date
    from feed
    group by all
    order by file, sheet, row_number, change desc
    limit ?
"""


_ROWS_OF_VALUE = """
    select change, side, row_date, amount, ledger, file, sheet, row_number
    from feed
    where value_no = ?
    order by file, sheet, row_number, change desc, side
    limit ?
"""


def compare_values(builds: Builds, limit: int) -> ValueChanges:
    """Return which values differ between the builds, and which rows of `source_row` that feed them do.

    `compare_mart` must have seen both marts.
    """
    for query in (_VALUES, _ROWS, _FEEDS):
        builds.connection.execute(query)
    values = _number(builds, "select count(*) from value_change")
    fed = _number(builds, "select count(distinct value_no) from feed")
    rows = _number(builds, "select count(*) from (select distinct change, ledger, file, sheet, row_number from feed)")
    first = _dicts(builds, _FIRST_VALUES, list(vocabulary().levels), limit)
    for value in first:
        value["rows"] = _dicts(builds, _ROWS_OF_VALUE, value["value_no"], limit)
    return ValueChanges(values, values - fed, rows, first, _dicts(builds, _FIRST_ROWS, limit))


def _number(builds: Builds, query: str) -> int:
    (number,) = builds.connection.execute(query).fetchone() or (0,)
    return int(number)


def _dicts(builds: Builds, query: str, *parameters: object) -> list[Row]:
    answer = builds.connection.execute(query, list(parameters))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
