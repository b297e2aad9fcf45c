"""What the models are made from, for sqlfluff's plain Jinja: the variables that a build hands to dbt."""

from typing import Any

from pipeline.policy.measures import as_plain


def measures() -> Any:
    return as_plain()["measures"]


def presences() -> Any:
    return as_plain()["presences"]


def dimensions() -> Any:
    return as_plain()["dimensions"]


def status_is(status: str, group: str) -> str:
    return f"{status} in ('{group}')"


def rows_that_count(of: Any) -> str:
    return "is_counted"


def subject_of(of: Any) -> str:
    return "subject"


def counts_until(of: Any, day: str) -> str:
    return "until_date"
