"""Looks at the tables of a file, and says of each column what is known, what can only be guessed, what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.cells.cell_text import cell_text
from ingest.layouts.guess import Columns, assign, likeliest, likely_header
from ingest.layouts.proposal import Proposal, ProposedColumn, State
from ingest.ledger import Column, Ledger
from ingest.matching.identity import mask_identity_numbers
from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.context import places_in_order
from ingest.recognition.crosswise import crosswise
from ingest.recognition.forms import form_sheets
from ingest.recognition.header_match import vocabulary_of
from ingest.recognition.header_rows import headers_at
from ingest.recognition.known_layout import Layouts, shown_labels
from ingest.recognition.recognise import find_tables
from ingest.recognition.table import Table

_ROWS_SHOWN, _ROWS_LOOKED_AT = 5, 30
_LONGEST_SHOWN = 24


def proposals(
    sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts, ledger: str | None = None
) -> list[Proposal]:
    """Return the tables of a file, one of each layout; `ledger` is what a person says that they are."""
    if ledger is not None:
        ledgers, layouts = {ledger: ledgers[ledger]}, layouts.of_ledger(ledger)
    tables = [sheet for sheet in sheets if sheet.kind != "lines" and crosswise(sheet, ledgers) is None]
    found = [each for sheet in tables for each in _of_sheet(sheet, ledgers, layouts)]
    once = {each.signature: each for each in reversed(found)}
    return sorted((each for each in found if once[each.signature] is each), key=lambda each: not each.is_open)


def _of_sheet(sheet: Sheet, ledgers: Mapping[str, Ledger], layouts: Layouts) -> list[Proposal]:
    tables = {table.header_rows: table for table in reversed(find_tables(sheet, ledgers, layouts))}
    if all(table.missing_required for table in tables.values()) and _is_read_as_forms(sheet, ledgers):
        return []
    if tables:  # of blocks side by side the first
        return [_of_table(table, ledgers[table.ledger]) for table in reversed(tables.values())]
    head = likely_header(sheet)
    return [] if head is None else [_of_unknown(sheet, head, ledgers)]


def _is_read_as_forms(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> bool:
    """Say whether a sheet holds forms: it has no columns, and what it says under unknown labels is no column either."""
    forms = form_sheets(sheet, vocabulary_of(tuple(ledgers.values())))
    return any(not table.missing_required for form in forms for table in find_tables(form, ledgers))


def _of_table(table: Table, ledger: Ledger) -> Proposal:
    columns = _columns_below(table.sheet, table.header_rows)
    known = _known(table)
    open_columns = {place: column for place, column in columns.items() if place not in known}
    guess = assign(open_columns, _not_given(table, ledger))
    lacking = tuple(name for name in table.missing_required if name not in guess.values())
    is_asked = table.missing_required or table.rivals or table.sheet.needs_confirmation
    is_open = _is_unsettled(table) and bool(open_columns or is_asked)
    proposed = _proposed(columns, known, guess)
    return Proposal(table.sheet.name, ledger.id, proposed, lacking, table.places, is_open)


def _not_given(table: Table, ledger: Ledger) -> list[Column]:
    given = {*table.columns.values(), *table.from_wide, *table.constants, table.ticked_column}
    return [column for column in ledger.columns if column.id not in given]


def _is_unsettled(table: Table) -> bool:
    return table.layout is None or bool(table.missing_required)


def _of_unknown(sheet: Sheet, head: int, ledgers: Mapping[str, Ledger]) -> Proposal:
    columns = _columns_below(sheet, (head,))
    ledger, guess = likeliest(columns, list(ledgers.values()))
    lacking = tuple(column.id for column in ledger.required if column.id not in guess.values())
    titles = [cell for row in sheet.cells[:head] for cell in row if isinstance(cell, str)]
    places = places_in_order(titles, sheet.name, sheet.file)
    return Proposal(sheet.name, ledger.id, _proposed(columns, {}, guess), lacking, places, True)


def _known(table: Table) -> dict[int, tuple[str | None, bool]]:
    """Return of each place whose reading is no guess the column it is read as, and whether it is more than that."""
    whole = {*table.wide, *table.ticks, *table.addends, *(place for block in table.blocks for place in block)}
    whole |= {place for place in (table.item_column, table.year_column, table.month_column) if place is not None}
    known: dict[int, tuple[str | None, bool]] = {
        place: (None, False) for place in (*table.not_needed, table.serial_column) if place is not None
    }
    for places in (table.rivals, table.spare, table.columns):
        known |= {place: (column_id, False) for place, column_id in places.items()}
    return known | {place: (None, True) for place in whole}


def _columns_below(sheet: Sheet, head: tuple[int, ...]) -> Columns:
    """Return header and first cells of each column that has either."""
    headers = [texts[0] if texts else "" for texts in headers_at(sheet, head)]
    rows = [row for row in sheet.cells[head[-1] + 1 :] if not _is_empty(row)][:_ROWS_LOOKED_AT]
    width = max([len(headers), *map(len, rows)])
    headers += [""] * (width - len(headers))
    cells = [[_at(row, place) for row in rows] for place in range(width)]
    named = enumerate(zip(shown_labels(headers), cells, strict=True))
    return {place: column for place, column in named if headers[place] or not _is_empty(cells[place])}


def _at(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else ""


def _is_empty(cells: Sequence[object]) -> bool:
    return all(map(is_blank, cells))


def _proposed(
    columns: Columns,
    known: Mapping[int, tuple[str | None, bool]],
    guess: Mapping[int, str],
) -> tuple[ProposedColumn, ...]:
    found: list[ProposedColumn] = []
    for place, (header, cells) in columns.items():
        shown = tuple(_short(cell) for cell in cells[:_ROWS_SHOWN])
        if place in known:
            found.append(ProposedColumn(header, "known", shown, *known[place]))
        else:
            state: State = "guessed" if place in guess else "unknown"
            found.append(ProposedColumn(header, state, shown, guess.get(place)))
    return tuple(found)


def _short(cell: object) -> str:
    text = "" if is_blank(cell) else mask_identity_numbers(cell_text(cell))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
