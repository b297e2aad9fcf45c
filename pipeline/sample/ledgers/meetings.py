"""Meetings of branches: which are held in a month, and what they are about."""

from __future__ import annotations

from datetime import date
from random import Random

from pipeline.sample.district.calendar import fixed_day, meeting_day
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import words
from pipeline.sample.ledgers.meeting_log import MeetingLog


def branch_meetings(district: District, branch: Organisation) -> tuple[Rows, Rows]:
    """Return activities and attendance of a branch in all years."""
    log = MeetingLog(district, branch)
    wish = log.rng.randint(9, 24)
    merged_study = log.rng.random() < 0.35
    annual = log.rng.choice((1, 1, 12, 12, 3))
    for year in district.years:
        for month in range(1, 13):
            day = meeting_day(log.rng, year, month, wish)
            if branch.kind_on(day) in BRANCH_TYPES:
                _month(log, day, merged_study, annual)
    return log.activities, log.attendance


def _month(log: MeetingLog, day: date, merged_study: bool, annual: int) -> None:
    roll = log.district.roll(log.organisation.code, day)
    assembly = day.month % 3 == log.rng.choice((0, 2)) or day.month in (6, 12)
    merged = assembly and log.rng.random() < 0.4
    _party_day(log, day, roll, merged, merged_study)
    if assembly and not merged:
        _assembly(log, day)
    if not merged_study:
        _study(log, day)
    if day.month in (3, 5, 9, 11):
        _lecture(log, day)
    _committee(log, day, roll)
    _groups(log, day, roll)
    if day.month == annual:
        _review(log, day, roll)
    _other(log, day, roll)


def _another(log: MeetingLog, day: date) -> tuple[date, list[Membership]]:
    """Return another day of the month with its roll."""
    other = meeting_day(log.rng, day.year, day.month)
    return other, log.district.roll(log.organisation.code, other)


def _party_day(log: MeetingLog, day: date, roll: list[Membership], merged: bool, merged_study: bool) -> None:
    if log.held(day.month):
        types = (("支部党员大会",) if merged else ()) + ("主题党日",) + (("支部学习交流",) if merged_study else ())
        on = fixed_day(day.year, day.month) if log.school.habits.mondays else day
        log.write(on, types, theme(log.rng), roll)


def _assembly(log: MeetingLog, day: date) -> None:
    if log.held(day.month):
        other, roll = _another(log, day)
        topic = log.rng.choice(words("phrases")["assembly"]) + f"（{day.year}年第{(day.month + 2) // 3}季度）"
        log.write(other, ("支部党员大会",), topic, roll)


def _study(log: MeetingLog, day: date) -> None:
    if log.held(day.month, 0.99):
        phrases = words("phrases")
        other, roll = _another(log, day)
        topic = f"{log.rng.choice(phrases['themes'])}学习交流：{log.rng.choice(phrases['angles'])}"
        log.write(other, ("支部学习交流",), topic, roll)


def _lecture(log: MeetingLog, day: date) -> None:
    if log.held(day.month):
        phrases = words("phrases")
        other, roll = _another(log, day)
        topic = f"党课：{log.rng.choice(phrases['lecture'])}（{log.rng.choice(phrases['themes'])}）"
        log.write(other, ("党课",), topic, roll)


def _review(log: MeetingLog, day: date, roll: list[Membership]) -> None:
    """Write down the yearly 组织生活会; where it has not judged its members, another meeting does."""
    if not log.held(day.month):
        return
    year = day.year - (day.month < 6)
    types = ("组织生活会", "民主评议党员") if log.rng.random() < 0.6 else ("组织生活会",)
    other = meeting_day(log.rng, day.year, day.month)
    log.write(other, types, f"{year}{words('phrases')['review'][len(types) == 1]}", roll)
    if len(types) == 1 and log.held(day.month):
        other = meeting_day(log.rng, day.year, day.month)
        log.write(other, ("民主评议党员",), f"{year}年民主评议党员测评会", roll)


def _other(log: MeetingLog, day: date, roll: list[Membership]) -> None:
    if log.rng.random() < 0.12:
        phrases = words("phrases")
        kind, topic = log.rng.choice(sorted(phrases["others"].items()))
        other = meeting_day(log.rng, day.year, day.month)
        topic = f"{topic}：{log.rng.choice(phrases['angles'])}"
        log.write(other, (kind,), topic, log.rng.sample(roll, (len(roll) + 1) // 2))


def _committee(log: MeetingLog, day: date, roll: list[Membership]) -> None:
    committee = [one for one in roll if one.party_post]
    full = sum(one.person.full is not None and one.person.full <= day for one in roll)
    if full >= 7 and len(committee) >= 3 and log.held(day.month):
        topic = f"{day.month}月支委会：{log.rng.choice(words('phrases')['committee'])}"
        log.write(meeting_day(log.rng, day.year, day.month), ("支委会",), topic, committee)


def _groups(log: MeetingLog, day: date, roll: list[Membership]) -> None:
    groups = log.organisation.groups or 0
    for number in range(groups):
        if log.held(day.month, 0.985):
            topic = f"第{'一二三'[number]}党小组：{log.rng.choice(words('phrases')['group'])}"
            log.write(meeting_day(log.rng, day.year, day.month), ("党小组会",), topic, roll[number::groups])


def theme(rng: Random) -> str:
    """Return the topic of a 主题党日."""
    phrases = words("phrases")
    return f"{rng.choice(phrases['theme_verbs'])}{rng.choice(phrases['themes'])}，{rng.choice(phrases['angles'])}"
