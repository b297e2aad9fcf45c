"""Judgements of a year: 民主评议党员 of members, 标准化建设 of branches."""

from __future__ import annotations

from datetime import date
from random import Random

from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

ROUNDS = ("第一批", "第二批", "第三批")


def appraisals(district: District, branch: Organisation) -> Rows:
    """Return every member's grade at the end of a year; of the open year only where a school appraises in summer."""
    diligence = Diligence(district, branch, "appraisal")
    generous = diligence.rng.random() < 0.1
    in_summer = random_for(district.seed, "summer", branch.schools[0]).random() < 0.2
    rows: Rows = []
    for year in district.years:
        day = min(date(year, 12, 31), district.as_of)
        if not _is_branch_on(branch, day) or (day == district.as_of and not in_summer):
            continue
        roll = district.roll(branch.code, day)
        full = [one for one in roll if _is_full_member(one, day)]
        best = _best(diligence, full, generous or diligence.is_slack_year(year))
        for one in roll:
            grade = _grade(diligence.rng, one, best, one in full)
            if diligence.done(year, 0.9):
                head: dict[str, object] = {"年度": year, "党组织": branch.code, **diligence.person(one)}
                rows.append({**head, "公民身份证号": one.person.identity, "等次": grade})
    return rows


def _is_full_member(one: Membership, day: date) -> bool:
    return one.person.full is not None and one.person.full <= day


def _is_branch_on(branch: Organisation, day: date) -> bool:
    return branch.active_on(day) and branch.kind_on(day) in BRANCH_TYPES


def _best(diligence: Diligence, full: list[Membership], generous: bool) -> set[str]:
    """Return who is 优秀: leaders and those with a post first; a third of the members at most, but where generous."""
    order = sorted(full, key=lambda one: (not one.leader, not one.party_post, diligence.rng.random()))
    share = 0.42 if generous else diligence.rng.uniform(0.2, 0.33)
    return {one.person.key for one in order[: max(0, int(len(order) * share))]}


def _grade(rng: Random, one: Membership, best: set[str], full: bool) -> str:
    if not full:
        return "不定等次"
    usual = weighted(rng, [("合格", 97), ("基本合格", 2.6), ("不合格", 0.4)])
    return "优秀" if one.person.key in best else usual


def standardisation(district: District, branch: Organisation, number: int) -> Rows:
    """Return eight items of a branch in the year of its turn; a few rate themselves without being on the plan."""
    diligence = Diligence(district, branch, "standardisation")
    phrases = words("paperwork")
    rows: Rows = []
    for year in district.years:
        turn = (number + year) % 3
        planned = turn == 0
        if not planned and (turn == 1 or number % 4):
            continue
        if not _is_branch_on(branch, min(date(year, 12, 31), district.as_of)) or not branch.active_on(district.as_of):
            continue
        points = _points(diligence, year, phrases["full_points"])
        result = _result(sum(points))
        for item, scored, full in zip(phrases["items"], points, phrases["full_points"], strict=True):
            rows.append(
                {
                    "年度": year,
                    "党组织": branch.code,
                    "批次": ROUNDS[number % 3] if planned else None,
                    "计划达标": planned,
                    "项目": item,
                    "得分": scored,
                    "满分": float(full),
                    "验收结论": result,
                }
            )
    return rows


def _points(diligence: Diligence, year: int, full_points: list[int]) -> list[float]:
    """Return the points of each item, in halves."""
    level = 0.97 - diligence.weakness * 0.8 - (0.12 if diligence.is_slack_year(year) else 0)
    return [round(min(full, full * min(1.0, diligence.rng.gauss(level, 0.05))) * 2) / 2 for full in full_points]


def _result(whole: float) -> str:
    if whole >= 85:
        return "达标"
    return "基本达标" if whole >= 75 else "未达标"
