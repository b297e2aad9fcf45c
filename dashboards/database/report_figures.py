"""The figures of a work report (工作报告) for one unit and span of days, and the ledger rows behind each."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.votes import FEW_VOTES, unless_few
from dashboards.shared.unit import UnitKey

_COUNTED = """
    , given as (
        select cast($first_day as date) as first_day, cast($last_day as date) as last_day, as_of from marts.build_info
    ),
    span as (
        select first_day, least(last_day, as_of) as last_day, year(first_day) as first_year,
            year(least(last_day, as_of)) as last_year,
            first_day = make_date(year(first_day), 1, 1) and last_day = make_date(year(first_day), 12, 31)
                as is_calendar_year
        from given
    ),
    belonging as (
        select w.org_code, coalesce(w.valid_from, date '1900-01-01') as valid_from,
            coalesce(w.valid_to, date '9999-12-31') as valid_to
        from marts.unit_organisation as w
        inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
        where w.unit_level = $unit_level and w.unit_id = $unit_id
    ),
    counted as (
        select r.*
        from marts.figure_row as r
        inner join marts.dim_figure as f on r.figure = f.figure
        cross join span
        inner join belonging as w
            on r.org_code = w.org_code
            and case when f.in_force or f.from_start then span.last_day else r.row_date end
                between w.valid_from and w.valid_to
        where (not f.is_confidential or $sees_confidential)
            and r.row_date <= span.last_day and span.first_day <= span.last_day
            and (f.in_force or f.from_start or r.row_date >= span.first_day)
            and (not f.in_force or r.until_date >= span.last_day)
    ),
    whole as (
        select c.figure,
            case max(f.how)
                when 'sum' then sum(c.amount) / max(f.divided_by)
                when 'subjects' then count(distinct c.subject)
                when 'organisations' then count(distinct c.org_code)
                when 'share' then 100 * sum(c.amount) filter (where c.side = 'numerator')
                    / nullif(sum(c.amount) filter (where c.side = 'denominator'), 0)
                else count(*)
            end as value,
            coalesce(sum(c.amount) filter (where c.side = 'denominator'), 0) as base,
            count(*) filter (where f.how <> 'share' or c.side = 'denominator') as row_count
        from counted as c inner join marts.dim_figure as f on c.figure = f.figure
        group by c.figure
    )
"""
"""What is counted in a unit, as it was: rows by their own day, what is in force by the span's last day. Confidential
rows are counted for the 纪检专员 alone; the others read the yearly value that the marts suppress."""


def figure_values(reader: Reader, unit: UnitKey, first_day: str, last_day: str) -> pl.DataFrame:
    """Return one row a figure in the report's order: value and state (told, none, not_reported, too_few, hidden).

    `value` is null unless the state is told; `row_count` is null where the viewer may not see the rows.
    """
    return reader.ask(
        f"""{_COUNTED}
        , reported as (
            select distinct f.figure
            from marts.dim_figure as f
            cross join span
            inner join marts.figure_ledger as l
                on f.fed_by = l.ledger and l.year <= span.last_year
                and (f.in_force or f.from_start or l.year >= span.first_year)
            left join belonging as w
                on l.org_code = w.org_code
                and w.valid_from <= make_date(l.year, 12, 31) and w.valid_to >= make_date(l.year, 1, 1)
            where l.org_code is null or w.org_code is not null
        ),
        yearly as (
            select f.figure, v.value, v.status, v.is_hidden
            from marts.dim_figure as f
            inner join seen_value as v on f.indicator_code = v.indicator_code and v.breakdown is null
            cross join span
            where f.is_confidential and not $sees_confidential and span.is_calendar_year
                and v.unit_level = $unit_level and v.unit_id = $unit_id
                and v.period_type = 'year' and v.period_start = span.first_day
        ),
        judged as (
            select f.*, coalesce(case when f.is_confidential and not $sees_confidential then yearly.value end,
                    whole.value) as value_found,
                whole.row_count,
                case
                    when f.is_confidential and not $sees_confidential then
                        case
                            when yearly.figure is null or yearly.is_hidden then 'hidden'
                            when yearly.status = 'not_reported' then 'not_reported'
                            when coalesce(yearly.value, 0) > 0 then 'told'
                            else 'none'
                        end
                    when f.how = 'share' and whole.base > 0 and whole.base < f.minimum_base then 'too_few'
                    when f.how = 'share' and whole.base > 0 then 'told'
                    when round(whole.value, 2) > 0 then 'told'
                    when reported.figure is not null then 'none'
                    else 'not_reported'
                end as state
            from marts.dim_figure as f
            left join whole on f.figure = whole.figure
            left join yearly on f.figure = yearly.figure
            left join reported on f.figure = reported.figure
        )
        select j.figure, j.label, j.unit, j.how, j.round_down_to, j.is_confidential, j.source, j.in_force, j.from_start,
            j.state, case when j.state = 'told' then j.value_found end as value,
            case when j.state = 'told' then j.row_count end as row_count
        from judged as j
        inner join visible as u on u.unit_level = $unit_level and u.unit_id = $unit_id
        order by j.figure_order""",
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )


def figure_rows(
    reader: Reader,
    figure: str,
    unit: UnitKey,
    first_day: str,
    last_day: str,
    limit: int = 500,
) -> pl.DataFrame:
    """Return file, sheet and row of what one figure was counted from; discipline for the 纪检专员 alone.

    A share with too small a base has no rows to show: they would give the value away. `amount` is null for votes of a
    survey in which a class of evaluators is too small to be shown.
    """
    return reader.ask(
        f"""{_COUNTED}{FEW_VOTES}
        select c.row_date, {unless_few("c", "c.amount / f.divided_by")} as amount, c.side, f.how, o.org_name, c.ledger,
            c.file, c.sheet, c.row_number, c.batch, count(*) over () as total
        from counted as c
        inner join marts.dim_figure as f on c.figure = f.figure
        inner join whole on c.figure = whole.figure
        left join marts.dim_organisation as o on c.org_code = o.org_code
        where c.figure = $figure and (f.how <> 'share' or whole.base >= f.minimum_base)
        order by c.side, c.row_date, c.file, c.sheet, c.row_number limit {int(limit)}""",
        figure=figure,
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )


def figure_sentences(reader: Reader) -> pl.DataFrame:
    """Return the sentence patterns of the report, one row a clause, in order."""
    return reader.ask(
        """
        select * from marts.figure_sentence
        where $is_known
        order by paragraph_order, sentence_order, clause_order""",
    )


def spans(reader: Reader, year: int) -> pl.DataFrame:
    """Return the periods of a year that the calendar of the build knows: period_type, period_start, period_end."""
    return reader.ask(
        """
        select distinct period_type, period_start, period_end from marts.indicator_value
        where year = $year and unit_level = $unit_level
        order by case period_type when 'year' then 1 when 'semester' then 2 when 'quarter' then 3 else 4 end,
            period_start""",
        year=year,
        unit_level=reader.viewer.unit_level,
    )
