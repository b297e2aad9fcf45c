"""Rows of activities and attendance that come in with files of their own; `_is_separate` marks them."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.records import Membership, Organisation, Rows


def sign_in(
    branch: Organisation, day: date, topic: str, roll: list[Membership], states: list[str], numbers: bool
) -> Rows:
    """Return attendance rows of one activity."""
    return [
        {
            "党组织": branch.code,
            "活动日期": day,
            "活动主题": topic,
            "姓名": one.person.name,
            "党员编号": one.person.number if numbers else None,
            "出勤情况": state,
            "_person": one.person.key,
            "_separate": True,
        }
        for one, state in zip(roll, states, strict=True)
    ]


def activity(
    code: str, day: date, kinds: str, topic: str, due: int, came: int, guests: int | None
) -> dict[str, object]:
    """Return one activity row of a separate file."""
    return {
        "党组织": code,
        "活动日期": day,
        "活动类型": kinds,
        "活动主题": topic,
        "应到人数": due,
        "实到人数": came,
        "请假人数": due - came,
        "时长": 1.5,
        "参与人次": guests,
        "主持人": None,
        "地点": None,
        "佐证材料": None,
        "备注": None,
        "_separate": True,
    }
