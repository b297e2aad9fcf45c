"""Dispatch as sqlfluff's plain Jinja needs it: the DuckDB spelling."""

from collections.abc import Callable


def dispatch(name: str, package: str) -> Callable[[str], str]:
    return lambda text: f"string_agg({text}, '、')"
