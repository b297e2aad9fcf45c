"""A district of two branches to forecast by hand: STEADY keeps on, SLACK misses now and then; 2025 is over."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.reference.hand_written_names import Table

DISTRICT = "01"
STEADY, SLACK = "010101", "010102"
_SCHOOL_OF = {STEADY: "2101", SLACK: "2102"}
_LETTER_OF = {STEADY: "T", SLACK: "L"}

_SCHOOLS: Table = [
    ["学校代码", "学校名称", "学段", "所属片区"],
    ["2101", "云岭区永安小学", "小学", "东城片区"],
    ["2102", "云岭区永乐小学", "小学", "东城片区"],
]
_ORGANISATIONS: Table = [
    ["党组织代码", "党组织名称", "组织类别", "上级党组织", "关联学校", "成立日期", "是否设中心组"],
    [DISTRICT, "中共云岭区委教育工作委员会", "区委教育工委", "", "", "2000-01-01", ""],
    ["0101", "东城片区党委", "片区党委", DISTRICT, "", "2000-01-01", ""],
    [STEADY, "永安小学党支部", "党支部", "0101", "2101", "2001-01-01", "是"],
    [SLACK, "永乐小学党支部", "党支部", "0101", "2102", "2001-01-01", "是"],
]


def write(folder: Path) -> tuple[Path, Path]:
    """Write every ledger as CSV; gives the folder of the registers, which come in first, and the one of all else."""
    members = [
        ["党员编号", "姓名", "所在党支部", "所在学校", "人员类别", "党内职务", "转正日期", "转入日期", "转出日期"]
    ]
    for org, letter in _LETTER_OF.items():
        members += [[who, f"党员{who}", org, _SCHOOL_OF[org], "正式党员", "", "", "", ""] for who in _five(letter)]
    registers = {"学校": _SCHOOLS, "党组织": _ORGANISATIONS, "党员": members}
    ledgers = {
        "活动": _activities(), "培训": _training(), "材料": _deliverables(), "结对": _outreach(), "要点": _tasks(),
    }  # fmt: skip
    return _write(folder / "名册", registers), _write(folder / "台账", ledgers)


def _write(folder: Path, tables: dict[str, Table]) -> Path:
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def _five(letter: str) -> list[str]:
    return [f"{letter}{number}" for number in range(1, 6)]


def _person(who: str) -> tuple[str, str, str]:
    org = next(org for org, letter in _LETTER_OF.items() if who.startswith(letter))
    return org, f"党员{who}", who


def _activities() -> Table:
    """主题党日: SLACK misses November 2025 and May 2026. The rest as the comments say."""
    rows = [["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"]]

    def add(org: str, day: str, kind: str, came: str = "") -> None:
        rows.append([org, day, kind, f"{day}{kind}", "10" if came else "", came])

    for month in range(1, 13):
        add(STEADY, f"2025-{month:02}-07", "主题党日", "10")
        if month != 11:
            add(SLACK, f"2025-{month:02}-07", "主题党日", "9")
        if month <= 10:
            add(STEADY, f"2026-{month:02}-08", "主题党日", "10")
        if month <= 10 and month != 5:
            add(SLACK, f"2026-{month:02}-08", "主题党日", "9")
    for quarter in (2, 5, 8):
        add(STEADY, f"2026-{quarter:02}-20", "支部党员大会")
    for quarter in (2, 8):
        add(SLACK, f"2026-{quarter:02}-20", "支部党员大会")
    for month in range(1, 6):
        add(STEADY, f"2026-{month:02}-22", "中心组学习")
    for month in range(1, 5):
        add(SLACK, f"2026-{month:02}-22", "中心组学习")
    # Once a year: in its last month, in its third, in the open year's first.
    add(STEADY, "2025-12-15", "组织生活会")
    add(SLACK, "2025-03-15", "组织生活会")
    add(STEADY, "2026-01-15", "组织生活会")
    return rows


def _training() -> Table:
    """2025: STEADY has 24 hours in March, SLACK 4 and in November 20. 2026: STEADY 20, 20, 20, 24, 19; SLACK 24."""
    rows = [["党组织", "姓名", "党员编号", "培训日期", "培训名称", "培训类别", "学时"]]

    def add(who: str, day: str, hours: int) -> None:
        rows.append([*_person(who), day, "党员培训班", "集中培训", str(hours)])

    for who, hours in zip(_five("T"), (20, 20, 20, 24, 19), strict=True):
        add(who, "2025-03-10", 24)
        add(who, "2026-02-10", hours)
    for who in _five("L"):
        add(who, "2025-03-10", 4)
        add(who, "2025-11-10", 20)
        add(who, "2026-02-10", 24)
    return rows


def _deliverables() -> Table:
    """2026: the secretary of STEADY has given a 述职 early; SLACK has handed in a paper, and no 述职."""
    rows = [["年度", "党组织", "姓名", "党员编号", "材料类型", "完成日期"]]
    rows.append(["2026", *_person("T1"), "述职", "2026-02-20"])
    return [*rows, ["2026", *_person("L1"), "党课讲稿", "2026-02-20"]]


def _outreach() -> Table:
    """All five of STEADY look after somebody, of SLACK four."""
    rows = [["党组织", "姓名", "党员编号", "联系对象类别", "结对日期", "解除日期"]]
    linked = [*_five("T"), *_five("L")[:4]]
    return [*rows, *[[*_person(who), "群众", "2026-01-05", ""] for who in linked]]


def _tasks() -> Table:
    return [
        ["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
        ["2026", "Y1", "全面从严治党", "开展纪律教育", STEADY, "2026-06-30", "2026-06-30"],
        ["2026", "Y1", "全面从严治党", "开展纪律教育", SLACK, "2026-06-30", "2026-07-01"],
    ]
