"""The queries, each in a `.sql` file beside the module that asks it: one statement, rendered once and then kept.

Values are never part of the text: they are bound as `$name` when the query is asked. What Jinja fills in is structure:
an `include` of what several statements start from, as a CTE; a formula (macros of `dashboards/database/macros`, and the
models' own in `macros`); the name of a relation or of columns, which the code chooses from what it knows.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.settings import PROJECT

_DASHBOARDS = PROJECT / "dashboards"
_MODELS_FORMULAS = ("decomposition.sql", "intervals.sql", "peers.sql", "standard.sql")
"""Files of the models' macros whose formulas the queries share."""


@functools.cache
def sql(path: str, **structure: str) -> str:
    """Return the statement in `path` (below `dashboards`), with `structure` for what Jinja is to fill in.

    Raises jinja2.UndefinedError when the file asks for more than it is given.
    """
    return _environment().get_template(path).render(structure).strip()


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_DASHBOARDS),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= _macros()
    return environment


def _macros() -> Mapping[str, Any]:
    """Return the macros by name. They are read together, for they call one another."""
    files = [PROJECT / "macros" / name for name in _MODELS_FORMULAS]
    files += sorted((_DASHBOARDS / "database" / "macros").glob("*.sql"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    exported = Environment(undefined=StrictUndefined, autoescape=False).from_string(text).module
    return MappingProxyType({name: made for name, made in vars(exported).items() if not name.startswith("_")})
