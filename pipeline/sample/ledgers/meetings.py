"""Meetings of branches: activity rows and, where a school keeps them, attendance by person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from pipeline.sample.district.calendar import fixed_day, meeting_day, season
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

STUDY = ("支部党员大会", "党课", "主题党日", "支部学习交流")
CAME, EXCUSED = ("出席", "迟到", "补学"), ("请假", "公假", "病假", "事假")
LATE = (("出席", 92), ("迟到", 5), ("补学", 3))
AWAY = (("请假", 40), ("公假", 25), ("病假", 12), ("事假", 15), ("缺席", 8))


class MeetingLog:
    """Writes down one organisation's meetings, with who was expected and who came."""

    def __init__(self, district: District, organisation: Organisation) -> None:
        self.district, self.organisation = district, organisation
        self.school = district.school_of(organisation)
        self.rng = random_for(district.seed, "meetings", organisation.code)
        self.activities: Rows = []
        self.attendance: Rows = []
        own = organisation.diligence
        self.diligence = self.school.habits.diligence if own is None else own
        self.turnout = self.school.habits.turnout if own is None else min(0.985, own + 0.02)
        self._rooms: dict[date, str] = {}

    def held(self, month: int, factor: float = 1.0) -> bool:
        """Tell whether a due meeting takes place: always where the branch is exemplary."""
        return self.diligence >= 1 or self.rng.random() < self.diligence * season(month) * factor

    def write(self, day: date, types: tuple[str, ...], topic: str, roll: list[Membership]) -> None:
        """Add one activity, unless it lies outside the organisation's life or after the as-of day."""
        if not roll or not self._is_over_by_the_as_of_day(day):
            return
        rng, habits = self.rng, self.school.habits
        states = self._states(day, len(roll))
        came = _count(states, CAME)
        detail = habits.detail and any(kind in STUDY for kind in types)
        row: dict[str, object] = {
            "党组织": self.organisation.code,
            "活动日期": day,
            "活动类型": "、".join(types),
            "活动主题": topic,
            "应到人数": len(roll),
            "实到人数": came,
            "请假人数": _count(states, EXCUSED),
            "时长": weighted(rng, [(1.0, 3), (1.5, 4), (2.0, 3), (2.5, 1)]),
            "参与人次": None,
            "主持人": None,
            "地点": None,
            "佐证材料": None,
            "备注": None,
        }
        if detail and not habits.figures:
            row |= {"应到人数": None, "实到人数": None, "请假人数": None}
        if habits.rate:
            row |= {"实到人数": None, "请假人数": None, "到课率": round(came / len(roll) * 100, 1)}
        row |= self._extras(day, roll[0])
        if types[0] in ("志愿服务", "关怀慰问", "结对共建"):
            row["参与人次"] = came + rng.randint(0, 12)
        self.activities.append(row)
        if detail:
            self._sign_in(day, topic, roll, states)

    def _is_over_by_the_as_of_day(self, day: date) -> bool:
        return day <= self.district.as_of and self.organisation.active_on(day)

    def _states(self, day: date, expected: int) -> list[str]:
        """Return for each who is expected whether he or she came."""
        chance = self.turnout - (1 - season(day.month)) / 3
        states = [weighted(self.rng, LATE if self.rng.random() < chance else AWAY) for _ in range(expected)]
        return ["出席"] * expected if self.organisation.full_attendance_year == day.year else states

    def _extras(self, day: date, host: Membership) -> dict[str, object]:
        if not self.school.habits.extras:
            return {}
        names = words("names")
        return {
            "主持人": host.person.name,
            # nobody changes rooms between two meetings of one day
            "地点": self._rooms.setdefault(day, self.rng.choice(names["places"])),
            "佐证材料": self.rng.choice(names["evidence"]),
        }

    def _sign_in(self, day: date, topic: str, roll: list[Membership], states: list[str]) -> None:
        numbers = not self.school.habits.names_only
        base = {"党组织": self.organisation.code, "活动日期": day, "活动主题": topic}
        for one, state in zip(roll, states, strict=True):
            self.attendance.append(
                base
                | {"姓名": one.person.name, "党员编号": one.person.number if numbers else None, "出勤情况": state}
                | {"_person": one.person.key}
            )
        if self.rng.random() < 0.08:  # an applicant sits in: counted neither as due nor as present
            self.attendance.append(
                base | {"姓名": guest(self.rng), "党员编号": None, "出勤情况": "列席", "_person": None}
            )


def _count(states: Sequence[str], kinds: Sequence[str]) -> int:
    return sum(state in kinds for state in states)


def guest(rng: Random) -> str:
    """Return the three-character name of somebody who sits in, which no member has."""
    return "入" + "".join(rng.sample(words("names")["given"], 2))


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
