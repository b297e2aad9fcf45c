"""A district small enough to work out by hand: the ledgers of the golden cases.

Areas 东城 and 西关; the branches are named in hand_written_names. All numbers expected of it stand in the tests.
"""

from __future__ import annotations

import csv
from pathlib import Path

from tests.reference.hand_written_cases import DISCIPLINE, EXEMPT, PROBLEMS, RETURNS, SURVEYS
from tests.reference.hand_written_names import (
    DISTRICT,
    EAST,
    FIVE,
    JOINT,
    MIDDLE_SCHOOL,
    MOVED,
    MOVED_SCHOOL,
    NEW,
    SECOND,
    SILENT,
    WEST,
    Table,
)

_SCHOOLS: Table = [
    ["学校代码", "学校名称", "学段", "所属片区"],
    ["2101", "云岭区甲村小学", "小学", "东城片区"],
    ["2102", "云岭区乙村小学", "小学", "东城片区"],
    ["2103", "云岭区丙村小学", "小学", "东城片区"],
    ["2104", "云岭区第一中学", "初中", "东城片区"],
    ["2105", "云岭区永安小学", "小学", "东城片区"],
    ["2106", "云岭区河西中学", "初中", "西关片区"],
]
_ORGANISATIONS: Table = [
    ["党组织代码", "党组织名称", "组织类别", "上级党组织", "关联学校", "成立日期", "党小组数"],
    [DISTRICT, "中共云岭区委教育工作委员会", "区委教育工委", "", "", "2000-01-01", ""],
    [EAST, "东城片区党委", "片区党委", DISTRICT, "", "2000-01-01", ""],
    [WEST, "西关片区党委", "片区党委", DISTRICT, "", "2000-01-01", ""],
    [JOINT, "三校联合党支部", "联合党支部", EAST, "2101、2102、2103", "2001-01-01", ""],
    ["010102", "第一中学党总支", "党总支", EAST, "2104", "2001-01-01", ""],
    [NEW, "第一中学第一党支部", "党支部", "010102", "2104", "2025-05-15", ""],
    [SECOND, "第一中学第二党支部", "党支部", "010102", "2104", "2001-01-01", ""],
    [SILENT, "第一中学第三党支部", "党支部", "010102", "2104", "2001-01-01", ""],
    [FIVE, "永安小学党支部", "党支部", EAST, "2105", "2001-01-01", ""],
    [MOVED, "河西中学党支部", "党支部", WEST, "2106", "2001-01-01", ""],
]
_EVENTS: Table = [
    ["变动日期", "变动类型", "党组织代码", "变动前", "变动后", "文号"],
    ["2025-05-15", "新建", NEW, "", "第一中学第一党支部", ""],
    ["2025-07-01", "划转", MOVED, "东城片区党委", "西关片区党委", ""],
]


def _members() -> Table:
    rows = [
        ["党员编号", "姓名", "所在党支部", "所在学校", "人员类别", "转正日期", "转入日期", "转出日期",
         "不作硬性要求", "不作硬性要求起止", "党籍状态", "党籍状态起止"]
    ]  # fmt: skip

    def add(number: str, org: str, school: str, *rest: str) -> None:
        kind, full_on, in_on, out_on, *states = [*rest, *[""] * (8 - len(rest))]
        rows.append([number, f"党员{number}", org, school, kind or "正式党员", full_on, in_on, out_on, *states])

    for number in range(1, 7):
        add(f"J{number}", JOINT, "2101")
    add("J7", JOINT, "2102", "正式党员", "2025-06-15")
    for number in range(1, 6):
        add(f"F{number}", FIVE, "2105")
    for number in (6, 7):
        add(f"F{number}", FIVE, "2105", "预备党员")
    add("S1", SECOND, MIDDLE_SCHOOL)
    add("S2", SECOND, MIDDLE_SCHOOL)
    add("S3", SECOND, MIDDLE_SCHOOL)
    add("S4", SECOND, MIDDLE_SCHOOL, "", "", "2025-07-01")
    add("S5", SECOND, MIDDLE_SCHOOL, "", "", "2025-07-01")
    add("M1", SECOND, MIDDLE_SCHOOL, "", "", "", "2025-09-30")
    add("M1", NEW, MIDDLE_SCHOOL, "", "", "2025-10-01")
    for number in range(1, 5):
        add(f"N{number}", NEW, MIDDLE_SCHOOL)
    add("K1", SILENT, MIDDLE_SCHOOL)
    add("X1", MOVED, MOVED_SCHOOL)
    for number, *states in EXEMPT:
        add(number, MOVED, MOVED_SCHOOL, "", "", "", "", *states)
    return rows


def _training() -> Table:
    rows = [["党组织", "姓名", "党员编号", "培训日期", "培训名称", "培训类别", "学时"]]

    def add(org: str, number: str, day: str, hours: str, kind: str = "集中培训") -> None:
        rows.append([org, f"党员{number}", number, day, f"{day}专题", kind, hours])

    add(SECOND, "S1", "2025-03-10", "16")
    add(SECOND, "S1", "2025-12-31", "8", "集中轮训")
    add(SECOND, "S2", "2025-03-10", "23.5")
    add(SECOND, "S3", "2025-03-10", "23")
    add(SECOND, "S3", "2025-04-10", "24", "网络培训")
    add(SECOND, "S4", "2025-09-10", "12")
    add(SECOND, "S5", "2025-09-10", "11.5")
    add(SECOND, "M1", "2025-03-10", "24")
    add(NEW, "N1", "2025-09-10", "14")
    add(NEW, "N2", "2025-09-10", "13.5")
    add(MOVED, "E1", "2025-03-10", "24")
    add(MOVED, "E2", "2025-03-10", "12")
    add(MOVED, "E5", "2025-03-10", "11.5")
    return rows


def _activities() -> Table:
    rows = [["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"]]

    def add(org: str, day: str, kind: str = "主题党日", expected: str = "", attended: str = "") -> None:
        rows.append([org, day, kind, f"{day}活动", expected, attended])

    for day in ("2024-03-10", "2024-12-31", "2025-12-31", "2026-02-10"):
        add(SECOND, day)
    for month in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11):
        add(SECOND, f"2025-{month:02}-10")
    add(NEW, "2025-05-20")
    add(NEW, "2025-06-10", expected="4", attended="4")
    add(NEW, "2025-07-10", expected="5", attended="5")
    add(JOINT, "2025-02-10", "支部党员大会")
    add(JOINT, "2025-05-10", "支部党员大会")
    add(JOINT, "2025-07-10", "支委会")
    add(MOVED, "2025-02-10", "支部党员大会", "10", "9")
    add(MOVED, "2025-05-10", "支部党员大会", "10", "10")
    add(MOVED, "2025-08-10", "支部党员大会", "10", "8")
    return rows


def write(folder: Path) -> None:
    """Write every ledger as CSV."""
    tables = {
        "学校": _SCHOOLS, "党组织": _ORGANISATIONS, "变动": _EVENTS, "党员": _members(), "培训": _training(),
        "活动": _activities(), "处分": DISCIPLINE, "测评": SURVEYS, "回收": RETURNS, "问题": PROBLEMS,
    }  # fmt: skip
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
