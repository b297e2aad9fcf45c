"""责任书 that are signed and scored, and what leaders hand in: 学习报告, 述学, 述职, 实施方案."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import NOBODY, Care, secretary
from pipeline.sample.district.district import World
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import dice, weighted, words

OWN, CLEAN, GOALS = "党员目标管理责任书", "党风廉政建设责任书", "党建目标责任书"
EXACT = (100.0, 80.0, 60.0)  # the bounds of the bands, which must fall on the right side


def member_pledges(world: World, branch: Organisation) -> Rows:
    """The two 责任书 of every member of a branch: signed in spring, or soon after somebody came; scored at the end."""
    care = Care(world, branch, "pledge")
    rows: Rows = []
    for year in world.years:
        spring = meeting_day(care.rng, year, 3)
        half_year = dice(world.seed, "half_year", branch.schools[0], year).random() < 0.25
        for one in world.by_branch.get(branch.code, []):
            day = spring
            if one.came and one.came > spring:
                moved = one.came != one.person.joined
                if moved or one.came.year != year:
                    continue
                day = one.came + timedelta(days=care.rng.randint(5, 20))
            if not one.on(day) or not branch.active_on(day) or branch.kind_on(day) not in BRANCH_TYPES:
                continue
            closed = year < world.as_of.year or half_year
            for kind in (OWN, CLEAN):
                score = _score(care.rng, care.weak) if closed and (kind == OWN or one.leader) else None
                if day <= world.as_of and day.year == year and care.done(year, 0.85):
                    rows.append(_pledge(year, kind, branch, care.person(one), day, score))
    return rows


def organisation_pledges(world: World, organisation: Organisation) -> Rows:
    """The 党建目标责任书 that an organisation signs with the one above it."""
    rng = dice(world.seed, "goals", organisation.code)
    weak = 1 - world.of_school(organisation).habits.diligence if organisation.schools else 0.0
    rows: Rows = []
    for year in world.years:
        day = meeting_day(rng, year, 2 + rng.randint(0, 1))
        missed = rng.random() < (weak - 0.02) * 0.8
        score = round(rng.uniform(86, 99) - weak * 60, 1) if year < world.as_of.year else None
        if day <= world.as_of and organisation.active_on(day) and not missed:
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


def deliverables(world: World, branch: Organisation) -> Rows:
    """What the leading members and the 书记 of a branch hand in over the years."""
    care = Care(world, branch, "deliverable")
    titles = words("paperwork")["report_titles"]
    rows: Rows = []
    for year in world.years:
        for kind, month, chance in (("学习报告", 6, 0.5), ("学习报告", 11, 0.3), ("述学", 12, 0.6)):
            day = meeting_day(care.rng, year, month)
            title = f"{year}年{'上' if month < 7 else '下'}半年{care.rng.choice(titles)}"
            if kind == "述学":
                title = f"{year}年度述学报告"
            for one in world.roll(branch.code, day):
                if one.leader and care.done(year, chance):
                    _hand_in(world, rows, care, branch, one, kind, day, title)
        _secretary_writes(world, rows, care, branch, year, world.roll(branch.code, date(year, 3, 10)))
    return rows


def school_deliverables(world: World, top: Organisation) -> Rows:
    """述职 and 实施方案 of a school's organisation that has branches below it."""
    care = Care(world, top, "deliverable")
    rows: Rows = []
    for year in world.years:
        day = date(year, 3, 10)
        roll = [one for branch in world.below(top.code) for one in world.roll(branch.code, day)]
        _secretary_writes(world, rows, care, top, year, roll)
    return rows


def _secretary_writes(
    world: World, rows: Rows, care: Care, organisation: Organisation, year: int, roll: list[Membership]
) -> None:
    """Titles name the organisation: one 书记 may write for two."""
    one = secretary(world, organisation, roll)
    plan, lecture = meeting_day(care.rng, year, 3), meeting_day(care.rng, year, care.rng.choice((5, 6, 9)))
    told = meeting_day(care.rng, year, 12)
    if one is None:
        return
    name = organisation.short
    if care.done(year, 0.6):
        _hand_in(world, rows, care, organisation, one, "实施方案", plan, f"{name}{year}年主题教育实施方案")
    if care.rng.random() < 0.5:
        _hand_in(world, rows, care, organisation, one, "党课讲稿", lecture, f"{name}{year}年书记党课讲稿")
    if care.done(year, 0.6):
        _hand_in(world, rows, care, organisation, one, "述职", told, f"{name}书记{year}年抓党建述职报告")


def _hand_in(
    world: World, rows: Rows, care: Care, organisation: Organisation, one: Membership, kind: str, day: date, title: str
) -> None:
    if day <= world.as_of and organisation.active_on(day) and one.on(day):
        head: dict[str, object] = {"年度": day.year, "党组织": organisation.code, **care.person(one)}
        rows.append({**head, "材料类型": kind, "完成日期": day, "题目": title})
