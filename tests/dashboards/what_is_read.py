"""Which marts a page's own code reads: its script is followed by name, function by function, to the SQL it can ask.

Nothing is run, so a tab that nobody opens counts too; what a module holds besides the functions that are used does not.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import PROJECT

Place = tuple[str, str]
"""A module and a name at its top; the name "" stands for what the module does when it is run."""

DASHBOARDS = PROJECT / "dashboards"
SCOPE = DASHBOARDS / "database" / "sql" / "scope"
_THE_DOOR = {"dashboards.database.reader", "dashboards.database.sql_files"}
_MART = re.compile(r"\bmarts\.(\w+)")
_INCLUDE = re.compile(r'\{% include "([^"]+)" %\}')
_MACRO = re.compile(r"\{% macro (\w+)\(.*?\) -?%\}(.*?)\{%-? endmacro %\}", re.DOTALL)


@dataclass(frozen=True)
class _Module:
    definitions: dict[str, list[ast.AST]]
    imported: dict[str, Place]


def marts_read(*starts: Place) -> set[str]:
    """Return the names of the marts whose rows can reach what begins at `starts`."""
    waiting, seen = list(starts), set(starts)
    found: set[str] = set()
    while waiting:
        place = waiting.pop()
        found |= _marts_in(place)
        new = _next(place) - seen
        seen |= new
        waiting.extend(new)
    return found


@functools.cache
def _marts_in(place: Place) -> frozenset[str]:
    """Return the marts that the texts of one place name, docstrings apart; pages share most of their places."""
    found: set[str] = set()
    for sql in (text for node in _nodes(place) for text in _written(node)):
        found.update(_MART.findall(sql))
        for name, marts in _scoped().items():
            if re.search(rf"\b(?:from|join)\s+{name}\b|,\s*{name} as ", sql):
                found |= marts
    return frozenset(found)


@functools.cache
def _next(place: Place) -> frozenset[Place]:
    """Return the places that one place uses."""
    used = (found for node in _nodes(place) for found in _names(node, place[0]))
    return frozenset(one for one in used if one[0] not in _THE_DOOR)


def _nodes(place: Place) -> list[ast.AST]:
    return _module(place[0]).definitions.get(place[1], [])


@functools.cache
def _scoped() -> dict[str, set[str]]:
    """Return what stands behind the relations that every query can name: `visible`, `seen_value` and the like."""
    direct = {path.stem: path.read_text(encoding="utf-8") for path in SCOPE.glob("*.sql")}
    return {name: _behind(name, direct) for name in direct}


def _behind(name: str, direct: dict[str, str]) -> set[str]:
    others = [one for one in direct if one != name and re.search(rf"\bjoin {one}\b", direct[name])]
    return set(_MART.findall(direct[name])).union(*(_behind(one, direct) for one in others))


def _names(node: ast.AST, module: str) -> Iterator[Place]:
    here = _module(module)
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            of, name = here.imported.get(one.value.id, ("", ""))
            if of and not name:
                yield _resolved(of, one.attr)
        elif isinstance(one, ast.Name) and one.id in here.definitions:
            yield module, one.id
        elif isinstance(one, ast.Name) and here.imported.get(one.id, ("", ""))[1]:
            yield _resolved(*here.imported[one.id])


def _resolved(module: str, name: str) -> Place:
    """Follow a name that a module has from another one."""
    return _module(module).imported.get(name, (module, name)) if _file(module).exists() else (module, name)


def _written(node: ast.AST) -> Iterator[str]:
    docstrings = {
        ast.get_docstring(one, clean=False)
        for one in ast.walk(node)
        if isinstance(one, ast.FunctionDef | ast.ClassDef | ast.Module)
    }
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value not in docstrings:
            yield from asked_in(one.value) if one.value.endswith(".sql") else (one.value,)


def asked_in(path: str) -> Iterator[str]:
    """Give the text of a query, of what it includes, and of the formulas that it and they call."""
    text = (DASHBOARDS / path).read_text(encoding="utf-8")
    yield from _with_formulas(text)
    for included in _INCLUDE.findall(text):
        yield from asked_in(included)


def _with_formulas(text: str) -> Iterator[str]:
    yield text
    for name, formula in _formulas().items():
        if re.search(rf"\b{name}\(", text):
            yield from _with_formulas(formula)


@functools.cache
def _formulas() -> dict[str, str]:
    files = (DASHBOARDS / "database" / "macros").glob("*.sql")
    return {name: body for path in files for name, body in _MACRO.findall(path.read_text(encoding="utf-8"))}


@functools.cache
def _module(name: str) -> _Module:
    file = _file(name)
    if not file.exists():
        return _Module({}, {})
    tree = ast.parse(file.read_text(encoding="utf-8"))
    definitions: dict[str, list[ast.AST]] = {"": []}
    for node in tree.body:
        for defined in _defined(node):
            definitions.setdefault(defined, []).append(node)
    return _Module(definitions, dict(_imported(tree)))


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))
    elif not isinstance(node, ast.Import | ast.ImportFrom):
        yield ""


def _imported(tree: ast.Module) -> Iterator[tuple[str, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(("dashboards", "pipeline")):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                place = (whole, "") if _file(whole).exists() else (node.module, alias.name)
                yield alias.asname or alias.name, place


def _file(module: str) -> Path:
    path = PROJECT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
