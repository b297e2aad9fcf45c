"""Great Expectations counts and DuckDB fetches: they must mean the same rows."""

import os
import socket
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import expectations.runner as runner
from expectations.batch import batch_of, code_of
from expectations.columns import columns_of
from expectations.failing_rows import failing_rows
from expectations.great_expectations_adapter import judge
from expectations.suite import load_suites
from tests.expectations.rows import FAULTLESS, frame_of
from tests.expectations.trials import AS_OF

ODD_NUMBERS = [float("nan"), float("inf"), float("-inf"), -0.0, 1e300, 24.0, 8.0000001]
ODD_DATES = [date.min, date.max, date(1921, 6, 30), date(2004, 2, 29), AS_OF, AS_OF + timedelta(days=1)]
ODD_TEXTS = ["", " ", "党课\n", "、", "a'b", 'a"b', "\\", "党课、党课、", "\x00", "𠮷", "nan", "None"]


def cell(ledger: str, name: str, dtype: pl.DataType) -> st.SearchStrategy[Any]:
    usual = FAULTLESS[ledger].get(name)
    common = [st.none(), st.just(usual)]
    if dtype == pl.Date():
        return st.one_of(*common, st.sampled_from(ODD_DATES), st.dates())
    if dtype == pl.Int64():
        return st.one_of(*common, st.integers(-3, 30), st.integers(-(2**63), 2**63 - 1))
    if dtype == pl.Float64():
        return st.one_of(*common, st.sampled_from(ODD_NUMBERS), st.floats(-10, 200))
    if dtype == pl.Boolean():
        return st.one_of(*common, st.booleans())
    values = next((each.values for each in load_suites()[ledger].ledger.columns if each.id == name), None)
    return st.one_of(*common, st.sampled_from(values or ODD_TEXTS), st.sampled_from(ODD_TEXTS))


@st.composite
def frames(draw: st.DrawFn) -> tuple[str, pl.DataFrame]:
    ledger = draw(st.sampled_from(sorted(FAULTLESS)))
    columns = columns_of(load_suites()[ledger].ledger)
    cells = {name: cell(ledger, name, column.dtype) for name, column in columns.items()}
    return ledger, frame_of(ledger, draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=6)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(frames())
def test_the_rows_fetched_are_as_many_as_were_counted(drawn: tuple[str, pl.DataFrame]) -> None:
    """Whatever a cell holds; the runner would stop with an error where they differ."""
    ledger, frame = drawn
    suite = load_suites()[ledger]
    judged = batch_of(suite, frame, AS_OF).judged
    by_row = [each for each in suite.expectations if not each.is_file_level]
    marks = failing_rows(judged, by_row, code_of(AS_OF))
    verdicts = judge(suite, judged, code_of(AS_OF))
    assert {each.id: int(marks[each.id].sum()) for each in by_row} == {
        each.id: verdicts[each.id].failed for each in by_row
    }
    runner.check(ledger, frame, AS_OF)


def test_a_disagreement_of_the_two_stops_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows must not be let in because one of the two judges missed them."""
    nothing = pl.DataFrame({"_position": [0], "attended_at_most": [False]})
    monkeypatch.setattr(runner, "failing_rows", lambda *_: nothing)
    with pytest.raises(RuntimeError, match="attended_at_most: 1 rows fail, 0 were fetched"):
        runner.check("activity", frame_of("activity", [{"attended": 30, "on_leave": None}]), AS_OF)


def test_an_expectation_that_cannot_be_worked_out_stops_the_batch() -> None:
    suite = load_suites()["activity"]
    judged = batch_of(suite, frame_of("activity", [{}]), AS_OF).judged
    with pytest.raises(RuntimeError):
        judge(suite, judged.with_columns(duration_hours=pl.lit("一个半小时")), code_of(AS_OF))


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    runner.check("activity", frame_of("activity", [{}] * 50), AS_OF)
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    assert capfd.readouterr().err == ""


def test_no_message_repeats_a_sensitive_value() -> None:
    assert runner._masked("110101198003070011") == "1" + "*" * 17


def test_a_value_is_said_as_a_clerk_would_write_it() -> None:
    said = [runner._said(value) for value in (date(2025, 3, 7), 1.50, 12, None, "长" * 50)]
    assert said == ["2025年3月7日", "1.5", "12", "空", "长" * 40 + "…"]
