"""What a role's database holds: each table as the pages' own queries read it, in the role's scope and with its blanks.

Names of members, files and ledger rows are not among them: those are shown one by one, where a look is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from dashboards.database.definitions import indicators
from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.database.standard_history import standard_versions
from dashboards.database.submissions import asked


def exported_units(reader: Reader) -> pl.DataFrame:
    """Return the viewer's units and those inside them, one row a unit."""
    return reader.ask(sql("exports/sql/exported_units.sql"))


def exported_values(reader: Reader) -> pl.DataFrame:
    """Return every value that the viewer may see, hidden ones blank; one row an indicator, unit, period and part."""
    return reader.ask(sql("exports/sql/exported_values.sql"))


def exported_comparisons(reader: Reader) -> pl.DataFrame:
    """Return how yearly values lie among unnamed peers, one row an indicator, unit and year."""
    return reader.ask(sql("exports/sql/exported_comparisons.sql"))


def exported_shortfalls(reader: Reader) -> pl.DataFrame:
    """Return what fell short of a standard, one row an indicator, unit and period."""
    return reader.ask(sql("exports/sql/exported_shortfalls.sql"))


def exported_worklist(reader: Reader) -> pl.DataFrame:
    """Return the worklist, one row a unit and year with anything below standard."""
    return reader.ask(sql("exports/sql/exported_worklist.sql"))


def exported_requirements(reader: Reader) -> pl.DataFrame:
    """Return what each period asks for and what is missing, one row an indicator, unit and period."""
    return reader.ask(sql("exports/sql/exported_requirements.sql"))


def exported_submissions(reader: Reader) -> pl.DataFrame:
    """Return what was due and what came, one row an organisation, ledger and month."""
    return reader.ask(sql("exports/sql/exported_submissions.sql"))


def exported_problems(reader: Reader) -> pl.DataFrame:
    """Return the problems of the viewer's organisations, one row a problem."""
    return reader.ask(sql("exports/sql/exported_problems.sql"))


def exported_tasks(reader: Reader) -> pl.DataFrame:
    """Return the tasks of the work plan, one row a task and organisation."""
    return reader.ask(sql("exports/sql/exported_tasks.sql"))


def exported_for(reader: Reader, written_at: str) -> pl.DataFrame:
    """Return the role, its unit and the build in one row: what the file says of itself. `written_at` is UTC."""
    return reader.ask(sql("exports/sql/exported_for.sql"), role=reader.viewer.role, written_at=written_at)


TABLES: Mapping[str, Callable[[Reader], pl.DataFrame]] = {
    "dim_indicator": indicators,
    "dim_ledger": asked,
    "dim_unit": exported_units,
    "indicator_comparison": exported_comparisons,
    "indicator_value": exported_values,
    "problem": exported_problems,
    "requirement_period": exported_requirements,
    "standard_version": standard_versions,
    "submission": exported_submissions,
    "unit_shortfall": exported_shortfalls,
    "unit_worklist": exported_worklist,
    "work_task": exported_tasks,
}
"""Query by table. Tables are named as the marts they are read from: what is written for one runs on the other."""
