"""Judge a batch: what holds, what goes back to the clerk, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from expectations.batch import Batch, batch_of, code_of
from expectations.failing_rows import failing_rows
from expectations.suite import Expectation, Suite, load_suites
from ingest.faults import Fault, Severity

RESULTS = {
    "expectation": pl.String(), "severity": pl.String(), "sentence": pl.String(),
    "checked": pl.Int64(), "failed": pl.Int64(),
}  # fmt: skip
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
    """Judge the resolved rows of one ledger of one file by its suite.

    KeyError for a ledger without a suite, ValueError for a frame that lacks a column, RuntimeError if an expectation
    could not be worked out or the rows that fail are not those that were counted.
    """
    return check_suite(load_suites()[ledger_id], frame, as_of)


def check_suite(suite: Suite, frame: pl.DataFrame, as_of: date) -> Checked:
    """Judge rows by a given suite; see `check`."""
    if frame.is_empty():
        return Checked([], _results([(each, 0, 0) for each in suite.expectations]), None)
    from expectations.great_expectations_adapter import judge

    batch = batch_of(suite, frame, as_of)
    verdicts = judge(suite, batch.judged, code_of(as_of))
    heard = [each for each in suite.expectations if frame.height >= each.from_rows]
    results = _results([(each, verdicts[each.id].checked, verdicts[each.id].failed) for each in heard])
    failed = [each for each in heard if verdicts[each.id].failed]
    refusal = next((each for each in failed if each.is_file_level), None)
    if refusal is not None:
        return Checked([], results, refusal.sentence.format(as_of=_said(as_of)) + refusal.mend)
    counts = {each.id: verdicts[each.id].failed for each in failed}
    return Checked(list(_faults(suite, batch, failed, counts, as_of)), results, None)


def _faults(
    suite: Suite, batch: Batch, failed: list[Expectation], counts: Mapping[str, int], as_of: date
) -> Iterator[Fault]:
    if not failed:
        return
    marks = failing_rows(batch.judged, failed, code_of(as_of))
    for expectation in failed:
        fetched = int(marks[expectation.id].sum())
        if fetched != counts[expectation.id]:
            raise RuntimeError(
                f"{suite.ledger.id}.{expectation.id}: {counts[expectation.id]} rows fail, {fetched} were fetched"
            )
    # frames keep the order of the rows, so a position is a place in `shown`
    rows = batch.shown[marks["_position"]]
    for expectation in failed:
        yield from _faults_of(suite, expectation, rows.filter(marks[expectation.id]), as_of)


def _faults_of(suite: Suite, expectation: Expectation, rows: pl.DataFrame, as_of: date) -> Iterator[Fault]:
    header = None if expectation.column is None else suite.ledger.column(expectation.column).header
    severity: Severity = "flag" if expectation.severity == "flag" else "return"
    hidden = {column.id for column in suite.ledger.columns if column.sensitive}
    wording = expectation.sentence + expectation.mend
    named = list(dict.fromkeys(expectation.shown_columns))
    ways = [_masked if name in hidden else _said for name in named]
    today = _said(as_of)
    for sheet, row, month, *values in rows.select("_sheet", "_row", _month_of(suite), *named).iter_rows():
        said = {name: say(value) for name, say, value in zip(named, ways, values, strict=True)}
        yield Fault(sheet, row, header, f"{month or ''}{wording.format(**said, as_of=today)}", severity)


def _month_of(suite: Suite) -> pl.Expr:
    """Name the month of a row where a line of the sheet can be a whole year, so that the clerk knows which cell."""
    if not suite.ledger.wide_months:
        return pl.lit(None, dtype=pl.String).alias("_month")
    month = next(column.id for column in suite.ledger.columns if column.kind == "month")
    return pl.col(month).dt.strftime("%Y年%-m月：").alias("_month")


def _said(value: Any) -> str:
    """A value as a clerk would write it."""
    if value is None:
        return "空"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"


def _masked(value: Any) -> str:
    """The first character and as many stars as there are more."""
    text = str(value or "")
    return text[:1] + "*" * (len(text) - 1)


def _results(rows: list[tuple[Expectation, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(each.id, each.severity, each.rule, checked, failed) for each, checked, failed in rows],
        schema=RESULTS,
        orient="row",
    )
