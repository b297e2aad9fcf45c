"""年度要点: the year's tasks and how far they are, by 领域, by task, by 片区 and by organisation."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql

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
        sql("pages/work_plan/sql/work_tasks.sql"),
        limit=limit,
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
    order = "overdue desc, org_name" if by == "organisation" else f"min(try_cast(task_no as integer)), {_GROUPS[by]}"
    return reader.ask(
        sql("pages/work_plan/sql/work_progress.sql", columns=_GROUPS[by], order=order),
        year=year,
        area=area,
        field=field,
        state=state,
    )


def work_fields(reader: Reader, year: int) -> list[str]:
    """Return the 领域 of a year's tasks, in the order of the plan."""
    found = work_progress(reader, year, "field")
    return [str(value) for value in found["field"]]
