"""What the warehouse knows of dates that matter for a time axis: documents, ends of terms, standards that changed."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def known_events(
    reader: Reader,
    unit: UnitKey | None = None,
    indicator: str | None = None,
) -> pl.DataFrame:
    """Return annotation_date, label, kind and description: notes, the unit's own 届满, an indicator's standards.

    A standard's first version is no change; one that nobody confirmed changes nothing.
    """
    return reader.ask(
        sql("database/sql/notes/known_events.sql"),
        indicator=indicator,
        unit_level=unit.unit_level if unit else None,
        unit_id=unit.unit_id if unit else None,
    )
