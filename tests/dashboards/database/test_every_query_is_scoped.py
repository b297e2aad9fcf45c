"""Every query of every module, found in the source: what strangers are given, and what is told of others.

Four queries gave a 区级管理员 of no unit at all what the whole district had sent in, and four gave a school the id of
the 片区 above it. A list of queries would miss the next one.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import functools
import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

from dashboards.database import statement_scope
from dashboards.database.connection import Build, reading
from dashboards.database.reader import Reader
from dashboards.database.scope import scope_of
from dashboards.database.statement_scope import REFERENCE_MARTS, UnscopedStatement
from dashboards.pages.problems.queries import Chosen
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, NOBODY, ROLE_LEVEL, SCHOOL, Viewer
from dashboards.store.follow_up import Item
from pipeline.settings import PROJECT
from tests.dashboards.fixtures.warehouse import UNITS

VIEWERS = {
    Viewer(AREA, "area", "A1"): {"A1", "S1", "S2", "B1", "B2", "B3", "B7"},
    Viewer(SCHOOL, "school", "S2"): {"S2", "B2", "B3", "B7"},
    Viewer(BRANCH, "branch", "B2"): {"B2"},
}
STRANGERS = [NOBODY, *(Viewer(role, level, "nowhere") for role, level in ROLE_LEVEL.items())]
OF_NO_UNIT = {"build_info", "smallest_peer_group", "placed"}
"""Queries whose answer a stranger may be given: of no unit, or handed back (`placed` joins to what it is given)."""
FOREIGN = ("S3", "B4")
GIVEN: dict[str, tuple[Any, ...]] = {
    "area": (None,),
    "asked_as": ("branch", "school_org"),
    "branch_id": ("B2", "B7", "B4"),
    "by": ("organisation",),
    "chosen": (Chosen(),),
    "figure": ("meetings",),
    "first": (dt.date(2026, 4, 1),),
    "first_day": ("2026-01-01",),
    "indicator": ("O05", "D01"),
    "item": tuple(Item("O05", UnitKey("branch", unit), 2026) for unit in ("B2", "B4")),
    "key": tuple(UnitKey(level, unit) for level, unit in (("branch", "B2"), ("branch", "B4"), ("school", "S3"))),
    "last": (dt.date(2026, 6, 30),),
    "last_day": ("2026-12-31",),
    "last_year": (2026,),
    "day": (dt.date(2026, 6, 30),),
    "family": ("组织生活",),
    "measure": ("meetings",),
    "period_start": ("2026-01-01",),
    "period_type": ("year",),
    "school_id": ("S2", "S3"),
    "status": ("not_reported",),
    "threshold": (60.0,),
    "unit_ids": ("B2,B4,S2,S3",),
    "unit_level": ("branch", "school", "area"),
    "values": (pl.DataFrame({"indicator_code": ["O05"]}),),
    "weights": ({"组织生活": 1.0},),
    "year": (2026,),
    "year_before": (2025,),
    "written_at": ("2026-06-30 08:00:00",),
}
GIVEN["unit"] = GIVEN["key"]
OTHERWISE: dict[tuple[str, str], tuple[Any, ...]] = {
    ("review_steps", "unit"): FOREIGN,
    ("topic_counts", "by"): ("year",),
}
"""Arguments of a query by its name, where the name of the argument does not say what it takes."""


def _asks(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Attribute) and one.attr == "ask" for one in ast.walk(node))


@functools.cache
def queries() -> dict[str, Callable[..., Any]]:
    """Return every public function that asks, by name."""
    found: dict[str, Callable[..., Any]] = {}
    for path in sorted((PROJECT / "dashboards").rglob("*.py")):
        if path.name == "reader.py":
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _asks(node):
                module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
                assert node.name not in found, node.name
                found[node.name] = getattr(importlib.import_module(module), node.name)
    return found


def calls(name: str, query: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Yield arguments for a query: each choice of each required parameter at least once."""
    required = [
        parameter
        for parameter in list(inspect.signature(query).parameters.values())[1:]
        if parameter.default is inspect.Parameter.empty
    ]
    choices = {one.name: OTHERWISE.get((name, one.name)) or GIVEN[one.name] for one in required}
    for number in range(max([len(choice) for choice in choices.values()], default=1)):
        yield {key: choice[number % len(choice)] for key, choice in choices.items()}


def cells(answer: Any) -> Iterator[Any]:
    """Yield every value of an answer, whatever it is made of."""
    if isinstance(answer, pl.DataFrame):
        for row in answer.rows():
            yield from row
    elif dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        yield from dataclasses.asdict(answer).values()
    elif isinstance(answer, dict):
        yield from answer.values()
    elif isinstance(answer, list | tuple):
        yield from answer
    else:
        yield answer


def told(reader: Reader) -> Iterator[tuple[str, Any]]:
    """Yield the name of each query with each value that it gives."""
    for name, query in queries().items():
        for arguments in calls(name, query):
            for cell in cells(query(reader, **arguments)):
                yield name, cell


def test_the_queries_are_found() -> None:
    assert len(queries()) > 100


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: one.role or "nobody")
def test_a_role_in_no_unit_of_the_build_is_given_nothing(stranger: Viewer, build: Build) -> None:
    """`Viewer("区级管理员", "district", "nowhere")` read batches, failed rules and returned rows of everybody."""
    given = {name for name, cell in told(Reader(stranger, build)) if cell not in (None, 0, False)}
    assert given <= OF_NO_UNIT


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda one: one.role)
def test_no_query_tells_a_viewer_of_a_unit_outside_the_own_one(viewer: Viewer, build: Build) -> None:
    """Neither by id nor by name, in any column: a school was given the id of the 片区 above it."""
    outside = {text for unit in UNITS if unit[0] not in VIEWERS[viewer] for text in (unit[0], unit[2])}
    leaked = {(name, cell) for name, cell in told(Reader(viewer, build)) if isinstance(cell, str) and cell in outside}
    assert leaked == set()


def test_a_file_with_rows_of_others_is_not_named_to_a_school(build: Build) -> None:
    """第二中学活动.xlsx came back to every school one of whose rows it held."""
    reader = Reader(Viewer(SCHOOL, "school", "S1"), build)
    for name in ("batches", "failures_by_file", "failed_expectations"):
        answer = queries()[name](reader)
        files = answer["worst_file" if name == "failed_expectations" else "file"].to_list()
        assert files and all(file.startswith("多个单位的文件（B0") for file in files), name
    whole = queries()["batches"](Reader(Viewer(ADMIN, "district", "D1"), build))
    assert "第二中学活动.xlsx" in whole["file"].to_list()


@pytest.mark.parametrize(
    "statement",
    [
        "select * from marts.batch",
        "select file from marts.batch where $is_district",
        "with visible_too as (select * from marts.dim_unit) select * from visible_too",
        "select unit_name from marts.dim_unit as visible",
        "select 'visible' as seen_value from marts.source_row -- from visible",
        "select count(*) from information_schema.tables",
        "select 1",
    ],
)
def test_a_statement_that_goes_round_the_scope_cannot_be_asked(statement: str, build: Build) -> None:
    with pytest.raises(UnscopedStatement):
        Reader(Viewer(ADMIN, "district", "D1"), build).ask(statement)


@pytest.mark.parametrize("parameter", ["sees_confidential", "is_district", "viewer_unit", "may_try_weights"])
def test_what_the_viewer_may_see_is_not_for_the_caller_to_say(parameter: str, build: Build) -> None:
    with pytest.raises(ValueError, match=parameter):
        Reader(Viewer(SCHOOL, "school", "S1"), build).ask("select * from own_unit", **{parameter: True})


def test_reference_marts_hold_no_row_about_anybody(build: Build) -> None:
    """A mart that is exempt from the scope must not name a unit, an organisation, a person or a file."""
    telling = {"unit_id", "org_code", "member_name", "person", "file", "batch", "school_id", "area_id", "value"}
    asked = "select table_name, column_name from information_schema.columns where table_schema = 'marts'"
    with reading(build.path, scope_of(NOBODY)) as (cursor, _):
        found = cursor.execute(asked).fetchall()
    columns: dict[str, set[str]] = {}
    for table, column in found:
        columns.setdefault(table, set()).add(column)
    assert len(columns.keys() & REFERENCE_MARTS) > 10
    assert {table for table in REFERENCE_MARTS if columns.get(table, set()) & telling} == set()


def test_the_scopes_own_relations_are_empty_for_whoever_is_not_known(build: Build) -> None:
    for relation in statement_scope.SCOPE_RELATIONS:
        assert Reader(NOBODY, build).ask(f"select * from {relation}").is_empty(), relation
