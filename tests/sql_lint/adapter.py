"""Dispatch as sqlfluff's plain Jinja needs it: the DuckDB spelling."""

from collections.abc import Callable


def dispatch(name: str, package: str) -> Callable[..., str]:
    return lambda text, between="、": f"string_agg({text}, '{between}')"
