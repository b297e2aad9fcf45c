"""发展党员: where each candidate stands in five stages and twenty-five steps, and which steps are overdue."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import AS_OF, belongs, placed

LAST_STEP = 25
"""材料归档: after it a candidate is no longer in the pipeline."""

_STEP = f"""
    , fact as (
        select a.*, coalesce(a.due_on, a.done_on, {AS_OF}) as on_day
        from marts.admission as a
        where {belongs("a.org_code", f"coalesce(a.due_on, a.done_on, {AS_OF})")}
    )
    {placed("fact")}
    , step as (
        select f.*, p.org_name, p.area_id, p.area_name, p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
        where ($area is null or p.area_id = $area)
    )
    , candidate as (
        select candidate_no,
            coalesce(
                min_by(stage, step_order) filter (where state in ('overdue', 'to_come') and step_order is not null),
                max_by(stage, step_order) filter (where step_order is not null)
            ) as stage,
            coalesce(bool_and(state in ('done', 'done_late')), false)
                and coalesce(max(step_order), 0) >= {LAST_STEP} as is_finished,
            count(*) filter (where state = 'overdue') as overdue,
            coalesce(bool_or(is_frontline_teacher), false) as is_frontline_teacher
        from step group by candidate_no
    )
"""


def admission_stages(reader: Reader, area: str | None = None) -> pl.DataFrame:
    """Return one row a stage: candidates in it now, those with an overdue step, and those who teach at the front line.

    A candidate stands in the stage of the first step that is not done, else of the last one that is; who has done the
    last step is out of the pipeline.
    """
    return reader.ask(
        f"""{_STEP}
        , stage as (
            select stage, min(step_order) as stage_order from marts.admission
            where $is_known and step_order is not null group by stage
        )
        select s.stage, count(c.candidate_no) as candidates,
            count(c.candidate_no) filter (where c.overdue > 0) as candidates_overdue,
            count(c.candidate_no) filter (where c.overdue = 0) as candidates_in_time,
            cast(coalesce(sum(c.overdue), 0) as bigint) as overdue,
            count(c.candidate_no) filter (where c.is_frontline_teacher) as frontline
        from stage as s left join candidate as c on s.stage = c.stage and not c.is_finished
        group by s.stage, s.stage_order order by s.stage_order""",
        area=area,
    )


def admission_steps(reader: Reader, area: str | None = None) -> pl.DataFrame:
    """Return one row a step: how often it was due, done in time, done late, is overdue, or is to come."""
    return reader.ask(
        f"""{_STEP}
        select step_order, stage, step, count(*) as steps,
            count(*) filter (where state = 'done') as done,
            count(*) filter (where state = 'done_late') as done_late,
            count(*) filter (where state = 'overdue') as overdue,
            count(*) filter (where state = 'to_come') as to_come
        from step group by step_order, stage, step order by step_order nulls last, step""",
        area=area,
    )


def admission_overdue(reader: Reader, area: str | None = None, limit: int = 2000) -> pl.DataFrame:
    """Return the steps that are overdue, longest first: a row a candidate (by number, never by name) and step."""
    return reader.ask(
        f"""{_STEP}
        select s.*, date_diff('day', s.due_on, {AS_OF}) as days_over
        from step as s where s.state = 'overdue'
        order by s.due_on, s.org_name, s.candidate_no, s.step_order limit {int(limit)}""",
        area=area,
    )
