"""Meetings of a school's own organisation: 中心组学习, 服务能力培训研讨, 警示教育, and those that run a school."""

from __future__ import annotations

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import words
from pipeline.sample.ledgers.meeting_log import MeetingLog

CENTRE_MONTHS = (1, 3, 4, 5, 6, 9, 10, 11)


def school_meetings(district: District, top: Organisation) -> Rows:
    """Return activities of a school-level organisation in all years."""
    log = MeetingLog(district, top)
    log.rng.seed(f"{district.seed}:school_meetings:{top.code}")
    for year in district.years:
        _study_together(log, year)
        for start in (3, 9):
            _once_a_semester(log, year, start)
        for month in (1, 3, 5, 6, 9, 11):
            _run_school(log, year, month)
    return log.activities


def _people(log: MeetingLog, year: int, month: int) -> list[Membership]:
    day = meeting_day(log.rng, year, month)
    found: list[Membership] = []
    for branch in {log.organisation.code: log.organisation, **_branches(log)}:
        found += log.district.roll(branch, day)
    return found


def _branches(log: MeetingLog) -> dict[str, Organisation]:
    return {one.code: one for one in log.district.branches_below(log.organisation.code)}


def _study_together(log: MeetingLog, year: int) -> None:
    if not log.organisation.centre:
        return
    rng, phrases = log.rng, words("phrases")
    dropped = 0 if log.diligence >= 0.985 else rng.choice((1, 2, 2) if log.diligence > 0.9 else (2, 3, 4))
    months = sorted(rng.sample(CENTRE_MONTHS, len(CENTRE_MONTHS) - dropped))
    for number, month in enumerate(months):
        sitting = [one for one in _people(log, year, month) if one.centre]
        topic = f"{year}年第{number + 1}次中心组学习：{rng.choice(phrases['centre'])}"
        log.write(meeting_day(rng, year, month), ("中心组学习",), topic, sitting)


def _once_a_semester(log: MeetingLog, year: int, start: int) -> None:
    rng, phrases = log.rng, words("phrases")
    for kind, wording in (("服务能力培训研讨", "service"), ("警示教育", "warning")):
        month = start + rng.randint(0, 3 if start == 3 else 2)
        people = _people(log, year, month)
        if log.held(start):
            topic = f"{rng.choice(phrases[wording])}（{year}年{'上' if start == 3 else '下'}半年）"
            log.write(meeting_day(rng, year, month), (kind,), topic, people)


def _run_school(log: MeetingLog, year: int, month: int) -> None:
    rng = log.rng
    leaders = [one for one in _people(log, year, month) if one.leader]
    for kind, topic in sorted(words("phrases")["school_meetings"].items()):
        if rng.random() < 0.5 * log.diligence:
            log.write(meeting_day(rng, year, month), (kind,), f"{year}年{month}月{topic}", leaders)
