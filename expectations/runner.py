"""Check the rows of files: what holds, what goes back to the clerk, and in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from expectations.batch import asked_rows, batch_of, code_of
from expectations.computed import FILE
from expectations.suite import Expectation, Suite, suite_of
from ingest.faults import Fault, Severity

RESULTS = {
    "expectation": pl.String(),
    "severity": pl.String(),
    "sentence": pl.String(),
    "checked": pl.Int64(),
    "failed": pl.Int64(),
}
_LONGEST_VALUE = 40
_ROWS_AT_ONCE = 100_000
"""So many rows of several small files are checked at once, so that memory does not grow with a delivery."""


@dataclass(frozen=True)
class Checked:
    """What was found: faults by row, one result an expectation, and the sentence for which a file is refused.

    `results` has expectation, severity, sentence (the rule in general), checked and failed (rows; for a file-level
    expectation the file counts as one). A refused file has no faults: it goes back whole.
    """

    faults: list[Fault]
    results: pl.DataFrame
    refusal: str | None


def load() -> None:
    """Load what checks, which takes seconds: before anybody has to wait for whoever checks."""
    from expectations.great_expectations_adapter import context

    context()


def check(ledger_id: str, frames: Sequence[pl.DataFrame], as_of: date) -> list[Checked]:
    """Check the resolved rows of files of one ledger by its suite; each file is judged for itself.

    KeyError for a ledger without a suite, ValueError for a frame that lacks a column, RuntimeError if an expectation
    could not be worked out.
    """
    return check_suite(suite_of(ledger_id), frames, as_of)


def check_suite(suite: Suite, frames: Sequence[pl.DataFrame], as_of: date) -> list[Checked]:
    """Check files by a given suite; see `check`."""
    nothing = Checked([], _results([(each, 0, 0) for each in suite.expectations]), None)
    found = [nothing] * len(frames)
    for numbers in _blocks([frame.height for frame in frames]):
        checked = _check_block(suite, [frames[number] for number in numbers], as_of)
        for number, each in zip(numbers, checked, strict=True):
            found[number] = each
    return found


def _blocks(heights: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of the files that are checked together: calling the library costs more than many rows."""
    block: list[int] = []
    rows = 0
    for number, height in enumerate(heights):
        if block and rows + height > _ROWS_AT_ONCE:
            yield block
            block, rows = [], 0
        if height:
            block.append(number)
            rows += height
    if block:
        yield block


def _check_block(suite: Suite, frames: list[pl.DataFrame], as_of: date) -> list[Checked]:
    """Check files with rows together, and part what was found by file."""
    from expectations.great_expectations_adapter import Validation

    batch = batch_of(suite, frames, as_of)
    validation = Validation(suite, batch.coded, code_of(as_of))
    failed = validation.failed()
    places = validation.failing_rows(failed) if failed else {}
    asked = asked_rows(suite, batch)
    found: list[Checked] = []
    for number, frame in enumerate(frames):
        own = {name: batch.shown[rows].filter(pl.col(FILE) == number) for name, rows in places.items()}
        found.append(_checked(suite, frame.height, asked.row(number, named=True), own, as_of))
    return found


def _checked(
    suite: Suite, height: int, asked: Mapping[str, int], failing: Mapping[str, pl.DataFrame], as_of: date
) -> Checked:
    """Return what was found in one file: of how many rows each expectation was asked, and the rows that fail it."""
    applied = suite.asked_of(height)
    failed = [each for each in applied if each.id in failing and failing[each.id].height]
    results = _results([(each, asked[each.id], failing[each.id].height if each in failed else 0) for each in applied])
    refusal = _refusal(failed, as_of)
    if refusal is not None:
        return Checked([], results, refusal)
    return Checked(
        [fault for each in failed for fault in _faults_of(suite, each, failing[each.id], as_of)], results, None
    )


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
