"""需核实: what the checks point at; a flag never enters a value or a score."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def check_flags(reader: Reader, rule: str | None = None, limit: int = 2000) -> pl.DataFrame:
    """Return the flagged rows of the viewer's organisations: rule, reason, file, sheet and row."""
    return reader.ask(
        sql("pages/submissions/sql/check_flags.sql"),
        limit=limit,
        rule=rule,
    )


def check_rules(reader: Reader) -> pl.DataFrame:
    """Return rule, label, flagged rows and organisations of each check that found something."""
    return reader.ask(
        sql("pages/submissions/sql/check_rules.sql"),
        rule=None,
    )
