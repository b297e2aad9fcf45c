"""One ledger found in one file, on its way from cells to a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.matching.identity import MASK, Identity, mask_identity_numbers
from ingest.readers.collect import SourceFile
from ingest.recognition.recognise import Table
from ingest.recognition.tidy import tidy

Outcome = Literal["accepted", "unchanged", "returned"]


@dataclass(slots=True)
class Draft:
    """The rows of one ledger in one file, over all its sheets.

    `frame` has a row for each data row (`_sheet`, `_row`, then the ledger's columns, then what was resolved);
    `row_hashes` one keyed hash a row of all its cells.
    `secrets` are cell texts of a line that no message may repeat. `outcomes` are filled in when it is landed.
    """

    source: SourceFile
    sha256: str
    ledger: Ledger
    frame: pl.DataFrame
    row_hashes: list[str]
    faults: list[Fault]
    secrets: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    quality: pl.DataFrame | None = None
    refusal: str | None = None
    row_keys: list[str | None] = field(default_factory=list)
    content_hashes: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that the rows stand on."""
        return tuple(self.frame["_sheet"].unique(maintain_order=True).to_list())

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults; a cell that is going back already is not complained about again."""
        standing: defaultdict[tuple[str, int, str | None], set[str]] = defaultdict(set)
        for fault in self.faults:
            standing[fault.sheet, fault.row, fault.column].add(fault.severity)
        for fault in faults:
            severities = standing[fault.sheet, fault.row, fault.column]
            if "return" in severities or (fault.severity == "flag" and _says(self.faults, fault)):
                continue
            severities.add(fault.severity)
            self.faults.append(self._without_secrets(fault))

    def _without_secrets(self, fault: Fault) -> Fault:
        message = mask_identity_numbers(fault.message)
        for secret in self.secrets.get((fault.sheet, fault.row), ()):
            if len(secret) > 2:
                message = message.replace(secret, MASK)
        return (
            fault if message == fault.message else Fault(fault.sheet, fault.row, fault.column, message, fault.severity)
        )

    def faulty_places(self) -> set[int]:
        """Return the places of rows that go back. A fault of a line belongs to all rows read from the line."""
        lines = {(fault.sheet, fault.row) for fault in self.faults if fault.severity == "return"}
        if not lines:
            return set()
        pairs = zip(self.frame["_sheet"], self.frame["_row"], strict=True)
        return {place for place, line in enumerate(pairs) if line in lines}

    def faults_of_rows(self, severity: str) -> dict[tuple[str, int], list[Fault]]:
        """Return the faults of one severity by sheet and row."""
        found: defaultdict[tuple[str, int], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            if fault.severity == severity:
                found[fault.sheet, fault.row].append(fault)
        return found


def _says(faults: list[Fault], fault: Fault) -> bool:
    return any(each == fault for each in faults[-50:])


def draft_of(
    source: SourceFile, sha256: str, ledger: Ledger, tables: list[Table], identity: Identity, as_of: date
) -> Draft:
    """Read the rows of all tables of one ledger in a file. The cells themselves are not kept."""
    frames: list[pl.DataFrame] = []
    faults: list[Fault] = []
    hashes: list[str] = []
    for table in tables:
        tidied = tidy(table, ledger, as_of)
        frames.append(tidied.frame)
        faults += tidied.faults
        hashes += _row_hashes(table, tidied.frame, ledger, identity)
    frame = pl.concat(frames)
    secrets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for column in ledger.columns:
        if column.sensitive:
            told = frame.filter(pl.col(column.id).is_not_null()).select("_sheet", "_row", column.id)
            for sheet, row, text in told.iter_rows():
                secrets[sheet, row].append(text)
    draft = Draft(source, sha256, ledger, frame, hashes, [], dict(secrets))
    draft.add(faults)
    return draft


def _row_hashes(table: Table, frame: pl.DataFrame, ledger: Ledger, identity: Identity) -> list[str]:
    """Hash every row by what its cells say, whatever file it stands in.

    What a title line or a merged range gives for the row is part of it, so the values as read are hashed too.
    """
    first = table.sheet.first_row
    hashes: list[str] = []
    for row in frame.drop("_sheet").iter_rows():
        cells = table.sheet.cells[row[0] - first]
        hashes.append(identity.fingerprint(repr((ledger.id, [str(cell) for cell in cells], row[1:]))))
    return hashes
