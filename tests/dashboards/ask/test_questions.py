"""A hundred questions as clerks and officers put them: nearly all are answered, none wrongly, and the others say why.

What is expected is looked up in the marts by the test itself, by the codes that stand beside each question.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboards.ask.answer import Answer
from dashboards.ask.asking import answer
from dashboards.database import definitions
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, SCHOOL, Viewer

VIEWERS = {
    "admin": Viewer(ADMIN, "district", "0121"),
    "district": Viewer(DISTRICT, "district", "0121"),
    "discipline": Viewer(DISCIPLINE, "district", "0121"),
    "area": Viewer(AREA, "area", "0121002"),
    "school": Viewer(SCHOOL, "school", "3453001084"),
    "branch": Viewer(BRANCH, "branch", "0121002002001"),
}
STATUSES = {
    "short": "v.status in ('not_met', 'behind', 'over')", "met": "v.status in ('met', 'on_track')",
    "severe": "v.depth = 'severe'", "behind": "v.status = 'behind'", "not_reported": "v.status = 'not_reported'",
}  # fmt: skip
TYPES = {"": "year", "M": "month", "Q": "quarter", "S": "semester"}
_LINES = (Path(__file__).parent / "questions.csv").read_text(encoding="utf-8").splitlines()
QUESTIONS = [(row["role"], row["question"], row["expected"]) for row in csv.DictReader(_LINES)]
FEWEST_ANSWERED = 0.9


@pytest.fixture(scope="module")
def build(sample_home: Path) -> Build:
    published = published_build(sample_home)
    assert published is not None
    return published


@pytest.fixture(scope="module")
def marts(build: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(build.path, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def answers(build: Build) -> dict[tuple[str, str], Answer]:
    found = {}
    for role, question, _ in QUESTIONS:
        reader = Reader(VIEWERS[role], build)
        info = definitions.build_info(reader)
        found[role, question] = answer(reader, question, info.as_of, info.first_year)
    return found


def period(words: str) -> tuple[str, dt.date]:
    """Read 2026, 2026M09, 2026Q07 or 2026S02."""
    found = re.fullmatch(r"(\d{4})(?:([MQS])(\d\d))?", words)
    assert found is not None
    return TYPES[found[2] or ""], dt.date(int(found[1]), int(found[3] or 1), 1)


def ask(marts: duckdb.DuckDBPyConnection, select: str, where: str, parameters: list[object]) -> Any:
    sql = f"select {select} from marts.indicator_value as v where v.breakdown is null and {where}"
    return marts.execute(sql, parameters).fetchall()


def is_value(found: Answer, marts: duckdb.DuckDBPyConnection, code: str, unit: str, when: str) -> bool:
    kind, start = period(when)
    rows = ask(
        marts,
        "v.value, v.numerator, v.denominator, v.status",
        "v.indicator_code = ? and v.unit_id = ? and v.period_type = ? and v.period_start = ?",
        [code, unit, kind, start],
    )
    about = found.about
    assert about is not None and len(rows) == 1
    value, top, bottom, _ = rows[0]
    told = found.lines[0].split("：", 1)[1]
    number = "—" if value is None else f"{value:.1f}"
    is_right = told.startswith(number) or told.startswith(f"{value:.0f} " if value is not None else "—")
    is_right &= bottom is None or "平均" in told or f"（{top:.0f}/{bottom:.0f}）" in told
    return bool(is_right) and (about.indicator, about.unit.unit_id, about.period.start) == (code, unit, start)


def is_list(
    found: Answer, marts: duckdb.DuckDBPyConnection, viewer: Viewer, code: str, level: str, state: str, when: str
) -> bool:
    kind, start = period(when)
    inside = {
        "district": "true",
        "area": "u.area_id = ?",
        "school": "list_contains(string_split(u.school_ids, '、'), ?)",
    }[viewer.unit_level]
    unit = f"select 1 from marts.dim_unit as u where (u.unit_level, u.unit_id) = (v.unit_level, v.unit_id) and {inside}"
    which = "v.indicator_code = ? and v.unit_level = ? and v.period_type = ? and v.period_start = ?"
    parameters: list[object] = [code, level, kind, start]
    if "?" in inside:
        parameters.append(viewer.unit_id)
    rows = ask(marts, "count(*)", f"{STATUSES[state]} and {which} and exists ({unit})", parameters)
    told = re.search(r"的有 (\d+) ", found.lines[0])
    return (int(told[1]) if told else 0) == int(rows[0][0])


def is_states(found: Answer, marts: duckdb.DuckDBPyConnection, unit: str, state: str, when: str) -> bool:
    kind, start = period(when)
    open_ones = "v.indicator_code in (select indicator_code from marts.dim_indicator where not is_barred)"
    where = f"{STATUSES[state]} and {open_ones} and v.unit_id = ? and v.period_type = ? and v.period_start = ?"
    rows = ask(marts, "count(*)", where, [unit, kind, start])
    told = re.search(r"的有 (\d+) 项", found.lines[0])
    return told is not None and int(told[1]) == rows[0][0]


def is_ledgers(found: Answer, marts: duckdb.DuckDBPyConnection, unit: str, when: str) -> bool:
    missing = "select count(distinct unit_id) from marts.submission where state = 'missing' and year(month) = ?"
    rows = marts.execute(missing, [int(when)]).fetchall()
    told = re.search(r"有缺报的 (\d+) 个", found.lines[0])
    assert unit == "0121"
    return told is not None and int(told[1]) == rows[0][0]


def is_right(found: Answer, marts: duckdb.DuckDBPyConnection, viewer: Viewer, expected: str) -> bool:
    kind, *words = expected.split()
    if kind == "page":
        return found.place is not None and found.place.page == words[0]
    if kind == "define":
        name = marts.execute("select name_zh from marts.dim_indicator where indicator_code = ?", words).fetchone()
        return name is not None and found.lines[0].startswith(f"口径：{name[0]}")
    if kind == "list":
        return is_list(found, marts, viewer, *words)
    checks: dict[str, Callable[..., bool]] = {"value": is_value, "states": is_states, "ledgers": is_ledgers}
    return kind in checks and checks[kind](found, marts, *words)


def test_there_are_a_hundred_different_questions() -> None:
    assert len({(role, question) for role, question, _ in QUESTIONS}) == len(QUESTIONS) == 100


def test_nearly_all_questions_are_answered(answers: dict[tuple[str, str], Answer]) -> None:
    silent = {key: found.lines for key, found in answers.items() if not found.is_answered}
    assert len(silent) <= (1 - FEWEST_ANSWERED) * len(QUESTIONS), silent


def test_no_answer_is_wrong(answers: dict[tuple[str, str], Answer], marts: duckdb.DuckDBPyConnection) -> None:
    """What is answered is the number of the marts for the indicator, unit and period that were meant."""
    wrong = {
        (role, question): answers[role, question].lines
        for role, question, expected in QUESTIONS
        if answers[role, question].is_answered and not is_right(answers[role, question], marts, VIEWERS[role], expected)
    }
    assert wrong == {}


def test_what_is_not_answered_says_why(answers: dict[tuple[str, str], Answer]) -> None:
    for role, question, expected in QUESTIONS:
        found = answers[role, question]
        if not found.is_answered:
            assert len(found.lines[0]) > 10
        if expected.startswith("none "):
            assert not found.is_answered
            assert expected.removeprefix("none ") in found.lines[0]


def test_every_answer_leads_to_a_page_that_its_reader_may_open(answers: dict[tuple[str, str], Answer]) -> None:
    for (role, question), found in answers.items():
        if found.is_answered:
            assert found.place is not None, question
            assert VIEWERS[role].may_open(found.place.page), question
