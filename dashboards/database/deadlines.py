"""换届与期限: terms of office that run out, and (for the 纪检专员) effects of a discipline decision that end."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import AS_OF, belongs, placed

_DEADLINE = f"""
    , ending as (
        select d.org_code, d.term_ends_on as ends_on, '换届' as kind, cast(null as text) as what
        from marts.dim_organisation as d
        where d.term_ends_on is not null and {belongs("d.org_code", AS_OF)}
            and coalesce(d.active_from, {AS_OF}) <= {AS_OF} and coalesce(d.active_to, {AS_OF}) >= {AS_OF}
        union all
        select e.org_code, e.effect_ends_on, '影响期', e.measure
        from marts.effect_period as e
        where $sees_confidential and e.effect_ends_on is not null and {belongs("e.org_code", AS_OF)}
            and e.effect_ends_on >= {AS_OF}
    )
    , fact as (select *, {AS_OF} as on_day from ending)
    {placed("fact")}
    , deadline as (
        select f.*, p.org_name, p.area_id, p.area_name, p.school_name, p.unit_level, p.unit_id,
            date_diff('day', {AS_OF}, f.ends_on) as days_left
        from fact as f inner join place as p on f.org_code = p.org_code
        where ($area is null or p.area_id = $area) and ($kind is null or f.kind = $kind)
    )
"""


def deadlines(
    reader: Reader,
    within: int = 90,
    area: str | None = None,
    kind: str | None = None,
) -> pl.DataFrame:
    """Return what ends within so many days and the terms that have run out (days_left under 0), soonest first.

    A 影响期 that is over needs nothing more and is not listed; a term that is over is 未按期换届.
    """
    return reader.ask(
        f"""{_DEADLINE}
        select * from deadline where days_left <= $within order by ends_on, org_name, what""",
        within=within,
        area=area,
        kind=kind,
    )


def deadline_months(reader: Reader, area: str | None = None, kind: str | None = None, months: int = 12) -> pl.DataFrame:
    """Return month, kind and endings of this month and the next ones; a month without any has endings 0, kind null."""
    return reader.ask(
        f"""{_DEADLINE}
        , calendar as (
            select cast(unnest(generate_series(
                date_trunc('month', {AS_OF}),
                date_trunc('month', {AS_OF}) + to_months({int(months) - 1}), interval 1 month
            )) as date) as month where $is_known
        )
        select c.month, d.kind, count(d.org_code) as endings
        from calendar as c
        left join deadline as d on cast(date_trunc('month', d.ends_on) as date) = c.month and d.days_left >= 0
        group by c.month, d.kind order by c.month, d.kind""",
        area=area,
        kind=kind,
    )
