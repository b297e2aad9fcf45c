"""The only place that knows Great Expectations and pandas: coded rows go in, counts and places of rows come out.

The library takes seconds and some 250 MB to import, so it is imported at the first batch and never at start.
"""

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import polars as pl

from expectations.put_off import left_out, put_off
from expectations.suite import Expectation, Suite, When

_FOR_DISTRIBUTIONS = ("scipy", "scipy.stats", "altair")
"""What the library compares and draws distributions with, half of its loading time; no suite asks for any."""
_ENGINE = "pyspark"
"""An engine that the library loads wherever it is installed; rows are checked as frames of pandas alone."""

# No format keeps a value of a row. Places cost as much again, so they are asked for only where rows fail.
_VERDICTS: Mapping[str, Any] = {"result_format": "BOOLEAN_ONLY", "partial_unexpected_count": 0}
_PLACES: Mapping[str, Any] = {
    "result_format": "COMPLETE",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


class Validation:
    """The coded rows of one or several files under the suite of their ledger."""

    def __init__(self, suite: Suite, coded: pl.DataFrame, as_of_code: int):
        self._suite = suite
        self._as_of_code = as_of_code
        with quiet():
            self._batch = _frames().get_batch({"dataframe": coded.to_pandas()})

    def failed(self) -> list[Expectation]:
        """Return the expectations that do not hold of all rows; RuntimeError if one could not be worked out."""
        results = self._run(native_suite(self._suite), _VERDICTS)
        return [each for each in self._suite.expectations if not results[each.id].success]

    def failing_rows(self, failed: Iterable[Expectation]) -> dict[str, list[int]]:
        """Return the places of the rows that fail, in order, by the id of each expectation that is known to fail."""
        native = new_native_suite(self._suite.ledger.id, failed)
        return {name: found.result["unexpected_index_list"] for name, found in self._run(native, _PLACES).items()}

    def _run(self, native: Any, result_format: Mapping[str, Any]) -> dict[str, Any]:
        with quiet():
            outcome = self._batch.validate(
                native, result_format=dict(result_format), expectation_parameters={"as_of": self._as_of_code}
            )
        return {result.expectation_config.meta["id"]: _worked_out(result) for result in outcome.results}


def _worked_out(result: Any) -> Any:
    # When a metric fails, the entry that says so has the metric's name for a key instead.
    if result.exception_info.get("raised_exception", True):
        raise RuntimeError(f"{result.expectation_config.meta['id']}: {result.exception_info}")
    return result


@cache
def context() -> Any:
    """Return the one context of this process."""
    return new_context()


def new_context() -> Any:
    """Return a context that lives in memory, sends nothing and draws no progress bar."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with quiet(), put_off(*_FOR_DISTRIBUTIONS), left_out(_ENGINE):
        import great_expectations
        from great_expectations.data_context.types.base import ProgressBarsConfig

        made = great_expectations.get_context(mode="ephemeral")
        made.variables.progress_bars = ProgressBarsConfig(globally=False)
    return made


@cache
def _frames() -> Any:
    """Return what makes a batch of a frame. A new asset a batch would write the whole configuration each time."""
    with quiet():
        asset = context().data_sources.add_pandas(name="files").add_dataframe_asset(name="rows")
        return asset.add_batch_definition_whole_dataframe("all")


@cache
def native_suite(suite: Suite) -> Any:
    """Return the suite as Great Expectations knows it, made once a process."""
    return new_native_suite(suite.ledger.id, suite.expectations)


def new_native_suite(name: str, expectations: Iterable[Expectation]) -> Any:
    """Return expectations as a suite of Great Expectations."""
    with quiet():
        from great_expectations import ExpectationSuite

        return ExpectationSuite(name=name, expectations=[_native(each) for each in expectations])


def _native(expectation: Expectation) -> Any:
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.expectations.registry import get_expectation_impl

    kind, kwargs = expectation.by_row
    extra: dict[str, Any] = {}
    if "column_A" in kwargs:
        extra["ignore_row_if"] = "either_value_is_missing"
    if expectation.when:
        extra["row_condition"] = _row_condition(expectation.when)
    return get_expectation_impl(kind)(
        **kwargs,
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
