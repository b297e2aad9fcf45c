"""指标页: the ledger that feeds an indicator."""

from __future__ import annotations

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def feeding_ledger(reader: Reader, indicator: str) -> tuple[str, str] | None:
    """Return the title of the ledger that feeds an indicator and who fills it in; None where all ledgers do."""
    found = reader.ask(
        sql("pages/metric/sql/feeding_ledger.sql"),
        indicator=indicator,
    )
    return found.row(0) if found.height else None
