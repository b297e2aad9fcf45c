"""发展党员: where each candidate stands in five stages and twenty-five steps, and which steps are overdue."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def admission_stages(reader: Reader, area: str | None = None) -> pl.DataFrame:
    """Return one row a stage: candidates in it now, those with an overdue step, and those who teach at the front line.

    A candidate stands in the stage of the first step that is not done, else of the last one that is; who has done the
    last step is out of the pipeline.
    """
    return reader.ask(
        sql("database/sql/admission/admission_stages.sql"),
        area=area,
    )


def admission_steps(reader: Reader, area: str | None = None) -> pl.DataFrame:
    """Return one row a step: how often it was due, done in time, done late, is overdue, or is to come."""
    return reader.ask(
        sql("database/sql/admission/admission_steps.sql"),
        area=area,
    )


def admission_overdue(reader: Reader, area: str | None = None, limit: int = 2000) -> pl.DataFrame:
    """Return the steps that are overdue, longest first: a row a candidate (by number, never by name) and step."""
    return reader.ask(
        sql("database/sql/admission/admission_overdue.sql"),
        limit=limit,
        area=area,
    )
