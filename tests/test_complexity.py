"""Functions that can be held in mind: radon counts the ways through each; what has too many is listed with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from radon.complexity import cc_rank, cc_visit

from pipeline.settings import PROJECT
from tests.test_layers import PACKAGES

ALLOWED = Path(__file__).with_name("complexity.yaml")
RANKS = "AB"
Functions = set[tuple[str, str]]


def too_complex(text: str) -> Iterator[str]:
    """Yield the functions, methods and classes (by the average of their methods) that rank below B."""
    for block in cc_visit(text):
        if cc_rank(block.complexity) not in RANKS:
            yield getattr(block, "fullname", block.name)


@pytest.fixture(scope="module")
def found() -> Functions:
    paths = [path for package in PACKAGES for path in (PROJECT / package).rglob("*.py")]
    assert len(paths) > 300
    return {
        (path.relative_to(PROJECT).as_posix(), name)
        for path in paths
        for name in too_complex(path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def reasons() -> dict[tuple[str, str], str]:
    listed = yaml.safe_load(ALLOWED.read_text(encoding="utf-8")) or {}
    return {(path, name): str(why or "") for path, functions in listed.items() for name, why in functions.items()}


def test_a_function_with_eleven_ways_through_it_is_found() -> None:
    """Ten questions and the way past them all; one question less is the last that passes."""
    questions = [f"    if number == {number}:\n        return {number}\n" for number in range(10)]
    assert list(too_complex("def asked(number):\n" + "".join(questions))) == ["asked"]
    assert list(too_complex("def asked(number):\n" + "".join(questions[1:]))) == []


def test_no_function_has_more_ways_through_it_than_the_list_allows(
    found: Functions, reasons: dict[tuple[str, str], str]
) -> None:
    """Split it by what its parts do, each with a name; what reads better whole is listed with the reason."""
    assert sorted(found - reasons.keys()) == []


def test_the_list_names_nothing_that_is_simple_by_now(found: Functions, reasons: dict[tuple[str, str], str]) -> None:
    assert sorted(reasons.keys() - found) == []


def test_every_entry_of_the_list_says_why(reasons: dict[tuple[str, str], str]) -> None:
    assert [entry for entry, why in reasons.items() if len(why) < 20] == []
