"""综合得分: the steps of a school's score, shown when the weights are confirmed, and other weights tried on its parts.

Before the district confirms the weights nobody sees anything of a score but the 区级管理员, who may try them out. The
师德 veto is a discipline fact of a school: only the 纪检专员 sees whether it strikes.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader

_SEEN = """
    , seen as (
        select s.* replace (
            case when s.is_confidential and not $sees_confidential then null else s.value end as value,
            case when s.is_confidential and not $sees_confidential then null else s.is_triggered end as is_triggered,
            case when s.is_confidential and not $sees_confidential then 'withheld' else s.treatment end as treatment
        ), u.unit_name
        from marts.review_score as s
        inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
        where s.year = $year and (s.is_confirmed or $may_try_weights)
    )
"""

# The same arithmetic as the models, with weights of the reader's own.
_TRIED = f"""{_SEEN}
    , given as (
        select split_part(pair, '=', 1) as item, cast(split_part(pair, '=', 2) as double) as weight
        from (select unnest(string_split($weights, ';')) as pair)
    )
    , present as (
        select unit_id, item, count(points) * 1.0
            / nullif(count(points) + count(*) filter (where treatment = 'not_reported'), 0) as share
        from seen where kind = 'indicator' group by unit_id, item
    )
    , part as (
        select s.unit_id, s.item, s.step_order, s.points, g.weight, case when s.points is null then 0.0 else p.share
            end as share
        from seen as s inner join given as g on s.item = g.item
        left join present as p on s.unit_id = p.unit_id and s.item = p.item
        where s.kind = 'item'
    )
    , summed as (
        select unit_id, 100.0 * sum(weight * share) / nullif(sum(weight), 0) as coverage,
            round(sum(weight * points) / nullif(sum(weight) filter (where points is not null), 0), 9) as total
        from part group by unit_id
    )
    , tried as (
        select t.unit_id, t.coverage, case when t.coverage >= c.standard - 1e-9 then t.total end as total,
            w.value as total_before, w.band as band_before
        from summed as t
        inner join seen as c on t.unit_id = c.unit_id and c.kind = 'coverage'
        inner join seen as w on t.unit_id = w.unit_id and w.kind = 'band'
    )
    , limited as (
        select s.unit_id, min(coalesce(b.lower_score, -1)) as lowest
        from seen as s inner join marts.review_scale as b on s.band = b.band
        where s.kind = 'rule' and s.is_triggered and not s.is_confidential
        group by s.unit_id
    )
    , judged as (
        select t.*, case when t.total is not null then (
            select b.band from marts.review_scale as b
            where coalesce(b.lower_score, -1) <= least(t.total, coalesce(l.lowest, t.total))
            order by coalesce(b.lower_score, -1) desc limit 1
        ) end as band
        from tried as t left join limited as l on t.unit_id = l.unit_id
    )
    , settled as (
        select j.* replace (
            case when j.band = r.band and count(*) over (partition by j.band order by j.total desc)
                > floor(count(j.total) over () * r.threshold / 100 + 0.01) then coalesce(r.lowered_to, j.band)
            else j.band end as band)
        from judged as j left join marts.review_share as r on r.year = $year
    )
"""


def review_weights(reader: Reader, year: int) -> pl.DataFrame:
    """Return the weights of a year, one row an item in order; empty for whom nothing is shown."""
    return reader.ask(
        f"""{_SEEN}
        select item, part, min(step_order) as step_order, max(weight) as weight, bool_and(is_confirmed) as is_confirmed
        from seen where kind = 'item' group by item, part order by step_order""",
        year=year,
        may_try_weights=reader.viewer.may_try_weights,
    )


def review_schools(reader: Reader, year: int) -> pl.DataFrame:
    """Return the schools that have steps in a year, by name; empty for whom nothing is shown."""
    return reader.ask(
        f"""{_SEEN}
        select distinct unit_id, unit_name from seen order by unit_name, unit_id""",
        year=year,
        may_try_weights=reader.viewer.may_try_weights,
    )


def review_steps(reader: Reader, year: int, unit: str) -> pl.DataFrame:
    """Return every step of one school's score in order, each indicator with its name."""
    return reader.ask(
        f"""{_SEEN}
        select s.*, i.name_zh from seen as s
        left join marts.dim_indicator as i on s.indicator_code = i.indicator_code
        where s.unit_id = $unit order by s.step_order""",
        year=year,
        unit=unit,
        may_try_weights=reader.viewer.may_try_weights,
    )


def review_share(reader: Reader, year: int) -> pl.DataFrame:
    """Return how many schools lie in the best band and how many the cap allows; for the district alone."""
    return reader.ask(
        f"""{_SEEN}
        select * from marts.review_share
        where year = $year and $is_known and $sees_district and exists (select 1 from seen)""",
        year=year,
        may_try_weights=reader.viewer.may_try_weights,
        sees_district=reader.viewer.unit_level == "district",
    )


def review_tried(reader: Reader, year: int, weights: Mapping[str, float], unit: str | None = None) -> pl.DataFrame:
    """Return total and band of each school (or of one) now and under `weights`; nothing is kept."""
    return reader.ask(
        f"""{_TRIED}
        select * from settled where ($unit is null or unit_id = $unit) order by unit_id""",
        year=year,
        unit=unit,
        weights=_written(weights),
        may_try_weights=reader.viewer.may_try_weights,
    )


def review_tried_bands(reader: Reader, year: int, weights: Mapping[str, float]) -> pl.DataFrame:
    """Return how many schools lie in each band now and under `weights`, best band first; a null band has no total."""
    return reader.ask(
        f"""{_TRIED}
        , counted as (
            select band_before as band, 1 as before, 0 as after from settled
            union all select band, 0, 1 from settled
        )
        select c.band, cast(sum(before) as bigint) as before, cast(sum(after) as bigint) as after
        from counted as c left join marts.review_scale as b on c.band = b.band
        group by c.band, b.lower_score
        order by c.band is null, coalesce(b.lower_score, -1) desc""",
        year=year,
        weights=_written(weights),
        may_try_weights=reader.viewer.may_try_weights,
    )


def _written(weights: Mapping[str, float]) -> str:
    return ";".join(f"{item}={weight!r}" for item, weight in weights.items())
