"""A faultless row of each ledger, as resolved, and frames made of rows that differ from it."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from expectations.columns import columns_of
from expectations.runner import Checked, check
from ingest.faults import Fault
from ingest.ledger import load_ledgers
from tests.expectations import cases_paperwork, cases_registers, cases_work
from tests.expectations.trials import AS_OF, Row

SHEET = "表一"
FIRST_ROW = 3
FAULTLESS: dict[str, Row] = cases_registers.FAULTLESS | cases_paperwork.FAULTLESS | cases_work.FAULTLESS
# A part of the key that can differ from row to row without breaking a rule.
TOLD_APART_BY = cases_registers.TOLD_APART_BY | cases_paperwork.TOLD_APART_BY | cases_work.TOLD_APART_BY


def frame_of(ledger: str, changes: Iterable[Row]) -> pl.DataFrame:
    """One row a change, from row 3 on: the faultless row with a key of its own, changed."""
    columns = columns_of(load_ledgers()[ledger])
    apart = TOLD_APART_BY[ledger]
    rows: list[dict[str, Any]] = [
        {"_sheet": SHEET, "_row": FIRST_ROW + place} | FAULTLESS[ledger] | {apart: f"第{place}个"} | change
        for place, change in enumerate(changes)
    ]
    schema = {"_sheet": pl.String(), "_row": pl.Int64()} | {name: column.dtype for name, column in columns.items()}
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)


def checked(ledger: str, frame: pl.DataFrame) -> Checked:
    """Check one file."""
    (found,) = check(ledger, [frame], AS_OF)
    return found


def faults_of(ledger: str, changes: list[Row]) -> dict[int, list[Fault]]:
    """Faults by the place of the change."""
    outcome = checked(ledger, frame_of(ledger, changes))
    assert outcome.refusal is None
    found: dict[int, list[Fault]] = {place: [] for place in range(len(changes))}
    for fault in outcome.faults:
        found[fault.row - FIRST_ROW].append(fault)
    return found
