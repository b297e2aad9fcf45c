"""The files of a delivery, each read once: what ledgers it holds, where they stand, or why it is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.collect import SourceFile
from ingest.draft import Draft, draft_of
from ingest.identity import Identity
from ingest.ledger import Ledger
from ingest.read_workbook import read_sheets
from ingest.receipt import Receipt
from ingest.recognise import Recognised, find_tables, recognise_file
from ingest.return_workbook import Layout, layout_of
from ingest.sheet import Sheet


@dataclass(slots=True)
class Delivered:
    """One file of the delivery. `refusal` is the sentence for which nothing of it is taken in.

    The cells are not kept: a delivery can be larger than memory. `layouts` say where its tables stand.
    """

    source: SourceFile
    drafts: list[Draft] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    ignored_sheets: list[str] = field(default_factory=list)
    refusal: str | None = None
    refused_ledger: str | None = None
    receipts: list[Receipt] = field(default_factory=list)


def read_delivered(source: SourceFile, ledgers: Mapping[str, Ledger], identity: Identity) -> Delivered:
    """Read a file; UserError if it cannot be read at all."""
    sheets = read_sheets(source)
    found = recognise_file(sheets, ledgers)
    file = Delivered(source, ignored_sheets=found.ignored_sheets)
    if found.refusal is not None:
        file.refusal, file.refused_ledger = found.refusal, _likeliest(sheets, ledgers)
        return file
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    file.layouts = _layouts(found, ledgers)
    for ledger_id in dict.fromkeys(table.ledger for table in found.tables):
        tables = [table for table in found.tables if table.ledger == ledger_id]
        file.drafts.append(draft_of(source, sha256, ledgers[ledger_id], tables, identity))
    return file


def _likeliest(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> str | None:
    tables = [table for sheet in sheets for table in find_tables(sheet, ledgers) if table.missing_required]
    best = max(tables, key=lambda table: table.share_of_required, default=None)
    return best.ledger if best is not None else None


def _layouts(found: Recognised, ledgers: Mapping[str, Ledger]) -> list[Layout]:
    layouts: list[Layout] = []
    ends: dict[str, int] = {}
    for table in sorted(found.tables, key=lambda table: table.first_data_row):
        headers = {column.id: column.header for column in ledgers[table.ledger].columns}
        layouts.append(layout_of(table, headers, ends.get(table.sheet.name, 0)))
        ends[table.sheet.name] = table.end_row
    return layouts
