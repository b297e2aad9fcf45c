"""标准沿革: every version of every standard, and what a change of one did."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader

_READABLE = """$is_known and (
            s.indicator_code is null
            or s.indicator_code in (select indicator_code from seen_indicator)
            or s.indicator_code not in (select indicator_code from marts.dim_indicator)
        )"""


def standard_versions(reader: Reader) -> pl.DataFrame:
    """Return every version of every standard, active or not, newest first within a standard."""
    return reader.ask(
        f"""
        select s.* from marts.standard_version as s where {_READABLE}
        order by s.indicator_code nulls last, s.standard, s.valid_from desc nulls last""",
    )


def standard_changes(reader: Reader) -> pl.DataFrame:
    """Return what changed between builds, newest first, with the units of the viewer that fell short or came through.

    Branches and schools are counted apart: branches, worse_branches, better_branches, schools, worse_schools, …
    """
    return reader.ask(
        f"""
        , moved as (
            select c.change_id, c.unit_level,
                c.status_after in ('not_met', 'behind', 'over') as is_worse,
                c.status_after in ('met', 'on_track') as is_better
            from marts.standard_change_unit as c
            inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
            inner join seen_indicator as i on c.indicator_code = i.indicator_code
            where not i.is_confidential or $sees_confidential
        )
        select s.*, i.name_zh,
            count(m.change_id) filter (where m.unit_level = 'branch') as branches,
            count(m.change_id) filter (where m.unit_level = 'school') as schools,
            count(m.change_id) filter (where m.unit_level in ('area', 'district')) as above,
            count(m.change_id) filter (where m.is_worse and m.unit_level = 'branch') as worse_branches,
            count(m.change_id) filter (where m.is_worse and m.unit_level = 'school') as worse_schools,
            count(m.change_id) filter (where m.is_better and m.unit_level = 'branch') as better_branches,
            count(m.change_id) filter (where m.is_better and m.unit_level = 'school') as better_schools
        from marts.standard_change as s
        left join seen_indicator as i on s.indicator_code = i.indicator_code
        left join moved as m on s.change_id = m.change_id
        where {_READABLE}
        group by all
        order by s.changed_at desc, s.change_id desc""",
    )


def standard_change_units(reader: Reader, limit: int = 5000) -> pl.DataFrame:
    """Return the viewer's units whose yearly status changed: one row a change, indicator, unit and year."""
    return reader.ask(
        f"""
        select c.*, u.unit_name, a.unit_name as area_name, i.name_zh, i.unit
        from marts.standard_change_unit as c
        inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
        inner join seen_indicator as i on c.indicator_code = i.indicator_code
        left join visible as a on a.unit_level = 'area' and a.unit_id = u.area_id
        where not i.is_confidential or $sees_confidential
        order by c.change_id desc, c.indicator_code, c.year desc,
            case c.unit_level when 'district' then 0 when 'area' then 1 when 'school' then 2 else 3 end, u.unit_name
        limit {int(limit)}""",
    )
