"""The Great Expectations types in use, each with the keyword arguments that it may have."""

from collections.abc import Mapping
from typing import Any

# Checked row by row.
ROW_TYPES: Mapping[str, frozenset[str]] = {
    "expect_column_values_to_not_be_null": frozenset({"column"}),
    "expect_column_values_to_be_null": frozenset({"column"}),
    "expect_column_values_to_be_in_set": frozenset({"column", "value_set"}),
    "expect_column_values_to_be_between": frozenset(
        {"column", "min_value", "max_value", "strict_min", "strict_max"},
    ),
    "expect_column_pair_values_a_to_be_greater_than_b": frozenset({"column_A", "column_B", "or_equal"}),
}

# Ask whether a value is there, so that they are asked of every row.
NULL_TYPES = frozenset({"expect_column_values_to_not_be_null", "expect_column_values_to_be_null"})

# Checked over the whole file; they can only refuse it.
FILE_TYPES: Mapping[str, frozenset[str]] = {
    "expect_column_proportion_of_non_null_values_to_be_between": frozenset({"column", "min_value", "strict_min"}),
    "expect_column_unique_value_count_to_be_between": frozenset({"column", "min_value"}),
}

ARGUMENTS: Mapping[str, frozenset[str]] = {**ROW_TYPES, **FILE_TYPES}

# Stands for the day of receipt, which is known only when rows are checked.
AS_OF: Mapping[str, Any] = {"$PARAMETER": "as_of"}
