"""发展党员 step by step, and 组织关系 that moved from one organisation to another."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, words

AHEAD = timedelta(days=120)  # how far a clerk writes down what is due


def admissions(district: District, branch: Organisation) -> Rows:
    """Return the steps of everybody who joined in these years, and of a few who are on the way."""
    diligence = Diligence(district, branch, "admission")
    joined = [one.came for one in district.by_branch.get(branch.code, []) if one.came and one.came == one.person.joined]
    waiting = [
        district.as_of + timedelta(days=diligence.rng.randint(60, 900))
        for _ in range(2)
        if diligence.rng.random() < 0.22 and branch.staff_branch
    ]
    rows: Rows = []
    for number, day in enumerate([*joined, *waiting]):
        frontline = diligence.rng.random() < 0.72
        stalled = day > district.as_of and diligence.rng.random() < 0.2 + diligence.weakness
        candidate = f"FZ{branch.code[4:]}-{number + 1:02d}"
        last = diligence.rng.randint(3, 9) if stalled else 99
        for place, (step, shift) in enumerate(
            zip(words("paperwork")["steps"], words("paperwork")["step_days"], strict=True)
        ):
            due = day + timedelta(days=shift)
            done = _done(diligence, due, place, day, last)
            if district.as_of.replace(year=district.first_year, month=1, day=1) <= due <= district.as_of + AHEAD:
                if not (branch.active_on(due) and branch.active_on(district.as_of)):
                    continue
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
    moves: list[tuple[date, str, str]] = []
    before: dict[str, Membership] = {}
    rolled = set(district.cases.get("moved_people", []))
    outside = words("paperwork")["outside"]
    for one in sorted(district.memberships, key=lambda one: (one.person.key, one.came or date.min)):
        earlier = before.get(one.person.key)
        before[one.person.key] = one
        if one.came and earlier is not None and one.person.number in rolled:
            moves.append((one.came, earlier.branch, one.branch))
    for one in before.values():
        if one.left and one.left < district.as_of:
            moves.append((one.left, one.branch, rng.choice(outside)))
    for top in district.school_organisations():
        for year in district.years:
            branch = rng.choice(district.branches_below(top.code))
            day = date(year, rng.choice((2, 7, 8, 9)), rng.randint(1, 28))
            moves.append((day, rng.choice(outside), branch.code))
    rows: Rows = []
    for day, giver, taker in sorted(moves):
        ends = [district.organisations[code] for code in (giver, taker) if code in district.organisations]
        late, received = _received(rng, day, district, ends[-1])
        issued = day - timedelta(days=late)
        alive = all(one.active_on(issued) and one.active_on(day) for one in ends)
        silent = any(district.is_silent(one) for one in ends)
        if issued > district.as_of or issued.year < district.first_year or not alive or silent:
            continue
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


def _received(rng: Random, day: date, district: District, taker: Organisation) -> tuple[int, date | None]:
    """Return how many days before the move the letter was written, and when it was received."""
    weak = 1 - district.school_of(taker).habits.diligence
    mark = rng.random()
    if mark < 0.02 + weak * 0.4:
        return 10, day + timedelta(days=rng.randint(95, 140))
    if mark < 0.04 + weak * 0.6:
        return 10, None
    return rng.randint(3, 60), day
