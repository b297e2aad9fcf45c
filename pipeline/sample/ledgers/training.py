"""Training hours (培训学时) of the members of a branch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, words

Write = Callable[[Membership, date, str, str, float, str | None], None]

# month, hours: 26 hours a year, 22 by the end of October
SESSIONS = ((3, 8.0), (5, 8.0), (9, 6.0), (11, 4.0))
LEADERS = ((4, 8.0), (7, 8.0))


def training(district: District, branch: Organisation) -> Rows:
    """Return training rows of a branch in all years; a person's rows are on the roll that he or she was on that day."""
    habits = district.school_of(branch).habits
    rng = random_for(district.seed, "training", branch.code)
    rows: Rows = []
    write = partial(_write, district, branch, rows)
    for year in district.years:
        sessions, extra = _days(rng, year, SESSIONS), _days(rng, year, LEADERS)
        courses = [_course(rng, year) for _ in SESSIONS]
        hosts = [rng.choice(words("names")["organisers"]) for _ in SESSIONS]
        for one in district.by_branch.get(branch.code, []):
            missed = _missed(rng, habits.hours - (0.12 if branch.staff_branch is False else 0))
            for number, (day, hours) in enumerate(sessions):
                if number not in missed:
                    write(one, day, courses[number], "集中培训", hours, hosts[number])
            if one.leader or one.party_post == "书记":
                _leaders_course(rng, one, extra, habits.hours, write)
            _own_study(rng, one, year, write)
    return rows


def _days(rng: Random, year: int, sessions: tuple[tuple[int, float], ...]) -> list[tuple[date, float]]:
    return [(meeting_day(rng, year, month), hours) for month, hours in sessions]


def _write(
    district: District,
    branch: Organisation,
    rows: Rows,
    one: Membership,
    day: date,
    course: str,
    kind: str,
    hours: float,
    host: str | None,
) -> None:
    if day > district.as_of or not one.on(day) or not branch.active_on(day):
        return
    habits = district.school_of(branch).habits
    rows.append(
        {
            "党组织": str(branch.parent) if habits.course_at_top else branch.code,
            "姓名": one.person.name,
            "党员编号": None if habits.names_only else one.person.number,
            "培训日期": day,
            "培训名称": course,
            "培训类别": kind,
            "学时": hours,
            "主办单位": host if habits.extras else None,
            "_person": one.person.key,
        }
    )


def _leaders_course(
    rng: Random, one: Membership, sessions: list[tuple[date, float]], share: float, write: Write
) -> None:
    for day, hours in sessions:
        if rng.random() < share:
            write(one, day, f"{day.year}年党组织书记和班子成员集中轮训", "集中轮训", hours, "区委教育工委")


def _own_study(rng: Random, one: Membership, year: int, write: Write) -> None:
    phrases = words("phrases")
    if rng.random() < 0.3:
        hours = rng.choice((1.0, 1.5, 2.0, 2.5, 3.0))
        write(one, meeting_day(rng, year, 6), rng.choice(phrases["online"]), "网络培训", hours, "干部网络学院")
    if rng.random() < 0.12:
        write(one, meeting_day(rng, year, 10), rng.choice(phrases["self_study"]), "自学", rng.choice((1.0, 2.0)), None)


def _missed(rng: Random, share: float) -> set[int]:
    """Return the sessions that somebody misses; without the last one a member still reaches 22 hours."""
    if rng.random() < share:
        return set()
    return set(rng.sample(range(4), rng.choice((1, 1, 2))))


def _course(rng: Random, year: int) -> str:
    phrases = words("phrases")
    return f"{year}年{rng.choice(phrases['courses'])}（{rng.choice(phrases['course_parts'])}）"
