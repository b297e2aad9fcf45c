"""责任书考核: how many pledges fell into each band, and (for viewers who may see names) whose is in the lowest."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import CLOSING_DAY, belongs, placed

_DAY = CLOSING_DAY.format(year="s.year")
_LOWEST = "不合格"


def pledge_types(reader: Reader, year: int) -> list[str]:
    """Return the kinds of 责任书 that were scored in a year within the viewer's scope."""
    found = reader.ask(
        f"""
        select distinct s.pledge_type from marts.pledge_score as s
        where s.year = $year and {belongs("s.org_code", _DAY)} order by s.pledge_type""",
        year=year,
    )
    return [str(value) for value in found["pledge_type"]]


def pledge_bands(
    reader: Reader,
    year: int,
    unit_level: str,
    pledge_type: str | None = None,
    area: str | None = None,
) -> pl.DataFrame:
    """Return one row a unit of a level: scored pledges, of them excellent, passed, basic and failed; counts only."""
    return reader.ask(
        f"""
        select u.unit_level, u.unit_id, u.unit_name, a.unit_name as area_name, count(*) as scored,
            count(*) filter (where s.band = '优秀') as excellent,
            count(*) filter (where s.band = '合格') as passed,
            count(*) filter (where s.band = '基本合格') as basic,
            count(*) filter (where s.band = '{_LOWEST}') as failed
        from marts.pledge_score as s
        inner join marts.unit_organisation as w
            on s.org_code = w.org_code and {_DAY} >= coalesce(w.valid_from, {_DAY})
            and {_DAY} <= coalesce(w.valid_to, {_DAY})
        inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
        left join visible as a on a.unit_level = 'area' and a.unit_id = u.area_id
        where s.year = $year and u.unit_level = $unit_level
            and ($pledge_type is null or s.pledge_type = $pledge_type) and ($area is null or u.area_id = $area)
        group by u.unit_level, u.unit_id, u.unit_name, a.unit_name
        order by failed desc, basic desc, u.unit_name""",
        year=year,
        unit_level=unit_level,
        pledge_type=pledge_type,
        area=area,
    )


def pledges_failed(reader: Reader, year: int, pledge_type: str | None = None, area: str | None = None) -> pl.DataFrame:
    """Return who scored in the lowest band, by name; no rows for a 片区 or the 纪检专员, who see counts only."""
    return reader.ask(
        f"""
        , fact as (
            select s.*, {_DAY} as on_day from marts.pledge_score as s
            where $sees_member_names and s.year = $year and s.band = '{_LOWEST}'
                and ($pledge_type is null or s.pledge_type = $pledge_type) and {belongs("s.org_code", _DAY)}
        )
        {placed("fact")}
        select f.year, f.pledge_type, f.org_code, f.band, f.score, f.member_name, p.org_name, p.area_name,
            p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code
        where ($area is null or p.area_id = $area)
        order by p.area_name, p.org_name, f.score, f.member_name""",
        year=year,
        pledge_type=pledge_type,
        area=area,
        sees_member_names=reader.viewer.sees_member_names,
    )
