"""减负对照: lines typed and the uses of columns, against a plain recomputation from the landed rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from pipeline.warehouse.query import open_published
from tests.conftest import SAMPLE_DAY
from tests.reference.district import District

DATED = {
    "activity": "held_on",
    "dues": "month",
    "problem": "raised_on",
    "honour": "awarded_on",
    "transfer": "issued_on",
}


@pytest.fixture(scope="module")
def district(sample_home: Path) -> District:
    return District(sample_home, SAMPLE_DAY)


@pytest.mark.parametrize("ledger", DATED)
def test_the_lines_that_a_branch_typed_are_those_of_its_files(
    ledger: str, district: District, sample_home: Path
) -> None:
    """A line with a month in each column is one line for whoever typed it, and twelve rows here."""
    typed: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    for row in district.ledgers[ledger]:
        if row[DATED[ledger]].year == 2025:
            typed[row["org_code"]].add((row["batch"], row["sheet"], row["row_number"]))
    closing = date(2025, 12, 31)
    branches = [
        org
        for org, life in district.organisations.life.items()
        if life[0] <= closing <= life[1] and district.organisations.is_branch(org, closing)
    ]
    lines = {org: len(typed[org]) for org in branches}
    with open_published(sample_home / "warehouse") as reader:
        found = reader.execute(
            "select org_code, lines, median_lines, most_lines, organisations from rows_typed "
            "where ledger = ? and year = 2025 and asked_as = 'branch'",
            [ledger],
        ).fetchall()
    assert {org: count for org, count, *_ in found} == lines
    usual = (median(lines.values()), max(lines.values()), len(lines))
    assert {tuple(rest) for _, _, *rest in found} == {usual}


def test_all_ledgers_together_are_the_sum(sample_home: Path) -> None:
    with open_published(sample_home / "warehouse") as reader:
        apart = reader.execute(
            "select org_code, year, sum(case when ledger is null then -lines else lines end) as left_over "
            "from rows_typed group by org_code, year having left_over <> 0"
        ).fetchall()
    assert apart == []


def test_each_disputed_indicator_stands_beside_a_rule_that_disputes_it(sample_home: Path) -> None:
    with open_published(sample_home / "warehouse") as reader:
        disputed = {
            code for (code,) in reader.execute("select subject from policy_status where kind = '指标'").fetchall()
        }
        touched = {code for (code,) in reader.execute("select indicator_code from burden_practice").fetchall()} - {None}
        rules = reader.execute("select count(distinct rule) from burden_practice").fetchone()
        used = dict(reader.execute("select used_for, count(*) from ledger_column group by 1").fetchall())
    assert disputed and disputed <= touched
    assert rules == (7,)
    assert set(used) == {"judging", "other", "shown", "telling", "unused"}
