"""发展党员 step by step, and 组织关系 that moved from one organisation to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, words

Move = tuple[date, str, str]
"""Day, giving and taking branch (or the name of a place outside)."""
AHEAD = timedelta(days=120)  # how far a clerk writes down what is due


def admissions(district: District, branch: Organisation) -> Rows:
    """Return the steps of everybody who joined in these years, and of a few who are on the way."""
    diligence = Diligence(district, branch, "admission")
    steps, shifts = words("paperwork")["steps"], words("paperwork")["step_days"]
    rows: Rows = []
    for number, day in enumerate(_joining_days(district, diligence, branch)):
        frontline = diligence.rng.random() < 0.72
        stalled = day > district.as_of and diligence.rng.random() < 0.2 + diligence.weakness
        candidate = f"FZ{branch.code[4:]}-{number + 1:02d}"
        last = diligence.rng.randint(3, 9) if stalled else 99
        for place, (step, shift) in enumerate(zip(steps, shifts, strict=True)):
            due = day + timedelta(days=shift)
            done = _done(diligence, due, place, day, last)
            if _is_written_down(district, branch, due):
                rows.append(
                    {
                        "编号": candidate,
                        "党组织": branch.code,
                        "程序": step,
                        "应完成日期": due,
                        "完成日期": done if done and done <= district.as_of else None,
                        "一线骨干教师": frontline,
                    }
                )
    return rows


def _joining_days(district: District, diligence: Diligence, branch: Organisation) -> list[date]:
    """Return when members of a branch joined, and when a few who are on the way will."""
    members = district.by_branch.get(branch.code, [])
    joined = [one.came for one in members if one.came and one.came == one.person.joined]
    waiting = [
        district.as_of + timedelta(days=diligence.rng.randint(60, 900))
        for _ in range(2)
        if diligence.rng.random() < 0.22 and branch.staff_branch
    ]
    return joined + waiting


def _is_written_down(district: District, branch: Organisation, due: date) -> bool:
    """Tell whether a clerk has a step in the ledger: of these years and a little ahead, while the branch lives."""
    first = district.as_of.replace(year=district.first_year, month=1, day=1)
    return first <= due <= district.as_of + AHEAD and branch.active_on(due) and branch.active_on(district.as_of)


def _done(diligence: Diligence, due: date, place: int, joined: date, last: int) -> date | None:
    """Return the day on which a step was taken, mostly a little early; None from the step where somebody stuck."""
    if place >= last:
        return None
    if place == 14:  # 支部大会讨论接收: the day on which somebody joins
        return joined
    if diligence.rng.random() < 0.02 + diligence.weakness * 0.5:
        return due + timedelta(days=diligence.rng.randint(2, 40))
    return due - timedelta(days=diligence.rng.randint(0, 9))


def transfers(district: District) -> Rows:
    """Return every move between branches, some that came from or went to places outside the district, by day."""
    rng = random_for(district.seed, "transfer")
    rows: Rows = []
    for day, giver, taker in sorted([*_moves_within(district), *_moves_over_the_border(district, rng)]):
        ends = [district.organisations[code] for code in (giver, taker) if code in district.organisations]
        late, received = _received(rng, day, district, ends[-1])
        issued = day - timedelta(days=late)
        if _is_issued(district, issued) and all(_keeps_ledger(district, one, issued, day) for one in ends):
            rows.append(
                {
                    "编号": f"JZ{issued.year}{len(rows) + 1:04d}",
                    "转出党组织": giver,
                    "转入党组织": taker,
                    "开出日期": issued,
                    "接收日期": received if received and received <= district.as_of else None,
                }
            )
    return rows


def _moves_within(district: District) -> Iterator[Move]:
    """Yield the moves of people whom the district's cases name."""
    rolled = set(district.cases.get("moved_people", []))
    for earlier, one in pairwise(_memberships(district)):
        if one.person.key == earlier.person.key and one.came and one.person.number in rolled:
            yield one.came, earlier.branch, one.branch


def _memberships(district: District) -> list[Membership]:
    return sorted(district.memberships, key=lambda one: (one.person.key, one.came or date.min))


def _moves_over_the_border(district: District, rng: Random) -> Iterator[Move]:
    """Yield those who left the district, and one who comes to each school in each year."""
    outside = words("paperwork")["outside"]
    last = {one.person.key: one for one in _memberships(district)}
    for one in last.values():
        if one.left and one.left < district.as_of:
            yield one.left, one.branch, rng.choice(outside)
    for top in district.school_organisations():
        for year in district.years:
            branch = rng.choice(district.branches_below(top.code))
            day = date(year, rng.choice((2, 7, 8, 9)), rng.randint(1, 28))
            yield day, rng.choice(outside), branch.code


def _is_issued(district: District, issued: date) -> bool:
    return issued <= district.as_of and issued.year >= district.first_year


def _keeps_ledger(district: District, one: Organisation, issued: date, day: date) -> bool:
    return one.active_on(issued) and one.active_on(day) and not district.is_silent(one)


def _received(rng: Random, day: date, district: District, taker: Organisation) -> tuple[int, date | None]:
    """Return how many days before the move the letter was written, and when it was received."""
    weak = 1 - district.school_of(taker).habits.diligence
    mark = rng.random()
    if mark < 0.02 + weak * 0.4:
        return 10, day + timedelta(days=rng.randint(95, 140))
    if mark < 0.04 + weak * 0.6:
        return 10, None
    return rng.randint(3, 60), day
