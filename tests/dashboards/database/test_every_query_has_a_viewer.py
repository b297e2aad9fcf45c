"""A query without a viewer has no scope: whoever asks the warehouse takes a reader first, in every module there is.

Read from the source, not from a list of modules: a list would miss the one that is new.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from pipeline.settings import PROJECT

DASHBOARDS = PROJECT / "dashboards"
THE_DOOR = tuple(DASHBOARDS / "database" / f"{name}.py" for name in ("connection", "reader", "scope_tables"))
BESIDE_THE_DOOR = (DASHBOARDS / "attacks" / "scopes.py", DASHBOARDS / "exports" / "role_database.py")
"""One holds what comes through the door against the registers as they lie in the file; one writes a file of its own."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
ASKED = """
from dashboards.database.reader import Reader
from dashboards.shared.viewer import DEMO_SWITCH

def schools(reader: Reader, year: int) -> pl.DataFrame:
    return reader.ask("select * from visible")
"""


def _asks(node: ast.AST) -> list[ast.Call]:
    return [
        call
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "ask"
    ]


def _is_reader(parameter: ast.arg) -> bool:
    return parameter.annotation is not None and ast.unparse(parameter.annotation) == "Reader"


def _asking(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function) and _asks(node)]


def _without_viewer(tree: ast.Module) -> Iterator[str]:
    """Yield what is wrong in a module: who asks without taking a reader first, or of another than the one it took."""
    asking = _asking(tree)
    if len(_asks(tree)) > sum(len(_asks(function)) for function in asking):
        yield "asks when it is imported"
    for function in asking:
        first = next(iter(function.args.posonlyargs + function.args.args), None)
        if first is None or first.arg != "reader" or not _is_reader(first):
            yield f"{function.name} asks, and its first argument is no reader"
        for call in _asks(function):
            assert isinstance(call.func, ast.Attribute)
            if ast.unparse(call.func.value) != "reader":
                yield f"{function.name} asks {ast.unparse(call.func.value)}"
    for node in ast.walk(tree) if asking else ():
        if isinstance(node, Function) and any(_is_reader(one) for one in node.args.args[1:] + node.args.kwonlyargs):
            yield f"{node.name} takes the reader, but not first"


def _goes_round(tree: ast.Module) -> Iterator[str]:
    """Yield what opens the warehouse by another way than a reader."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(one.name.split(".")[0] == "duckdb" for one in node.names):
            yield "imports duckdb"
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "duckdb":
            yield "imports duckdb"
        if isinstance(node, ast.Attribute) and node.attr == "cursor":
            yield "opens a cursor"


def test_whoever_asks_takes_a_reader_first() -> None:
    found, asking = [], 0
    for path in sorted(DASHBOARDS.rglob("*.py")):
        if path in THE_DOOR:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        asking += len(_asking(tree))
        round_it = () if path in BESIDE_THE_DOOR else _goes_round(tree)
        found += [f"{path.relative_to(PROJECT)}: {wrong}" for wrong in (*_without_viewer(tree), *round_it)]
    assert found == []
    assert asking > 100


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("reader: Reader, year: int", "year: int"),
        ("reader: Reader, year: int", "year: int, reader: Reader"),
        ("reader: Reader, year", "reader: Build, year"),
        ("return reader.ask", "return Reader(DEMO_SWITCH, reader.build).ask"),
        ("def schools", "SEEN = Reader(DEMO_SWITCH, BUILD).ask('select 1')\n\ndef schools"),
        ("year: int) ->", "year: int) -> pl.DataFrame:\n    return 1\n\ndef others(year: int, reader: Reader) ->"),
    ],
)
def test_a_query_without_it_is_found(right: str, wrong: str) -> None:
    assert list(_without_viewer(ast.parse(ASKED))) == []
    assert right in ASKED
    assert list(_without_viewer(ast.parse(ASKED.replace(right, wrong)))) != []


@pytest.mark.parametrize("line", ["import duckdb", "from duckdb import connect", "connection.cursor('x').sql('y')"])
def test_a_second_door_is_found(line: str) -> None:
    assert list(_goes_round(ast.parse(ASKED))) == []
    assert list(_goes_round(ast.parse(ASKED + line))) != []
