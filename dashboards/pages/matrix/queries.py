"""热力总表: all units of a level by the indicators of a family or by all confirmed ones, in pages."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader

_PLACED = """
    , cell as (
        select v.indicator_code, i.name_zh, i.family, i.direction, i.unit, i.standard_text,
            i.confirmed as standard_confirmed, v.unit_level, v.unit_id, u.unit_name, u.stage, a.unit_name as area_name,
            v.status, v.state, v.judgement, v.depth, v.value, v.numerator, v.denominator, v.standard, v.is_hidden
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        left join visible as a on a.unit_level = 'area' and a.unit_id = u.area_id
        where v.unit_level = $unit_level and v.breakdown is null
            and v.period_type = $period_type and v.period_start = cast($period_start as date)
            and (i.family = $family or ($family is null and i.confirmed))
            and ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
    )
    , counted as (
        select unit_level, unit_id, unit_name, count(*) as indicators,
            count(case when judgement = 'short' then 1 end) as gaps,
            count(case when status = 'not_reported' then 1 end) as silent,
            count(case when status = $state or ($state = 'gap' and judgement = 'short') or depth = $state then 1 end)
                as wanted,
            max(case when indicator_code = $sort then case direction when 'lower' then -value else value end end)
                as sorted_by
        from cell
        group by unit_level, unit_id, unit_name
    )
    , placed as (
        select *, count(*) over () as total, row_number() over (order by
                case when $sort = 'gaps' then gaps end desc nulls last,
                case when $sort = 'gaps' then silent end desc nulls last,
                sorted_by asc nulls last,
                unit_name, unit_id) as place
        from counted
        where $state is null or wanted > 0
    )
"""


def grid_units(
    reader: Reader,
    unit_level: str,
    period_type: str,
    period_start: str,
    *,
    family: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    state: str | None = None,
    sort: str = "gaps",
) -> pl.DataFrame:
    """Return one row a unit of the grid in its order: `gaps` (below standard), `silent` (not_reported), `total`.

    Without `family` the indicators with a confirmed standard count. `state` keeps units with such a status or
    depth, or with any gap (gap). `sort` is gaps, name or an indicator's code, whose values then stand in order of
    attention.
    """
    return reader.ask(
        f"""{_PLACED}
        select unit_level, unit_id, unit_name, indicators, gaps, silent, total, place from placed order by place""",
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        family=family,
        area=area,
        stage=stage,
        state=state,
        sort=sort,
    )


def grid_cells(
    reader: Reader,
    unit_level: str,
    period_type: str,
    period_start: str,
    *,
    family: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    state: str | None = None,
    sort: str = "gaps",
    first: int = 1,
    last: int | None = None,
) -> pl.DataFrame:
    """Return the cells of the units that `grid_units` places from `first` to `last` (None: the end), in its order."""
    return reader.ask(
        f"""{_PLACED}
        select c.*, p.gaps, p.silent, p.place from cell as c
        inner join placed as p on c.unit_level = p.unit_level and c.unit_id = p.unit_id
        where p.place >= $first and ($last is null or p.place <= $last)
        order by p.place, c.indicator_code""",
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        family=family,
        area=area,
        stage=stage,
        state=state,
        sort=sort,
        first=first,
        last=last,
    )
