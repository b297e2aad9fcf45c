"""Activities that come in with files of their own: 志愿服务, 谈心谈话 with who was there, the district's meetings.

They have random numbers of their own, so that the branches' monthly meetings do not depend on them. `_separate` marks
the rows.
"""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.calendar import meeting_day, saturday
from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.structure import DISTRICT
from pipeline.sample.district.vocabulary import random_for, words
from pipeline.sample.ledgers.separate_rows import activity, sign_in

DISTRICT_MEETINGS = (24, 19, 21)  # 党建工作研究 of the district in a year, in turn


def volunteering_and_talks(district: District, branch: Organisation) -> tuple[Rows, Rows]:
    """Return activities and attendance: 志愿服务 by quarter, and 谈心谈话 where a school keeps sign-in lists."""
    diligence = Diligence(district, branch, "gatherings")
    rng = diligence.rng
    activities: Rows = []
    attendance: Rows = []
    for year in district.years:
        for quarter in range(4):
            day = meeting_day(rng, year, quarter * 3 + rng.randint(1, 3))
            angle = rng.choice(words("phrases")["angles"])
            roll = _roll(district, branch, day)
            helpers = max(2, round(len(roll) * rng.uniform(0.4, 0.9)))
            if roll and diligence.done(year, 0.75):
                always = branch.full_attendance_year == year
                came = helpers if always else helpers - rng.randint(0, 1)
                kind = "志愿服务、关怀慰问" if rng.random() < 0.12 else "志愿服务"
                guests = came + rng.randint(0, 8)
                activities.append(activity(branch.code, day, kind, f"志愿服务：{angle}", helpers, came, guests))
        if district.school_of(branch).habits.detail:
            day = saturday(meeting_day(rng, year, rng.choice((3, 7))))
            _talk(district, diligence, branch, day, activities, attendance)
    return activities, attendance


def _roll(district: District, branch: Organisation, day: date) -> list[Membership]:
    alive = day <= district.as_of and branch.active_on(day) and branch.kind_on(day) in BRANCH_TYPES
    return district.roll(branch.code, day) if alive else []


def _talk(
    district: District, diligence: Diligence, branch: Organisation, day: date, activities: Rows, attendance: Rows
) -> None:
    roll = _roll(district, branch, day)
    topic = "支部谈心谈话"
    states = ["出席" if diligence.done(day.year, 0.85) else "请假" for _ in roll]
    if roll:
        activities.append(activity(branch.code, day, "谈心谈话", topic, len(roll), states.count("出席"), None))
        attendance += sign_in(branch, day, topic, roll, states, diligence.number_written)


def district_meetings(district: District) -> Rows:
    """Return 党建工作研究 of the district's committee of nine: as often as it should be, but for one year."""
    rng = random_for(district.seed, "district_meetings")
    rows: Rows = []
    for place, year in enumerate(district.years):
        for number in range(DISTRICT_MEETINGS[place % len(DISTRICT_MEETINGS)]):
            day = meeting_day(rng, year, 1 + number * 12 // 24)
            topic = f"专题研究：{rng.choice(words('phrases')['themes'])}（{number + 1}）"
            if day <= district.as_of:
                rows.append(activity(DISTRICT, day, "党建工作研究", topic, 9, 9 - rng.randint(0, 2), None))
    return rows
