"""Queries stand in `.sql` files, where sqlfluff reads them: none is left in Python, and no value is in their text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.database.scope import scope_of
from dashboards.database.sql_files import sql
from dashboards.pages.topic.queries import topic_counts
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, NOBODY, Viewer
from tests.dashboards.what_is_read import DASHBOARDS, SCOPE

FILES = sorted(path for path in DASHBOARDS.rglob("sql/**/*.sql"))
MODULES = sorted(path for path in DASHBOARDS.rglob("*.py") if "store" not in path.parts)
ADMINISTRATOR = Viewer(ADMIN, "district", "D1")


def calls(module: Path) -> Iterator[ast.Call]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def asked(module: Path) -> Iterator[ast.expr]:
    """Give what each call of `ask` in a module asks."""
    for call in calls(module):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "ask":
            yield call.args[0]


def is_attack(module: Path, one: ast.expr) -> bool:
    """Tell what the self-check asks only to see it refused before it is run."""
    return module == DASHBOARDS / "attacks" / "scopes.py" and ast.unparse(one) == "statement"


def named_files() -> Iterator[tuple[Path, str]]:
    for module in MODULES:
        for call in calls(module):
            if isinstance(call.func, ast.Name) and call.func.id == "sql":
                words = [str(one.value) for one in ast.walk(call.args[0]) if isinstance(one, ast.Constant)]
                yield from ((module, word) for word in words if re.fullmatch(r"\w+/.+\.sql", word))


def test_every_query_is_a_file() -> None:
    """SQL between quotes is seen by no linter."""
    statements = [(module, one) for module in MODULES for one in asked(module) if not is_attack(module, one)]
    assert len(statements) > 100
    for module, one in statements:
        assert ast.unparse(one).startswith(("sql('", 'sql("')), f"{module}: {ast.unparse(one)[:60]}"


def test_a_query_lies_beside_the_module_that_asks_it() -> None:
    for module, path in named_files():
        assert (DASHBOARDS / path).is_relative_to(module.parent), f"{module} asks {path}"


def test_no_file_is_left_over() -> None:
    used = {DASHBOARDS / path for _, path in named_files()} | set(SCOPE.glob("*.sql"))
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        used |= {DASHBOARDS / included for included in re.findall(r'include "([^"]+)"', text)}
    assert set(FILES) == used


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DASHBOARDS)))
def test_a_file_opens_with_what_it_is_and_has_no_value_between_quotes(path: Path) -> None:
    """`'{{ unit }}'` is how a value gets into the text of a query, and with it whatever a value can hold."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    assert not re.search(r"'[^'\n]*\{\{[^}]*\}\}[^'\n]*'", text)


def test_no_query_leaves_out_what_comes_after_so_many() -> None:
    """A command knew the first 400 branches of 958 and said of the others that there was no such unit."""
    assert [path.name for path in FILES if re.search(r"\blimit\s+(?!1\b)\d", path.read_text(encoding="utf-8"))] == []


def test_structure_that_is_not_given_is_refused() -> None:
    with pytest.raises(UndefinedError):
        sql("database/sql/units/unit.sql")


def test_structure_that_the_query_does_not_know_is_refused(build: Build) -> None:
    with pytest.raises(UndefinedError):
        topic_counts(Reader(ADMINISTRATOR, build), UnitKey("district", "D1"), "life_kind", "year; drop table x")


@pytest.mark.parametrize(
    "statement",
    ["select 1 as n from own_unit", "-- What.\n-- More.\nwith own as (select 1 as n from own_unit)\nselect * from own"],
)
def test_the_scope_stands_before_a_statements_own_relations(statement: str, build: Build) -> None:
    text = scope_of(ADMINISTRATOR).statement(statement, "memory.kept")
    assert len(re.findall(r"^with ", text, re.MULTILINE)) == 1
    assert text.index("visible as (") < text.index("1 as n")
    assert Reader(ADMINISTRATOR, build).ask(statement).rows() == [(1,)]


@pytest.mark.parametrize("relation", ["visible", "visible_organisation", "seen_value", "seen_indicator"])
def test_whoever_is_not_known_gets_a_scope_without_units(relation: str, build: Build) -> None:
    assert Reader(NOBODY, build).ask(f"select * from {relation}").is_empty()
    assert not Reader(ADMINISTRATOR, build).ask(f"select * from {relation}").is_empty()
