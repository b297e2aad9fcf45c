"""Which ledger a table is called, where its columns make none: 签到表 is a sign-in sheet, whatever its columns."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.ledger import Ledger
from ingest.recognition.column_names import name_branches
from ingest.recognition.ledger_title import ledger_called
from ingest.recognition.table import Table


def called_otherwise(table: Table, ledgers: Mapping[str, Ledger]) -> Ledger | None:
    """Return the ledger that a table is called, where its columns look like another's and lack more than an owner."""
    lacking = set(table.missing_required)
    if lacking <= {"org"} or (lacking == {"school"} and not name_branches(table.unknown_headers.values())):
        return None
    called = ledger_called(table.places, ledgers.values())
    return called if called is not None and called.id != table.ledger else None
