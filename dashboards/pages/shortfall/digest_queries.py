"""季度简报: what fell short by a quarter's end, and what did not come in it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.shortfall import short
from dashboards.database.submissions import OPEN_LEDGER


def fell_short(reader: Reader, first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return what fell short in the quarter from `first` to `last`, each indicator by its own beat.

    That is the quarter where an indicator has quarters, else its semester or year if that ended in the quarter; of
    branches, and of schools for what a school's own organisation owes, as on the overview.
    """
    return reader.ask(
        f"""{short("a.year between $year - 1 and $year")}
        , beat as (
            select indicator_code,
                min(case period_type when 'quarter' then 1 when 'semester' then 2 when 'year' then 3 end) as beat
            from marts.indicator_value where period_type <> 'month' group by indicator_code
        )
        , ended as (
            select distinct period_type, period_start, period_end, is_closed,
                case period_type when 'quarter' then 1 when 'semester' then 2 when 'year' then 3 end as beat
            from marts.indicator_value where period_type <> 'month'
        )
        select a.* from alert as a
        inner join ended as e on a.period_type = e.period_type and a.period_start = e.period_start
        inner join beat as b on a.indicator_code = b.indicator_code and e.beat = b.beat
        where (
                (a.period_type = 'quarter' and a.period_start = cast($first as date))
                or (e.is_closed and e.period_end between cast($first as date) and cast($last as date))
            )
            and (a.unit_level = 'branch' or (a.unit_level = 'school' and a.grain = 'school_org'))
        order by a.periods_running desc, abs(a.gap) desc nulls last, a.unit_name, a.unit_id, a.indicator_code""",
        year=first.year,
        first=first.isoformat(),
        last=last.isoformat(),
    )


def not_sent(reader: Reader, first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return what did not come in the months of a quarter: a row a unit and ledger, with the months."""
    return reader.ask(
        f"""
        select u.unit_level, u.unit_id, u.unit_name, p.unit_name as area_name, b.ledger,
            coalesce(t.ledger_title, b.ledger) as ledger_title,
            string_agg(cast(extract(month from b.month) as integer) || '月', '、' order by b.month) as months,
            max(b.due_on) as due_on
        from marts.submission as b
        inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
        left join visible as p on p.unit_level = 'area' and p.unit_id = u.area_id
        left join (select ledger, max(ledger_title) as ledger_title from marts.batch group by ledger) as t
            on b.ledger = t.ledger
        where b.state = 'missing' and b.month between cast($first as date) and cast($last as date) and {OPEN_LEDGER}
        group by u.unit_level, u.unit_id, u.unit_name, p.unit_name, b.ledger, t.ledger_title
        order by count(*) desc, u.unit_name, u.unit_id, b.ledger""",
        first=first.isoformat(),
        last=last.isoformat(),
        sees_case_files=False,
    )
