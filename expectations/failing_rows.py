"""Fetch the rows that fail: one generated query, from the same arguments that Great Expectations was given."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from expectations.expectation_types import AS_OF
from expectations.suite import Expectation, When


def failing_rows(judged: pl.DataFrame, failed: Sequence[Expectation], as_of_code: int) -> pl.DataFrame:
    """Return `_position` and one boolean column an expectation (by its id) for each row that fails any."""
    conditions = {each.id: failing_condition(each, as_of_code) for each in failed}
    marks = ", ".join(f'coalesce({condition}, false) as "{name}"' for name, condition in conditions.items())
    anything = " or ".join(f'"{name}"' for name in conditions)
    query = f"select * from (select _position, {marks} from judged) where {anything} order by _position"
    with duckdb.connect() as connection:
        connection.register("judged", judged)
        rows: pl.DataFrame = connection.sql(query).pl()
    return rows


def failing_condition(expectation: Expectation, as_of_code: int) -> str:
    """Return SQL that is true of a row that fails the expectation; a value that is not there fails nothing."""
    kwargs = {key: as_of_code if value == AS_OF else value for key, value in expectation.kwargs.items()}
    fails = _FAILS[expectation.expectation](kwargs)
    return " and ".join(f"({part})" for part in (*_narrowed(expectation.when), fails))


def _narrowed(when: When) -> list[str]:
    tests = {"filled": "is not null", "empty": "is null"}
    return [
        f'"{name}" {tests[wanted] if isinstance(wanted, str) else "in " + _list(wanted)}'
        for name, wanted in when.items()
    ]


def _empty(kwargs: Mapping[str, Any]) -> str:
    return f'"{kwargs["column"]}" is null'


def _filled(kwargs: Mapping[str, Any]) -> str:
    return f'"{kwargs["column"]}" is not null'


def _outside_set(kwargs: Mapping[str, Any]) -> str:
    return f'"{kwargs["column"]}" not in {_list(kwargs["value_set"])}'


def _outside_range(kwargs: Mapping[str, Any]) -> str:
    below = "<=" if kwargs.get("strict_min") else "<"
    above = ">=" if kwargs.get("strict_max") else ">"
    ends = ((below, kwargs.get("min_value")), (above, kwargs.get("max_value")))
    return " or ".join(f'"{kwargs["column"]}" {sign} {value}' for sign, value in ends if value is not None)


def _not_greater(kwargs: Mapping[str, Any]) -> str:
    return f'"{kwargs["column_A"]}" {"<" if kwargs.get("or_equal") else "<="} "{kwargs["column_B"]}"'


def _list(values: Sequence[str]) -> str:
    return "(" + ", ".join("'" + str(value).replace("'", "''") + "'" for value in values) + ")"


_FAILS = {
    "expect_column_values_to_not_be_null": _empty,
    "expect_column_values_to_be_null": _filled,
    "expect_column_values_to_be_in_set": _outside_set,
    "expect_column_values_to_be_between": _outside_range,
    "expect_column_pair_values_a_to_be_greater_than_b": _not_greater,
}
