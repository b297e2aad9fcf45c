"""The only place that knows Great Expectations and pandas: a coded batch goes in, counts come out.

The library takes seconds and some 250 MB to import, so it is imported at the first batch and never at start.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from expectations.suite import Expectation, Suite, When

# Counts only: the rows that fail are fetched by failing_rows.py, and no value is kept in a result.
RESULT_FORMAT = {"result_format": "BASIC", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class Verdict:
    """What Great Expectations says of one expectation: rows looked at and rows that fail; a file counts as one."""

    checked: int
    failed: int


def judge(suite: Suite, judged: pl.DataFrame, as_of_code: int) -> dict[str, Verdict]:
    """Return the verdict on every expectation by its id; RuntimeError if one could not be worked out."""
    with quiet():
        batch = context().data_sources.pandas_default.read_dataframe(judged.drop("_position").to_pandas())
        outcome = batch.validate(
            native_suite(suite),
            result_format=RESULT_FORMAT,
            expectation_parameters={"as_of": as_of_code},
        )
    return {result.expectation_config.meta["id"]: _verdict(result) for result in outcome.results}


def _verdict(result: Any) -> Verdict:
    # When a metric fails, the entry that says so has the metric's name for a key instead.
    if result.exception_info.get("raised_exception", True):
        raise RuntimeError(f"{result.expectation_config.meta['id']}: {result.exception_info}")
    counts = result.result
    if "unexpected_count" not in counts:
        return Verdict(1, 0 if result.success else 1)
    return Verdict(counts["element_count"] - counts.get("missing_count", 0), counts["unexpected_count"])


@cache
def context() -> Any:
    """Return the one context of this process."""
    return new_context()


def new_context() -> Any:
    """Return a context that lives in memory, sends nothing and draws no progress bar."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with quiet():
        import great_expectations
        from great_expectations.data_context.types.base import ProgressBarsConfig

        made = great_expectations.get_context(mode="ephemeral")
        made.variables.progress_bars = ProgressBarsConfig(globally=False)
    return made


@cache
def native_suite(suite: Suite) -> Any:
    """Return the suite as Great Expectations knows it, made once a process."""
    with quiet():
        from great_expectations import ExpectationSuite

        return ExpectationSuite(name=suite.ledger.id, expectations=[_native(each) for each in suite.expectations])


def _native(expectation: Expectation) -> Any:
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.expectations.registry import get_expectation_impl

    extra: dict[str, Any] = {}
    if "column_A" in expectation.kwargs:
        extra["ignore_row_if"] = "either_value_is_missing"
    if expectation.when:
        extra["row_condition"] = _row_condition(expectation.when)
    return get_expectation_impl(expectation.expectation)(
        **expectation.kwargs,
        **extra,
        meta={"id": expectation.id},
        description=expectation.rule,
        notes=expectation.why,
        severity=FailureSeverity.WARNING if expectation.severity == "flag" else FailureSeverity.CRITICAL,
    )


def _row_condition(when: When) -> Any:
    from great_expectations.expectations.row_conditions import AndCondition, Column, Condition

    parts: list[Condition] = []
    for name, wanted in when.items():
        if isinstance(wanted, tuple):
            parts.append(Column(name).is_in(wanted))
        else:
            parts.append(Column(name).is_not_null() if wanted == "filled" else Column(name).is_null())
    return parts[0] if len(parts) == 1 else AndCondition(conditions=parts)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the library's own deprecation warnings from whoever runs with warnings as errors."""
    with warnings.catch_warnings():
        for category in (DeprecationWarning, FutureWarning, PendingDeprecationWarning):
            warnings.simplefilter("ignore", category)
        yield
