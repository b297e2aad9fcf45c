"""One file of a delivery, and each ledger found in it, on the way from cells to batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.matching.identity import MASK, mask_identity_numbers
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet
from ingest.recognition.column_use import ColumnUse
from ingest.recognition.table_position import TablePosition
from ingest.schema import COUNTS

Outcome = Literal["accepted", "unchanged", "returned"]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round the tables of a sheet: texts, the nearest first, and the organisation that 填报单位 names.

    Where the rows name no organisation themselves, the one that is titled is theirs, or they lack one. Of the texts
    `folders` are those in which the file was delivered: what an area collects is not all its own.
    """

    places: tuple[str, ...]
    titled_organisation: str | None
    rows_name_none: bool
    folders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """A column filled from what is live, so that rows are checked whole: where, and what stood there before."""

    where: pl.Series
    before: pl.Series


@dataclass(slots=True)
class Draft:
    """The rows of one ledger in one file, over all its sheets.

    `frame` has a row for each data row (`_sheet`, `_row`, then the ledger's columns, then what was resolved);
    `row_hashes` one keyed hash a row of all its cells.
    `layout` is the fingerprint of the layouts by which it was read, if it was.
    `lacking` is the sentence for which a file without a required column is refused, if it brings nothing but new rows.
    `secrets` are cell texts of a line that no message may repeat. `outcomes` are filled in when it is landed.
    `filled` are columns of which rows were given what is live: the file did not say so, and it is not landed.
    `undecided` are files of the delivery that say other things of its rows, where nothing tells which is the newer:
    `other` is the file's name, `counts` that of the one that counts for now.
    `others` are owners of rows that the sender does not speak for: those rows go back, and no more is said of them.
    One that `is_known` has no row but such as are live already.
    """

    source: SourceFile
    sha256: str
    ledger: Ledger
    frame: pl.DataFrame
    row_hashes: list[str]
    faults: list[Fault]
    secrets: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    quality: pl.DataFrame | None = None
    lacking: str | None = None
    column_uses: tuple[ColumnUse, ...] = ()
    around: dict[str, Around] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    layout: str | None = None
    refusal: str | None = None
    row_keys: list[str | None] = field(default_factory=list)
    content_hashes: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    filled: dict[str, Filled] = field(default_factory=dict)
    undecided: list[dict[str, str]] = field(default_factory=list)
    others: dict[tuple[str, int], str] = field(default_factory=dict)
    is_known: bool = False

    @property
    def reading(self) -> str:
        """What tells this reading of the file from others: read by another layout, the same file says other things."""
        return reading_of(self.sha256, self.layout)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that the rows stand on."""
        return tuple(self.frame["_sheet"].unique(maintain_order=True).to_list())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Sheet and row of each row, in order: made at once, for row by row they cost ten times that."""
        return self.frame.select("_sheet", "_row").rows()

    def count(self, places: Iterable[int] | None = None) -> int:
        """Return how many rows of the file stand behind the rows at these places, or behind all of them.

        Mostly one each; of a sheet of persons as many as were summed up, so that no cell is missing from the receipt.
        """
        if COUNTS not in self.frame.columns:
            return self.frame.height if places is None else len(list(places))
        counts = self.frame[COUNTS]
        return int(counts.sum() if places is None else counts[list(places)].sum())

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
        return {place for place, line in enumerate(self.lines) if line in lines}

    def faults_of_rows(self, severity: str) -> dict[tuple[str, int], list[Fault]]:
        """Return the faults of one severity by sheet and row."""
        found: defaultdict[tuple[str, int], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            if fault.severity == severity:
                found[fault.sheet, fault.row].append(fault)
        return found


def reading_of(sha256: str, layout: str | None) -> str:
    """Return by what a file, read by a layout or by none, is known."""
    return sha256 if layout is None else f"{sha256}+{layout}"


def _says(faults: list[Fault], fault: Fault) -> bool:
    return any(each == fault for each in faults[-50:])


@dataclass(slots=True)
class Candidate:
    """A file as one of several ledgers would read it that could: its rows, and where they stand."""

    draft: Draft
    positions: list[TablePosition]


@dataclass(slots=True)
class Delivered:
    """One file of the delivery. `refusal` is the sentence for which nothing of it is taken in.

    The cells are not kept: a delivery can be larger than memory. `positions` say where its tables stand; `remarks` are
    sentences about rows, columns and sheets that a clerk does not see on the screen. `reread` gives the cells of a file
    that must not go back as it came; `skeleton` is a mapping of its questions, to be filled in. Of its `candidates`
    the one counts in which all its rows are live; `drafts` and `refusal` are what holds where that is none.
    """

    source: SourceFile
    drafts: list[Draft] = field(default_factory=list)
    positions: list[TablePosition] = field(default_factory=list)
    ignored_sheets: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refusal: str | None = None
    refused_ledger: str | None = None
    reread: Callable[[], list[Sheet]] | None = None
    skeleton: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
