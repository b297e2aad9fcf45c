"""The question asked before every follow-up: did this unit fall short, and may the viewer see it."""

from __future__ import annotations

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.tables import Row
from dashboards.store.follow_up import Item


def short_item(reader: Reader, item: Item) -> Row | None:
    """Return the newest row of `worklist` about an item, or None where the viewer sees none."""
    found = reader.ask(
        sql("pages/shortfall/sql/short_item.sql"),
        first_year=item.year,
        year=item.year,
        indicator=item.indicator_code,
        **item.unit.parameters,
    )
    return found.row(0, named=True) if found.height else None
