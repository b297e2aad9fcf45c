"""Check the rows of a file: what holds, what goes back to the clerk, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from expectations.batch import batch_of, code_of
from expectations.suite import Expectation, Suite, load_suites
from ingest.faults import Fault, Severity

RESULTS = {
    "expectation": pl.String(),
    "severity": pl.String(),
    "sentence": pl.String(),
    "checked": pl.Int64(),
    "failed": pl.Int64(),
}
_LONGEST_VALUE = 40


@dataclass(frozen=True)
class Checked:
    """What was found: faults by row, one result an expectation, and the sentence for which a file is refused.

    `results` has expectation, severity, sentence (the rule in general), checked and failed (rows; for a file-level
    expectation the file counts as one). A refused file has no faults: it goes back whole.
    """

    faults: list[Fault]
    results: pl.DataFrame
    refusal: str | None


def check(ledger_id: str, frame: pl.DataFrame, as_of: date) -> Checked:
    """Check the resolved rows of one ledger of one file by its suite.

    KeyError for a ledger without a suite, ValueError for a frame that lacks a column, RuntimeError if an expectation
    could not be worked out.
    """
    return check_suite(load_suites()[ledger_id], frame, as_of)


def check_suite(suite: Suite, frame: pl.DataFrame, as_of: date) -> Checked:
    """Check rows by a given suite; see `check`."""
    if frame.is_empty():
        return Checked([], _results([(each, 0, 0) for each in suite.expectations]), None)
    from expectations.great_expectations_adapter import Validation

    batch = batch_of(suite, frame, as_of)
    validation = Validation(suite, batch.coded, code_of(as_of))
    counts = validation.counts()
    applied = suite.asked_of(frame.height)
    results = _results([(each, counts[each.id].checked, counts[each.id].failed) for each in applied])
    failed = [each for each in applied if counts[each.id].failed]
    refusal = _refusal(failed, as_of)
    if refusal is not None or not failed:
        return Checked([], results, refusal)
    places = validation.failing_rows(failed)
    faults = [fault for each in failed for fault in _faults_of(suite, each, batch.shown[places[each.id]], as_of)]
    return Checked(faults, results, None)


def _refusal(failed: list[Expectation], as_of: date) -> str | None:
    """Return why the whole file is refused, in the words of the first expectation that is about it, or None."""
    found = next((each for each in failed if each.is_file_level), None)
    return None if found is None else found.sentence.format(as_of=_written(as_of)) + found.mend


def _faults_of(suite: Suite, expectation: Expectation, rows: pl.DataFrame, as_of: date) -> Iterator[Fault]:
    header = None if expectation.column is None else suite.ledger.column(expectation.column).header
    severity: Severity = "flag" if expectation.severity == "flag" else "return"
    hidden = {column.id for column in suite.ledger.columns if column.sensitive}
    wording = expectation.sentence + expectation.mend
    named = list(dict.fromkeys(expectation.shown_columns))
    formats = [_masked if name in hidden else _written for name in named]
    today = _written(as_of)
    for sheet, row, month, *values in rows.select("_sheet", "_row", _month_of(suite), *named).iter_rows():
        texts = {name: form(value) for name, form, value in zip(named, formats, values, strict=True)}
        yield Fault(sheet, row, header, f"{month or ''}{wording.format(**texts, as_of=today)}", severity)


def _month_of(suite: Suite) -> pl.Expr:
    """Name the month of a row where a line of the sheet can be a whole year, so that the clerk knows which cell."""
    if not suite.ledger.by_month():
        return pl.lit(None, dtype=pl.String).alias("_month")
    month = next(column.id for column in suite.ledger.columns if column.kind == "month")
    return pl.col(month).dt.strftime("%Y年%-m月：").alias("_month")


def _written(value: Any) -> str:
    """Return a value as a clerk would write it."""
    if value is None:
        return "空"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"


def _masked(value: Any) -> str:
    """Return the first character, and a star for each that follows."""
    text = str(value or "")
    return text[:1] + "*" * (len(text) - 1)


def _results(rows: list[tuple[Expectation, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(each.id, each.severity, each.rule, checked, failed) for each, checked, failed in rows],
        schema=RESULTS,
        orient="row",
    )
