"""Meetings of a school's own organisation: 中心组学习, 服务能力培训研讨, 警示教育, and those that run a school."""

from __future__ import annotations

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.district import World
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import words
from pipeline.sample.ledgers.meetings import Diary

CENTRE_MONTHS = (1, 3, 4, 5, 6, 9, 10, 11)


def school_meetings(world: World, top: Organisation) -> Rows:
    """Activities of a school-level organisation in all years."""
    diary = Diary(world, top)
    diary.rng.seed(f"{world.seed}:school_meetings:{top.code}")
    for year in world.years:
        _study_together(diary, year)
        for start in (3, 9):
            _once_a_semester(diary, year, start)
        for month in (1, 3, 5, 6, 9, 11):
            _run_school(diary, year, month)
    return diary.activities


def _people(diary: Diary, year: int, month: int) -> list[Membership]:
    day = meeting_day(diary.rng, year, month)
    found: list[Membership] = []
    for branch in {diary.organisation.code: diary.organisation, **_branches(diary)}:
        found += diary.world.roll(branch, day)
    return found


def _branches(diary: Diary) -> dict[str, Organisation]:
    return {one.code: one for one in diary.world.below(diary.organisation.code)}


def _study_together(diary: Diary, year: int) -> None:
    if not diary.organisation.centre:
        return
    rng, phrases = diary.rng, words("phrases")
    dropped = 0 if diary.diligence >= 0.985 else rng.choice((1, 2, 2) if diary.diligence > 0.9 else (2, 3, 4))
    months = sorted(rng.sample(CENTRE_MONTHS, len(CENTRE_MONTHS) - dropped))
    for number, month in enumerate(months):
        sitting = [one for one in _people(diary, year, month) if one.centre]
        topic = f"{year}年第{number + 1}次中心组学习：{rng.choice(phrases['centre'])}"
        diary.write(meeting_day(rng, year, month), ("中心组学习",), topic, sitting)


def _once_a_semester(diary: Diary, year: int, start: int) -> None:
    rng, phrases = diary.rng, words("phrases")
    for kind, wording in (("服务能力培训研讨", "service"), ("警示教育", "warning")):
        month = start + rng.randint(0, 3 if start == 3 else 2)
        people = _people(diary, year, month)
        if diary.held(start):
            topic = f"{rng.choice(phrases[wording])}（{year}年{'上' if start == 3 else '下'}半年）"
            diary.write(meeting_day(rng, year, month), (kind,), topic, people)


def _run_school(diary: Diary, year: int, month: int) -> None:
    rng = diary.rng
    leaders = [one for one in _people(diary, year, month) if one.leader]
    for kind, topic in sorted(words("phrases")["school_meetings"].items()):
        if rng.random() < 0.5 * diary.diligence:
            diary.write(meeting_day(rng, year, month), (kind,), f"{year}年{month}月{topic}", leaders)
