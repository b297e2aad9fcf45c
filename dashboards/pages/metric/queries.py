"""指标页: one indicator by 学段, the ledger that feeds it, and what happened to it."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader


def by_stage(reader: Reader, indicator: str, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a 学段 (null for units without): units, those with a value, met, short, and their spread."""
    return reader.ask(
        """
        select u.stage, i.unit, count(*) as units, count(v.value) as known,
            count(case when v.judgement = 'met' then 1 end) as met,
            count(case when v.judgement = 'short' then 1 end) as short,
            count(case when v.status = 'not_reported' then 1 end) as silent,
            min(v.value) as lowest, percentile_cont(0.5) within group (order by v.value) as middle,
            max(v.value) as highest
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.year = $year
            and v.period_type = 'year' and v.breakdown is null and v.status not in ('not_applicable', 'suppressed')
        group by u.stage, i.unit
        order by u.stage nulls last""",
        indicator=indicator,
        unit_level=unit_level,
        year=year,
    )


def feeding_ledger(reader: Reader, indicator: str) -> str | None:
    """Return the title of the ledger that feeds an indicator; None before the first file of it, and where all do."""
    found = reader.ask(
        """
        select b.ledger_title from seen_indicator as i
        inner join marts.batch as b
            on i.feeding_ledger = b.ledger or starts_with(i.feeding_ledger, b.ledger || '_')
        where i.indicator_code = $indicator and b.ledger_title is not null
        order by length(b.ledger) desc, b.ledger_title limit 1""",
        indicator=indicator,
    )
    return str(found["ledger_title"][0]) if found.height else None
