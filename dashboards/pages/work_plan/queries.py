"""年度要点: the year's tasks and how far they are, by 领域, by task, by 片区 and by organisation."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import AS_OF, belongs, placed

_TASK = f"""
    , fact as (
        select t.*, coalesce(t.due_on, make_date(t.year, 12, 31)) as on_day
        from marts.work_task as t
        where t.year = $year and {belongs("t.org_code", "coalesce(t.due_on, make_date(t.year, 12, 31))")}
    )
    {placed("fact")}
    , task as (
        select f.*, p.org_name, p.area_id, p.area_name, p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
        where ($area is null or p.area_id = $area) and ($field is null or f.field = $field)
            and ($state is null or f.state = $state)
    )
"""

_GROUPS: Mapping[str, str] = {
    "field": "field",
    "task": "field, task_no, task",
    "area": "area_id, area_name",
    "organisation": "org_code, org_name, area_name, school_name",
}


def work_tasks(
    reader: Reader,
    year: int,
    area: str | None = None,
    field: str | None = None,
    state: str | None = None,
    limit: int = 5000,
) -> pl.DataFrame:
    """Return the tasks of a year, a row a task and organisation: longest overdue first, then what comes next."""
    return reader.ask(
        f"""{_TASK}
        select *, case when state = 'overdue' then date_diff('day', due_on, {AS_OF}) end as days_over,
            count(*) over () as total
        from task
        order by days_over desc nulls last, due_on, try_cast(task_no as integer), task_no, org_name
        limit {int(limit)}""",
        year=year,
        area=area,
        field=field,
        state=state,
    )


def work_progress(
    reader: Reader,
    year: int,
    by: str,
    area: str | None = None,
    field: str | None = None,
    state: str | None = None,
) -> pl.DataFrame:
    """Return how many tasks stand where, `by` field, task, area or organisation.

    Counts: tasks, due (the day has come), done (in time), done_late, overdue, to_come.
    """
    group = _GROUPS[by]
    order = "overdue desc, org_name" if by == "organisation" else f"min(try_cast(task_no as integer)), {group}"
    return reader.ask(
        f"""{_TASK}
        select {group}, count(*) as tasks,
            count(*) filter (where due_on <= {AS_OF}) as due,
            count(*) filter (where state = 'done') as done,
            count(*) filter (where state = 'done_late') as done_late,
            count(*) filter (where state = 'overdue') as overdue,
            count(*) filter (where state = 'to_come') as to_come
        from task group by {group}
        order by {order}""",
        year=year,
        area=area,
        field=field,
        state=state,
    )


def work_fields(reader: Reader, year: int) -> list[str]:
    """Return the 领域 of a year's tasks, in the order of the plan."""
    found = work_progress(reader, year, "field")
    return [str(value) for value in found["field"]]
