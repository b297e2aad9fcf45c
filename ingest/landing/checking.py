"""Have the rows of the files of a ledger checked together by its rules, and note in each draft what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.feedback.error_guard import catch_errors

_NAME = "姓名"


class Checked(Protocol):
    """What the rules of its ledger say about the rows of one file."""

    @property
    def faults(self) -> list[Fault]:
        """Faults of rows that go back or are flagged."""

    @property
    def results(self) -> pl.DataFrame:
        """One row an expectation."""

    @property
    def refusal(self) -> str | None:
        """The sentence for which the whole file is refused."""


Check = Callable[[str, Sequence[pl.DataFrame], date], Sequence[Checked]]
"""Checks the resolved rows of files of a ledger (by its id) as of a day, each file for itself.

Which rules there are, the caller of `ingest` says.
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft whose rows are ready to be checked, and the lines that are incomplete, of which all is said."""

    draft: Draft
    seen: pl.DataFrame
    incomplete: set[tuple[str, int]]


def check_together(waiting: Sequence[Waiting], check: Check, as_of: date, home: Path) -> None:
    """Check drafts of one ledger together: calling the rules costs more than the rows of most files.

    What is found in a file depends on no other, so where something goes wrong each is checked by itself.
    """
    if not waiting:
        return
    ledger = waiting[0].draft.ledger
    with catch_errors(home, waiting[0].draft.source.name if len(waiting) == 1 else ledger.title) as errors:
        found = check(ledger.id, [one.seen for one in waiting], as_of)
        for one, checked in zip(waiting, found, strict=True):
            _note(one, checked)
    if errors and len(waiting) == 1:
        waiting[0].draft.refusal = errors[0]
    elif errors:
        for one in waiting:
            check_together([one], check, as_of, home)


def _note(one: Waiting, checked: Checked) -> None:
    """Note in a draft what the rules of its ledger say, without what is said already."""
    answered = _persons_complained_about(one.draft)
    one.draft.add(
        each
        for each in checked.faults
        if (each.column != _NAME or (each.sheet, each.row) not in answered)
        and (each.column is None or (each.sheet, each.row) not in one.incomplete)
    )
    one.draft.quality = checked.results
    one.draft.refusal = checked.refusal


def _persons_complained_about(draft: Draft) -> set[tuple[str, int]]:
    """Return the lines whose person was not found for a reason that is said already, so that it is said once."""
    if "person_key" not in draft.frame.columns or "name" not in draft.frame.columns:
        return set()
    unknown = draft.frame.filter(pl.col("person_key").is_null() & pl.col("name").is_not_null())
    faulty = draft.faults_of_rows("return")
    return {line for line in unknown.select("_sheet", "_row").iter_rows() if line in faulty}
