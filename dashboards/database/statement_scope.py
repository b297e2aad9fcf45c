"""A query that goes round the scope cannot be asked: what a statement reads is held against what it may read.

Reading `marts` is not forbidden, for a peer's value or a parent's figure is no viewer's own; but a statement that reads
any of it must read a relation of the scope as well, unless all that it reads tells of no unit at all.
"""

from __future__ import annotations

import functools
import re

from dashboards.database import connection

SCOPE_RELATIONS = frozenset({"own_unit", "visible", "visible_organisation", "seen_value", "seen_indicator"})
"""Relations of the scope that are empty for whoever is not known."""

REFERENCE_MARTS = frozenset(
    {
        "annotation",
        "build_info",
        "burden_practice",
        "dim_alert_rule",
        "dim_figure",
        "dim_indicator",
        "dim_ledger",
        "figure_sentence",
        "fixed_theme_day",
        "ledger_column",
        "policy_status",
        "review_scale",
        "smallest_number",
        "standard_line",
        "standard_version",
        "switched_off",
    }
)
"""Marts in which no row is about a unit, an organisation, a person or a file: definitions, calendars, thresholds."""

_PARAMETER = re.compile(r"\$[a-z_]+")


class UnscopedStatement(Exception):
    """A statement reads of units without asking what the viewer may see: a fault of the program, never of a user."""


@functools.lru_cache(maxsize=1000)
def refuse_unscoped(statement: str) -> None:
    """Raise UnscopedStatement if a statement reads other than reference marts, and no relation of the scope."""
    tables = _tables(statement)
    others = {table for table in tables if table.removeprefix("marts.") not in REFERENCE_MARTS}
    if not tables & SCOPE_RELATIONS and (others or not tables):
        raise UnscopedStatement(f"reads {', '.join(sorted(others)) or 'no mart'} and no relation of the scope")


def _tables(statement: str) -> set[str]:
    """Return what a statement reads from, parsed by the database; parameters are left out, for they name no table."""
    found = connection.tables_named(_PARAMETER.sub("null", statement))
    return {table.split(" AS ")[0] for table in found}
