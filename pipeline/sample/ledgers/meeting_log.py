"""The log of one organisation's meetings: activity rows and, where a school keeps them, attendance by person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from pipeline.sample.district.calendar import season
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
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
