"""The lists that come first on the overview: newly below a standard, and without a value."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.shortfall import short


def newly_below(
    reader: Reader, year: int, area: str | None = None, stage: str | None = None, limit: int = 5
) -> pl.DataFrame:
    """Return branches and schools newly below a standard, with `total` beside each row.

    One of each indicator comes first: five lines about the same one would hide the others.
    """
    return reader.ask(
        f"""{short()}
        select *, count(*) over () as total from alert
        where is_new and period_type = 'year'
            and (unit_level = 'branch' or (unit_level = 'school' and grain = 'school_org'))
            and ($area is null or area_id = $area) and ($stage is null or stage = $stage)
        order by row_number() over (partition by indicator_code order by abs(gap) desc nulls last, unit_name, unit_id),
            abs(gap) desc nulls last, unit_name, indicator_code limit {int(limit)}""",
        year=year,
        area=area,
        stage=stage,
    )


def without_value(
    reader: Reader,
    year: int,
    status: str,
    area: str | None = None,
    stage: str | None = None,
    limit: int = 5,
) -> pl.DataFrame:
    """Return branches whose yearly values are `status` (not_reported, too_few), most indicators first.

    Not reported counts ledgers that are due by the calendar; a survey or a problem is not due every month.
    """
    return reader.ask(
        f"""
        select u.unit_level, u.unit_id, u.unit_name, count(*) as indicators,
            string_agg(i.name_zh, '、' order by i.indicator_code) as names, count(*) over () as total
        from seen_value as v
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where v.year = $year and v.period_type = 'year' and v.breakdown is null and v.status = $status
            and v.unit_level = 'branch'
            and ($status <> 'not_reported' or i.feeding_ledger in (select ledger from marts.submission))
            and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
        group by u.unit_level, u.unit_id, u.unit_name
        order by count(*) desc, u.unit_name limit {int(limit)}""",
        year=year,
        status=status,
        area=area,
        stage=stage,
    )
