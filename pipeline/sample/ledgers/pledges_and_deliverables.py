"""责任书 that are signed and scored, and what leaders hand in: 学习报告, 述学, 述职, 实施方案."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import NOBODY, Diligence, secretary
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

OWN, CLEAN, GOALS = "党员目标管理责任书", "党风廉政建设责任书", "党建目标责任书"
EXACT = (100.0, 80.0, 60.0)  # the bounds of the bands, which must fall on the right side


def member_pledges(district: District, branch: Organisation) -> Rows:
    """Return the two 责任书 of every member: signed in spring, or soon after somebody came; scored at the end."""
    diligence = Diligence(district, branch, "pledge")
    rows: Rows = []
    for year in district.years:
        spring = meeting_day(diligence.rng, year, 3)
        closed = _is_closed(district, branch, year)
        for one in district.by_branch.get(branch.code, []):
            day = _signing_day(diligence.rng, branch, one, spring)
            if day is None:
                continue
            kinds = {OWN: closed, CLEAN: closed and one.leader}
            is_over = day > district.as_of or day.year != year
            for kind, is_scored in kinds.items():
                score = _score(diligence.rng, diligence.weakness) if is_scored else None
                if not is_over and diligence.done(year, 0.85):
                    rows.append(_pledge(year, kind, branch, diligence.person(one), day, score))
    return rows


def _signing_day(rng: Random, branch: Organisation, one: Membership, spring: date) -> date | None:
    """Return when a member signs: with all in spring, a new one soon after; not in the year of a move."""
    day = spring
    if one.came and one.came > spring:
        if one.came != one.person.joined or one.came.year != spring.year:
            return None
        day = one.came + timedelta(days=rng.randint(5, 20))
    return day if one.on(day) and branch.active_on(day) and branch.kind_on(day) in BRANCH_TYPES else None


def _is_closed(district: District, branch: Organisation, year: int) -> bool:
    """Tell whether a year is scored: once it is over, in some schools at its half."""
    half_year = random_for(district.seed, "half_year", branch.schools[0], year).random() < 0.25
    return year < district.as_of.year or half_year


def organisation_pledges(district: District, organisation: Organisation) -> Rows:
    """Return the 党建目标责任书 that an organisation signs with the one above it."""
    rng = random_for(district.seed, "goals", organisation.code)
    weak = 1 - district.school_of(organisation).habits.diligence if organisation.schools else 0.0
    rows: Rows = []
    for year in district.years:
        day = meeting_day(rng, year, 2 + rng.randint(0, 1))
        missed = rng.random() < (weak - 0.02) * 0.8
        score = round(rng.uniform(86, 99) - weak * 60, 1) if year < district.as_of.year else None
        if day <= district.as_of and organisation.active_on(day) and not missed:
            rows.append(_pledge(year, GOALS, organisation, NOBODY, day, score))
    return rows


def _pledge(
    year: int, kind: str, organisation: Organisation, who: dict[str, object], day: date, score: float | None
) -> dict[str, object]:
    head: dict[str, object] = {"年度": year, "责任书类型": kind, "党组织": organisation.code}
    return {**head, **who, "签订日期": day, "考核得分": score}


def _score(rng: Random, weak: float) -> float:
    mark = rng.random()
    if mark < 0.02:
        return rng.choice(EXACT)
    return weighted(
        rng,
        [
            (100.0, 6),
            (round(rng.uniform(88, 99.5), 1), 80),
            (round(rng.uniform(80, 88), 1), 12),
            (round(rng.uniform(60, 80), 1), 0.3 + weak * 12),
            (round(rng.uniform(40, 59.5), 1), 0.1 + weak * 5),
        ],
    )


def deliverables(district: District, branch: Organisation) -> Rows:
    """Return what the leading members and the 书记 of a branch hand in over the years."""
    diligence = Diligence(district, branch, "deliverable")
    titles = words("paperwork")["report_titles"]
    rows: Rows = []
    for year in district.years:
        for kind, month, chance in (("学习报告", 6, 0.5), ("学习报告", 11, 0.3), ("述学", 12, 0.6)):
            day = meeting_day(diligence.rng, year, month)
            title = f"{year}年{'上' if month < 7 else '下'}半年{diligence.rng.choice(titles)}"
            if kind == "述学":
                title = f"{year}年度述学报告"
            for one in district.roll(branch.code, day):
                if one.leader and diligence.done(year, chance):
                    _hand_in(district, rows, diligence, branch, one, kind, day, title)
        _secretary_writes(district, rows, diligence, branch, year, district.roll(branch.code, date(year, 3, 10)))
    return rows


def school_deliverables(district: District, top: Organisation) -> Rows:
    """Return 述职 and 实施方案 of a school's organisation that has branches below it."""
    diligence = Diligence(district, top, "deliverable")
    rows: Rows = []
    for year in district.years:
        day = date(year, 3, 10)
        roll = [one for branch in district.branches_below(top.code) for one in district.roll(branch.code, day)]
        _secretary_writes(district, rows, diligence, top, year, roll)
    return rows


def _secretary_writes(
    district: District, rows: Rows, diligence: Diligence, organisation: Organisation, year: int, roll: list[Membership]
) -> None:
    """Add what the 书记 hands in; titles name the organisation, because one 书记 may write for two."""
    one = secretary(district, organisation, roll)
    plan, lecture = (
        meeting_day(diligence.rng, year, 3),
        meeting_day(diligence.rng, year, diligence.rng.choice((5, 6, 9))),
    )
    told = meeting_day(diligence.rng, year, 12)
    if one is None:
        return
    name = organisation.short
    if diligence.done(year, 0.6):
        _hand_in(district, rows, diligence, organisation, one, "实施方案", plan, f"{name}{year}年主题教育实施方案")
    if diligence.rng.random() < 0.5:
        _hand_in(district, rows, diligence, organisation, one, "党课讲稿", lecture, f"{name}{year}年书记党课讲稿")
    if diligence.done(year, 0.6):
        _hand_in(district, rows, diligence, organisation, one, "述职", told, f"{name}书记{year}年抓党建述职报告")


def _hand_in(
    district: District,
    rows: Rows,
    diligence: Diligence,
    organisation: Organisation,
    one: Membership,
    kind: str,
    day: date,
    title: str,
) -> None:
    if day <= district.as_of and organisation.active_on(day) and one.on(day):
        head: dict[str, object] = {"年度": day.year, "党组织": organisation.code, **diligence.person(one)}
        rows.append({**head, "材料类型": kind, "完成日期": day, "题目": title})
