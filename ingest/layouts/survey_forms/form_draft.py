"""A file of forms (答卷) on its way from cells to a batch: rows of the survey ledger, and the file without names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.draft import Draft
from ingest.layouts.survey_forms.answers import Answers, read_answers
from ingest.layouts.survey_forms.mapping_choice import Chosen, NoMapping, choose
from ingest.layouts.survey_forms.mapping_file import SHIPPED, load_survey_forms, own_survey_forms
from ingest.layouts.survey_forms.sheet import FormSheet
from ingest.ledger import Ledger
from ingest.matching.identity import Identity
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet
from ingest.recognition.table_position import TablePosition
from ingest.schema import BROUGHT, DTYPE_OF_KIND


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The draft of all sheets of forms in a file; `clean` are these sheets without what must not be kept."""

    draft: Draft
    positions: list[TablePosition]
    clean: list[Sheet]


def draft_of_forms(
    source: SourceFile, sha256: str, sheets: list[FormSheet], ledger: Ledger, identity: Identity, home: Path
) -> FormDraft:
    """Read the forms by the mappings of `home`, or where none of these fits by those that come with the program.

    UserError if no mapping fits or one of them is wrong.
    """
    chosen = [_choose(sheet, home) for sheet in sheets]
    read = [read_answers(sheet, each, ledger, sha256, identity) for sheet, each in zip(sheets, chosen, strict=True)]
    frame = _frame(read, ledger)
    hashes = [identity.fingerprint(repr((ledger.id, row[1:]))) for row in frame.drop(BROUGHT).iter_rows()]
    draft = Draft(source, sha256, ledger, frame, hashes, [])
    draft.add(fault for each in read for fault in each.faults)
    positions = [_position(*each, ledger) for each in zip(sheets, chosen, read, strict=True)]
    return FormDraft(draft, positions, [each.clean for each in read])


def _frame(read: list[Answers], ledger: Ledger) -> pl.DataFrame:
    schema = {"_sheet": pl.String(), "_row": pl.Int64()}
    schema |= {column.id: DTYPE_OF_KIND[column.kind] for column in ledger.columns}
    frame = pl.DataFrame([row for each in read for row in each.rows], schema=schema, orient="row")
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(BROUGHT))


def _choose(sheet: FormSheet, home: Path) -> Chosen:
    try:
        return choose(sheet, own_survey_forms(home))
    except NoMapping:
        return choose(sheet, load_survey_forms(SHIPPED))


def _position(sheet: FormSheet, chosen: Chosen, read: Answers, ledger: Ledger) -> TablePosition:
    form = chosen.form
    places = {"grade": chosen.place_of(form.items[0]), "score": chosen.place_of(form.items[0])}
    if not isinstance(form.evaluator, str):
        places["evaluator"] = chosen.place_of(form.evaluator)
    if not isinstance(form.organisation, str):
        places["org"] = chosen.place_of(form.organisation)
    if sheet.time is not None:
        places["surveyed_on"] = sheet.time
    columns = {ledger.column(name).header: place for name, place in places.items()}
    return TablePosition(sheet.sheet.name, sheet.header, sheet.header + 1, len(read.clean.cells), columns)
