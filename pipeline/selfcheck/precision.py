"""How often each check of 需核实 is right: copies and made-up rows are planted among honest ones, sent in and built.

A check that is right in less than half of what it points at is not to be shipped, see data/standards/check_rule.csv.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import polars as pl

from ingest.landing.store import Store
from pipeline.authenticity.notices import FOLDER
from pipeline.policy.calendar_rows import PublicHoliday
from pipeline.policy.check_rows import CheckRule, DatedDocument
from pipeline.policy.standards import check_standards
from pipeline.selfcheck.district import DAY, copied, district
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.planted import habits, texts
from pipeline.selfcheck.planted.row import Branch, Maker, Planted, words
from pipeline.selfcheck.program import run
from pipeline.settings import PROJECT
from pipeline.warehouse.query import open_published

NAME = "需核实的准头"
ACTIVITIES, PROBLEMS = "核实样本活动.csv", "核实样本问题.csv"
LEAST_RIGHT = 0.5
_FREE_YEARS, _FOUNDED_BEFORE = (2021, 2022, 2020), date(2018, 1, 1)
_NOT_PLANTED = {
    "two_places": "要有签到的人",
    "whole_year_at_once": "要隔天报送",
}
"""What the sample has not, and why; nothing is said of how often these are right."""

Mark = tuple[str, str, int]
"""Rule, file and row."""


@dataclass(frozen=True)
class Measured:
    """Of a rule: rows it ought to find, rows it found rightly, rows it pointed at wrongly."""

    planted: int
    right: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """The share of what it pointed at that it ought to find; None where it pointed at nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The share of what it ought to find that it found."""
        return self.right / self.planted if self.planted else None


def precision(schools: int, seed: int, scratch: Path) -> list[Part]:
    """Plant, build and count; one part a rule, of which a shipped one that is right too seldom counts as wrong."""
    lines = check_standards(PROJECT / "data" / "standards")
    rules = [row for row in lines["check_rule"] if isinstance(row, CheckRule)]
    documents = [row for row in lines["dated_document"] if isinstance(row, DatedDocument)]
    home = copied(district(scratch.parent / "district", schools, seed).home, scratch / "home")
    off = frozenset(row.day for row in lines["public_holiday"] if isinstance(row, PublicHoliday))
    rows = planted(Maker(Random(seed), tuple(_branches(home)), off), documents)
    _sent(home, scratch / "样本", rows)
    found = measured(truth(rows), _flags(home), [rule.rule for rule in rules])
    return [_part(rule, found[rule.rule]) for rule in rules]


def planted(make: Maker, documents: Sequence[DatedDocument]) -> list[Planted]:
    """Return the rows of a sample, honest ones among them."""
    return [
        *texts.topics(make),
        *texts.actions(make),
        *habits.years(make, _FREE_YEARS),
        *habits.evidence(make, 2024),
        *habits.holidays(make),
        *habits.early(make, [(one.name, one.published_on) for one in documents if one.published_on < date(2026, 7, 1)]),
    ]


def truth(rows: Iterable[Planted]) -> set[Mark]:
    """Return which rule ought to find which row, as the two files are written."""
    number = {ACTIVITIES: 1, PROBLEMS: 1}
    found: set[Mark] = set()
    for row in rows:
        file = PROBLEMS if row.action else ACTIVITIES
        number[file] += 1
        found |= {(rule, file, number[file]) for rule in row.rules}
    return found


def measured(ought: Collection[Mark], found: Collection[Mark], rules: Iterable[str]) -> Mapping[str, Measured]:
    """Count, by rule, what was planted, found rightly and pointed at wrongly."""
    planted_by, right_by, wrong_by = (
        Counter(rule for rule, _, _ in marks)
        for marks in (set(ought), set(found) & set(ought), set(found) - set(ought))
    )
    return {rule: Measured(planted_by[rule], right_by[rule], wrong_by[rule]) for rule in rules}


def _part(rule: CheckRule, found: Measured) -> Part:
    name = f"{NAME}：{rule.label}"
    if rule.rule in _NOT_PLANTED:
        return Part(name, 0, 0, (f"样本里没有（{_NOT_PLANTED[rule.rule]}），没有量",))
    if not rule.shipped:
        return Part(
            name, found.planted, 0, (f"已停用，应标出 {found.planted} 行，标出 {found.right + found.wrong} 行",)
        )
    said = (
        f"应标出 {found.planted} 行，标对 {found.right} 行，标错 {found.wrong} 行："
        f"准确率 {_percent(found.precision)}，找到率 {_percent(found.recall)}"
    )
    too_seldom = found.precision is None or found.precision < LEAST_RIGHT
    return Part(name, found.planted, found.wrong if too_seldom else 0, (said,))


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"


def _branches(home: Path) -> list[Branch]:
    """Return the branches that were there in all years of the sample and belong to one school, each with it."""
    register = Store(home).live_frame("organisation").filter(pl.col("dissolved_on").is_null(), org_type="党支部")
    old = register.filter(pl.col("founded_on") < _FOUNDED_BEFORE).sort("org_code")
    pairs = old.select("org_code", "school_codes").drop_nulls().rows()
    return [Branch(code, school) for code, school in pairs if "、" not in school]


def _sent(home: Path, folder: Path, rows: Sequence[Planted]) -> None:
    """Write the rows and the district's notice, send them in and build."""
    folder.mkdir()
    (home / FOLDER).mkdir(exist_ok=True)
    (home / FOLDER / "主题党日通知.txt").write_text(words()["notice"], encoding="utf-8")
    _write(folder / ACTIVITIES, [_activity(row) for row in rows if not row.action])
    _write(folder / PROBLEMS, [_problem(row, at) for at, row in enumerate(row for row in rows if row.action)])
    for command in (("ingest", str(folder), "--as-of", DAY), ("build", "--as-of", DAY)):
        ran = run(home, *command)
        if ran.code != 0 or ran.fault:
            raise RuntimeError(f"{command[0]}: {ran.fault or ran.said[-500:]}")


def _activity(row: Planted) -> dict[str, object]:
    return {
        "党组织": row.org,
        "活动日期": row.on_day,
        "活动类型": row.kind,
        "活动主题": row.topic,
        "应到人数": row.figures.get("expected", ""),
        "实到人数": row.figures.get("attended", ""),
        "参与人次": row.figures.get("participants", ""),
        "佐证材料": row.evidence,
    }


def _problem(row: Planted, number: int) -> dict[str, object]:
    return {
        "问题编号": f"HS{number:04}",
        "党组织": row.org,
        "问题来源": "自查",
        "问题类别": "其他",
        "问题描述": f"自查发现的第{number}个问题",
        "提出日期": row.on_day,
        "整改期限": row.on_day.replace(year=row.on_day.year + 1),
        "整改措施": row.action,
    }


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _flags(home: Path) -> set[Mark]:
    """Return what the checks point at in the two files; the district has flagged rows of its own."""
    with open_published(home / "warehouse") as reader:
        rows = reader.execute(
            "select rule, file, row_number from check_flag where file in (?, ?)", [ACTIVITIES, PROBLEMS]
        )
        return {(str(rule), str(file), int(number)) for rule, file, number in rows.fetchall()}
