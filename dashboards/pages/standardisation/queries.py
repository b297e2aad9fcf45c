"""标准化建设: eight items by organisation, the year's plan and its batches (批次)."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import CLOSING_DAY, belongs, placed

_ITEM = f"""
    , fact as (
        select s.*, {CLOSING_DAY.format(year="s.year")} as on_day
        from marts.standardisation as s
        where s.year = $year and {belongs("s.org_code", CLOSING_DAY.format(year="s.year"))}
    )
    {placed("fact")}
    , item as (
        select f.*, p.org_name, p.area_id, p.area_name, p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
        where ($area is null or p.area_id = $area)
    )
    , organisation as (
        select org_code, org_name, area_id, area_name, school_name, unit_level, unit_id,
            max(round) as round, sum(points) as points, sum(full_points) as full_points, count(*) as items,
            coalesce(bool_or(is_planned), false) as planned, coalesce(bool_or(is_accepted), false) as passed
        from item
        group by org_code, org_name, area_id, area_name, school_name, unit_level, unit_id
    )
    , board as (
        select *, case
            when planned and passed then 'accepted'
            when planned then 'not_yet'
            else 'unplanned'
        end as state
        from organisation
    )
"""


def standardisation_items(
    reader: Reader,
    year: int,
    area: str | None = None,
    state: str | None = None,
    limit: int = 40,
) -> pl.DataFrame:
    """Return the cells of the board, organisation by item: the `limit` organisations that are furthest behind."""
    return reader.ask(
        f"""{_ITEM}
        select i.*, b.state, b.points as points_in_all, b.full_points as full_in_all
        from item as i inner join board as b on i.org_code = b.org_code
        where ($state is null or b.state = $state)
        qualify dense_rank() over (
            order by case b.state when 'not_yet' then 0 when 'accepted' then 1 else 2 end,
                b.points / nullif(b.full_points, 0) nulls last, b.org_name, b.org_code
        ) <= {int(limit)}
        order by case b.state when 'not_yet' then 0 when 'accepted' then 1 else 2 end,
            b.points / nullif(b.full_points, 0) nulls last, b.org_name, b.org_code, i.item""",
        year=year,
        area=area,
        state=state,
    )


def standardisation_board(
    reader: Reader,
    year: int,
    area: str | None = None,
    state: str | None = None,
) -> pl.DataFrame:
    """Return one row an organisation: round, points over full points and state (accepted, not_yet, unplanned).

    Planned and accepted are decided in the mart, a year and organisation at a time.
    """
    return reader.ask(
        f"""{_ITEM}
        select * from board
        where ($state is null or state = $state)
        order by round nulls last, case state when 'not_yet' then 0 when 'accepted' then 1 else 2 end, org_name""",
        year=year,
        area=area,
        state=state,
    )


def standardisation_rounds(reader: Reader, year: int, area: str | None = None) -> pl.DataFrame:
    """Return one row a 批次: planned, accepted, not_yet, unplanned."""
    return reader.ask(
        f"""{_ITEM}
        select coalesce(round, '未写批次') as round,
            count(*) filter (where state <> 'unplanned') as planned,
            count(*) filter (where state = 'accepted') as accepted,
            count(*) filter (where state = 'not_yet') as not_yet,
            count(*) filter (where state = 'unplanned') as unplanned
        from board group by coalesce(round, '未写批次') order by 1""",
        year=year,
        area=area,
    )
