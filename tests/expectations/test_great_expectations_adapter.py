"""What Great Expectations is handed and what it gives back: the rows that fail, and nothing sent anywhere."""

import os
import socket
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import expectations.expectation_types as types
import expectations.runner as runner
from expectations.batch import batch_of, code_of
from expectations.columns import columns_of
from expectations.great_expectations_adapter import Validation
from expectations.suite import Expectation, load_suites
from tests.expectations.rows import FAULTLESS, checked, frame_of
from tests.expectations.trials import AS_OF, Row

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


def frames(ledger: str) -> list[pl.DataFrame]:
    """Three files of a ledger whose cells are usual, missing, odd or anything; the same at every call."""
    columns = columns_of(load_suites()[ledger].ledger)
    rows = st.fixed_dictionaries({name: cell(ledger, name, column.dtype) for name, column in columns.items()})
    drawn: list[list[Row]] = []

    @settings(
        max_examples=3,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(rows, min_size=6, max_size=12))
    def draw(found: list[Row]) -> None:
        drawn.append(found)

    draw()
    return [frame_of(ledger, each) for each in drawn]


def fails(expectation: Expectation, row: dict[str, Any]) -> bool:
    """Say in plain Python whether a coded row fails; a value that is not there fails nothing but being there."""
    for name, wanted in expectation.when.items():
        if (row[name] is None) != (wanted == "empty") or (isinstance(wanted, tuple) and row[name] not in wanted):
            return False
    kwargs: dict[str, Any] = {
        key: code_of(AS_OF) if value == types.AS_OF else value for key, value in expectation.kwargs.items()
    }
    kind = expectation.expectation.removeprefix("expect_column_")
    if kind == "pair_values_a_to_be_greater_than_b":
        first, second = row[kwargs["column_A"]], row[kwargs["column_B"]]
        if first is None or second is None:
            return False
        return not (first >= second if kwargs.get("or_equal") else first > second)
    value = row[kwargs["column"]]
    if kind == "values_to_not_be_null" or value is None:
        return kind == "values_to_not_be_null" and value is None
    if kind == "values_to_be_in_set":
        return value not in kwargs["value_set"]
    if kind == "values_to_be_between":
        least, most = kwargs.get("min_value"), kwargs.get("max_value")
        below = least is not None and (value <= least if kwargs.get("strict_min") else value < least)
        above = most is not None and (value >= most if kwargs.get("strict_max") else value > most)
        return below or above
    assert kind == "values_to_be_null"
    return True


def asks(expectation: Expectation, row: dict[str, Any]) -> bool:
    """Say in plain Python whether a coded row is asked at all."""
    for name, wanted in expectation.when.items():
        if (row[name] is None) != (wanted == "empty") or (isinstance(wanted, tuple) and row[name] not in wanted):
            return False
    compared = [expectation.kwargs[key] for key in ("column", "column_A", "column_B") if key in expectation.kwargs]
    return expectation.expectation.endswith("_null") or all(row[name] is not None for name in compared)


@pytest.mark.parametrize("ledger", sorted(FAULTLESS))
def test_the_rows_that_are_named_are_those_that_fail(ledger: str) -> None:
    """Whatever a cell holds: dates beyond those of pandas, numbers that no file should have, quotes, no text at all."""
    suite = load_suites()[ledger]
    coded = batch_of(suite, frames(ledger), AS_OF).coded
    validation = Validation(suite, coded, code_of(AS_OF))
    by_row = [each for each in suite.expectations if not each.is_file_level]
    rows = coded.to_dicts()
    failing = {each.id: [place for place, row in enumerate(rows) if fails(each, row)] for each in by_row}
    failed = [each for each in validation.failed() if not each.is_file_level]
    assert failed == [each for each in by_row if failing[each.id]]
    assert validation.failing_rows(failed) == {each.id: failing[each.id] for each in failed}


@pytest.mark.parametrize("ledger", ["activity", "member", "organisation", "pledge", "training"])
def test_files_checked_together_are_told_what_each_is_told_alone(ledger: str) -> None:
    """One file's rows once decided nothing of another's; checked in one call they still must not."""
    files = frames(ledger)
    together = runner.check(ledger, files, AS_OF)
    alone = [checked(ledger, frame) for frame in files]
    assert [each.faults for each in together] == [each.faults for each in alone]
    assert [each.refusal for each in together] == [each.refusal for each in alone]
    assert all(one.results.equals(other.results) for one, other in zip(together, alone, strict=True))
    suite = load_suites()[ledger]
    for frame, found in zip(files, together, strict=True):
        rows = batch_of(suite, [frame], AS_OF).coded.to_dicts()
        told = dict(found.results.select("expectation", "checked").iter_rows())
        asked = {each.id: sum(asks(each, row) for row in rows) for each in suite.expectations if not each.is_file_level}
        assert {name: told[name] for name in asked} == asked


def test_an_expectation_that_cannot_be_worked_out_stops_the_batch() -> None:
    suite = load_suites()["activity"]
    coded = batch_of(suite, [frame_of("activity", [{}])], AS_OF).coded
    with pytest.raises(RuntimeError):
        Validation(suite, coded.with_columns(duration_hours=pl.lit("一个半小时")), code_of(AS_OF)).failed()


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    runner.check("activity", [frame_of("activity", [{}] * 50)], AS_OF)
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    assert capfd.readouterr().err == ""


def test_no_message_repeats_a_sensitive_value() -> None:
    assert runner._masked("110101198003070011") == "1" + "*" * 17


def test_a_value_is_written_as_a_clerk_would_write_it() -> None:
    texts = [runner._written(value) for value in (date(2025, 3, 7), 1.50, 12, None, "长" * 50)]
    assert texts == ["2025年3月7日", "1.5", "12", "空", "长" * 40 + "…"]
