"""The formulas of the models, as SQL for a query: the same macros, so that a formula stands in one place."""

from __future__ import annotations

import functools
from typing import Any

from jinja2 import Environment

from pipeline.settings import PROJECT

_FILES = ("intervals.sql", "peers.sql")


@functools.cache
def _macros() -> Any:
    """Read the macros once a process; those that call one another are read together."""
    sources = [(PROJECT / "macros" / name).read_text(encoding="utf-8") for name in _FILES]
    return Environment(autoescape=False).from_string("\n".join(sources)).module


def peer_quantiles(value: str) -> str:
    """Return the columns peer_p10 to peer_p90 of a group's rows."""
    return str(_macros().peer_quantiles(value))


def pooled(kind: str, unit: str, numerator: str, denominator: str) -> str:
    """Return the value of a group as one: numerators over denominators."""
    return str(_macros().pooled_value(kind, unit, numerator, denominator))


def beside_peers(alike: str) -> str:
    """Return what follows the CTEs `valued` and `smallest`: each own row beside the others that are `alike`."""
    return str(_macros().beside_peers(alike))
