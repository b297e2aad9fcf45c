"""Lines the formatter leaves alone: only a table of data whose rows read better aligned, never plain code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.settings import PROJECT
from tests.test_layers import PACKAGES

MARK = "# fmt: skip"
FEWEST = 3
"""Rows from which on a display is a table."""


def set_by_hand(text: str) -> Iterator[int]:
    """Yield the numbers of the lines that are marked although they close no table."""
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith(MARK)]
    if marked:
        spans = list(_spans(ast.parse(text)))
        for line in marked:
            around = [span for span in spans if span[0] <= line <= span[1]]
            if not around or not _holds_a_table(min(around, key=lambda span: span[1] - span[0])[2]):
                yield line


def _spans(tree: ast.Module) -> Iterator[tuple[int, int, list[ast.AST]]]:
    """Yield the first and last line of each statement, without its body, and of each decorator, with what they hold."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                yield decorator.lineno, decorator.end_lineno or decorator.lineno, [decorator]
            yield node.lineno, node.body[0].lineno - 1, []
        elif isinstance(node, ast.For | ast.With | ast.If | ast.While):
            heads = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
            yield node.lineno, node.body[0].lineno - 1, heads
        elif isinstance(node, ast.stmt):
            yield node.lineno, node.end_lineno or node.lineno, [node]


def _holds_a_table(nodes: list[ast.AST]) -> bool:
    inside = [child for node in nodes for child in ast.walk(node)]
    rows = [len(child.elts) for child in inside if isinstance(child, ast.List | ast.Tuple | ast.Set)]
    return any(count >= FEWEST for count in rows + [len(child.keys) for child in inside if isinstance(child, ast.Dict)])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"DUE = [\n    (1, 2), (3, 4), (5, 6),\n]  {MARK}\n", []),
        (f"from a import (\n    b, c, d)  {MARK}\n", [2]),
        (f"def of(a,\n       b) -> None:  {MARK}\n    return [a, b, 1]\n", [2]),
        (f"@cases([(1, 2),\n        (3, 4), (5, 6)])  {MARK}\ndef of(a):\n    pass\n", []),
        (f"x = of(a,\n       b)  {MARK}\n", [2]),
    ],
)
def test_a_table_may_be_aligned_and_code_may_not(text: str, lines: list[int]) -> None:
    assert list(set_by_hand(text)) == lines


def test_the_formatter_sets_all_that_is_no_table() -> None:
    """Take the mark away and let the formatter set the lines."""
    folders = [PROJECT / package for package in (*PACKAGES, "tests")]
    paths = sorted({path for folder in folders for path in folder.rglob("*.py")})
    assert len(paths) > 1000
    found = {path.relative_to(PROJECT).as_posix(): lines for path in paths if (lines := list(set_by_hand(_text(path))))}
    assert found == {}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
