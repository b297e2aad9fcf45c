"""Read the files of a delivery: what ledgers each holds, where they stand, or why it is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from ingest.draft import Around, Candidate, Delivered, Draft
from ingest.errors import UserError
from ingest.faults import Fault
from ingest.layouts.survey_forms.form_draft import draft_of_forms
from ingest.layouts.survey_forms.mapping_choice import NoMapping
from ingest.layouts.survey_forms.sheet import FormSheet, collected_sheet, form_sheet
from ingest.layouts.survey_forms.skeleton import skeleton
from ingest.ledger import Ledger
from ingest.matching.identity import Identity
from ingest.matching.row_text import Written, row_texts
from ingest.readers.collect import SourceFile
from ingest.readers.read_apart import Opened, read_apart
from ingest.readers.sheet import Sheet
from ingest.readers.workbook import read_sheets
from ingest.recognition.by_person import counted_remarks
from ingest.recognition.called import called_otherwise
from ingest.recognition.candidates import candidates
from ingest.recognition.column_uses import column_uses
from ingest.recognition.context import folders_of
from ingest.recognition.crosswise import crosswise
from ingest.recognition.data_rows import unused_lines
from ingest.recognition.full_points import remarks_on_points
from ingest.recognition.known_layout import Layouts
from ingest.recognition.positions import position_of
from ingest.recognition.recognise import find_tables, recognise_file
from ingest.recognition.refusals import by_layout, unconfirmed
from ingest.recognition.sheet_remarks import sheet_remarks
from ingest.recognition.table import Recognised, Table
from ingest.recognition.table_position import TablePosition
from ingest.recognition.tidy import tidy
from ingest.recognition.worked_out import remarks_on_years
from ingest.schema import BROUGHT, COUNTS

_ABOUT_VOTES = frozenset({"survey", "survey_return", "appraisal"})
"""Ledgers that a form (答卷) with numbered questions may look like: it is not read as one of them by its headers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What files are read with: ledgers by id, the key of the hashes, the home and its confirmed layouts, the day."""

    ledgers: Mapping[str, Ledger]
    identity: Identity
    home: Path
    layouts: Layouts
    as_of: date


def read_delivered(source: SourceFile, reading: Reading) -> Delivered:
    """Read a file; UserError if it cannot be read at all, or costs too much."""
    return read_apart(source, _delivered, reading)


def _delivered(opened: Opened, reading: Reading) -> Delivered:
    ledgers = reading.ledgers
    sheets = opened.sheets
    layouts = reading.layouts.of_file(opened.sha256)
    if any(sheet.needs_confirmation for sheet in sheets):
        return _with_inferred_rows(opened, layouts, reading)
    answered = _read_forms(opened, form_sheet, reading)
    if answered is not None and answered.skeleton is None:
        return answered
    found = recognise_file(sheets, ledgers, layouts)
    if answered is not None and (found.refusal is not None or _is_about_votes(found)):
        return answered
    if found.refusal is not None:
        answered = _read_forms(opened, collected_sheet, reading)
        if answered is not None:
            return answered
    return _of_tables(opened, found, reading)


def _is_about_votes(found: Recognised) -> bool:
    return any(table.ledger in _ABOUT_VOTES for table in found.tables)


def _of_tables(opened: Opened, found: Recognised, reading: Reading) -> Delivered:
    source, sheets = opened.source, opened.sheets
    file = Delivered(source, ignored_sheets=found.ignored_sheets, remarks=sheet_remarks(sheets))
    able = candidates(sheets, reading.ledgers, reading.layouts, found)
    file.candidates = [_candidate(opened, tables, found.refusal, reading) for tables in able.values()]
    if found.refusal is not None:
        file.refusal, file.refused_ledger = found.refusal, _likeliest(sheets, reading.ledgers, reading.layouts)
        return file
    file.positions = _positions(found, reading.ledgers)
    for ledger_id in dict.fromkeys(table.ledger for table in found.tables):
        tables = [table for table in found.tables if table.ledger == ledger_id]
        ledger = reading.ledgers[ledger_id]
        file.drafts.append(draft_of(source, opened.sha256, ledger, tables, reading.identity, reading.as_of))
    return file


def _candidate(opened: Opened, tables: list[Table], refusal: str | None, reading: Reading) -> Candidate:
    ledger = reading.ledgers[tables[0].ledger]
    for table in tables:
        table.lacking = refusal or ""
    draft = draft_of(opened.source, opened.sha256, ledger, tables, reading.identity, reading.as_of)
    return Candidate(draft, _positions(Recognised(tables), reading.ledgers))


AsForm = Callable[[Sheet], FormSheet | None]


def _read_forms(opened: Opened, as_form: AsForm, reading: Reading) -> Delivered | None:
    forms = [each for sheet in opened.sheets if (each := as_form(sheet)) is not None]
    if not forms:
        return None
    source, ledger = opened.source, reading.ledgers["survey"]
    read = {form.sheet.name for form in forms}
    file = Delivered(source, ignored_sheets=[sheet.name for sheet in opened.sheets if sheet.name not in read])
    file.remarks = sheet_remarks([form.sheet for form in forms])
    try:
        found = draft_of_forms(source, opened.sha256, forms, ledger, reading.identity, reading.home)
    except UserError as error:
        file.refusal, file.refused_ledger = str(error), ledger.id
        file.skeleton = skeleton(forms) if isinstance(error, NoMapping) else None
        return file
    file.drafts, file.positions = [found.draft], found.positions
    file.reread = partial(_clean_forms, source, opened.sha256, as_form, ledger, reading.identity, reading.home)
    return file


def _clean_forms(
    source: SourceFile, sha256: str, as_form: AsForm, ledger: Ledger, identity: Identity, home: Path
) -> list[Sheet]:
    """Read forms once more and return their sheets without what must not be kept, which no draft holds meanwhile."""
    forms = [each for sheet in read_sheets(source) if (each := as_form(sheet)) is not None]
    return draft_of_forms(source, sha256, forms, ledger, identity, home).clean


def _with_inferred_rows(opened: Opened, layouts: Layouts, reading: Reading) -> Delivered:
    """Read a file whose rows and columns were inferred, if a person has confirmed the layout of all its tables."""
    source, sheets, ledgers = opened.source, opened.sheets, reading.ledgers
    read = recognise_file(sheets, ledgers, layouts)
    if read.tables and all(table.layout is not None for table in read.tables):
        return _of_tables(opened, read, reading)
    found = [table.ledger for table in read.tables]
    likely = found[0] if found else _likeliest(sheets, ledgers, layouts)
    titles = [ledgers[each].title for each in dict.fromkeys(found or ([likely] if likely else []))]
    return Delivered(source, refusal=unconfirmed(source.name, titles), refused_ledger=likely)


def _likeliest(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts) -> str | None:
    across = next(filter(None, (crosswise(sheet, ledgers) for sheet in sheets)), None)
    if across is not None and across.ledger is not None:
        return across.ledger
    tables = [table for sheet in sheets for table in find_tables(sheet, ledgers, layouts) if table.missing_required]
    best = max(tables, key=lambda table: table.share_of_required, default=None)
    called = called_otherwise(best, ledgers) if best is not None else None
    return called.id if called is not None else best.ledger if best is not None else None


def _positions(found: Recognised, ledgers: Mapping[str, Ledger]) -> list[TablePosition]:
    positions: list[TablePosition] = []
    ends: dict[str, int] = {}
    for table in sorted(found.tables, key=lambda table: table.first_data_row):
        headers = {column.id: column.header for column in ledgers[table.ledger].columns}
        positions.append(position_of(table, headers, ends.get(table.sheet.name, 0)))
        ends[table.sheet.name] = table.end_row
    return positions


def draft_of(
    source: SourceFile, sha256: str, ledger: Ledger, tables: list[Table], identity: Identity, as_of: date
) -> Draft:
    """Read the rows of all tables of one ledger in a file. The cells themselves are not kept."""
    frames: list[pl.DataFrame] = []
    faults: list[Fault] = []
    hashes: list[str] = []
    remarks: list[str] = []
    for table in tables:
        tidied = tidy(table, ledger, as_of)
        frames.append(tidied.frame)
        faults += tidied.faults
        hashes += _row_hashes(table, tidied.frame, ledger, identity)
        remarks += [*unused_lines(table, tidied.prefilled), *counted_remarks(table, ledger)]
        remarks += [*remarks_on_points(table, ledger), *remarks_on_years(table, ledger)]
    frame = pl.concat(frames)
    secrets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for column in ledger.columns:
        if column.sensitive:
            told = frame.filter(pl.col(column.id).is_not_null()).select("_sheet", "_row", column.id)
            for sheet, row, text in told.iter_rows():
                secrets[sheet, row].append(text)
    draft = Draft(source, sha256, ledger, frame, hashes, [], dict(secrets), remarks=remarks)
    draft.column_uses = tuple(use for table in tables for use in column_uses(table, ledger))
    draft.around = {table.sheet.name: _around(table) for table in tables}
    used = {table.layout.name: table.layout for table in tables if table.layout is not None}
    draft.remarks += [by_layout(layout) for layout in used.values()]
    draft.layout = "+".join(sorted(layout.fingerprint for layout in used.values())) or None
    draft.lacking = next((table.lacking for table in tables if table.lacking is not None), None)
    draft.add(faults)
    return draft


def _around(table: Table) -> Around:
    """Keep what stands round a table; 填报单位 above it names the organisation of rows that name none."""
    own = table.constants.get("org")
    titled = str(own.value) if own is not None else table.titled_organisation
    names_none = own is not None or not {"org", "school"}.isdisjoint(table.missing_required)
    return Around(table.places, titled, names_none, frozenset(folders_of(table.sheet.file)))


def _row_hashes(table: Table, frame: pl.DataFrame, ledger: Ledger, identity: Identity) -> list[str]:
    """Hash every row by what its cells say, whatever file it stands in.

    What a title line or a merged range gives for the row is part of it, so the values as read are hashed too.
    """
    cells, written = table.sheet.cells, Written()
    values = row_texts(frame.drop("_sheet", "_row", BROUGHT, COUNTS))
    return [
        identity.fingerprint(f"({ledger.id!r}, {written.list_of(cells[table.sheet.index_of(number)])}, {text})")
        for number, text in zip(frame["_row"], values, strict=True)
    ]
