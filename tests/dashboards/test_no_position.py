"""No unit is given a position number: on no page, in no file, no sentence. Lists in an order of work are allowed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.settings import PROJECT
from tests.dashboards.positions import numbered, words_in

UNITS = ("甲小学", "乙小学", "丙小学")


@pytest.mark.parametrize(
    ("column", "is_position"),
    [
        ((1, 2, 3), True),
        ((3, 2, 1), True),
        ((1, 1, 2, 3), True),
        ((1, 2, 2, 4), True),
        (("第1", "第2", "第3"), True),
        (("1.", "2.", "3."), True),
        ((1.0, 2.0, 3.0), True),
        ((4, 2, 1), False),
        ((1, 1, 1), False),
        ((0, 1, 2), False),
        ((2, 3, 4), False),
        (("1/3", "2/3", "3/3"), False),
    ],
)
def test_a_column_that_counts_the_lines_beside_units_is_a_position(
    column: tuple[object, ...], is_position: bool
) -> None:
    """The check itself: it must see a number under any heading, and leave counts of meetings alone."""
    names = (*UNITS, "丁小学")
    table = [{"单位": name, "数": cell} for name, cell in zip(names, column, strict=False)]
    assert bool(numbered(table, names)) == is_position
    assert not numbered([{"事项": f"事项{place}", "数": cell} for place, cell in enumerate(column)], names)


@pytest.mark.parametrize(
    ("sentence", "is_position"),
    [
        ("甲小学排名第二", True),
        ("甲小学位列全区第3名", True),
        ("前10名", True),
        ("全区倒数第一", True),
        ("光荣榜里的榜样", False),
        ("第3名单", False),
        ("先后只为方便处理，不表示高低", False),
        ("前10%", False),
    ],
)
def test_words_that_give_a_place_are_seen(sentence: str, is_position: bool) -> None:
    assert bool(words_in(sentence)) == is_position


def _told_by(path: Path) -> Iterator[str]:
    """Yield what a file may show to people: literals of code without its docstrings, and the lines of data."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from (line.split("-- ")[0].split("# ")[0] for line in text.splitlines())
        return
    tree = ast.parse(text)
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


@pytest.mark.parametrize("folder", ["dashboards", "pipeline", "ingest", "expectations", "data"])
def test_no_sentence_that_is_shown_gives_a_place(folder: str) -> None:
    """A 名次 in one sentence of one pack is a 通报 of places all the same."""
    # What people ask of places is known, to be told that there are none.
    left = {PROJECT / "data" / name for name in ("sample", "local", "spoken_words.yaml")}
    files = [
        path
        for suffix in ("py", "sql", "yaml", "csv", "typ", "md")
        for path in (PROJECT / folder).rglob(f"*.{suffix}")
        if not left & {path, *path.parents}
    ]
    assert files
    said = {f"{path.relative_to(PROJECT)}: {line}": words_in(line) for path in files for line in _told_by(path)}
    assert not {where: found for where, found in said.items() if found}


def test_a_total_of_the_other_columns_is_a_count() -> None:
    """Problems of three schools, most first, are 3, 2 and 1 in all; without what adds up to them they are places."""
    table = [
        {"单位": name, "共": done + late, "按期": done, "逾期": late}
        for name, done, late in zip(UNITS, (2, 1, 1), (1, 1, 0), strict=True)
    ]
    assert numbered(table, UNITS) == []
    table[0]["逾期"] = 2
    assert numbered(table, UNITS) == ["共"]
