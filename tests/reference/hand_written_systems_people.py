"""The third district by hand: what is kept of members (appraisal, pledges, reports, links, honours, training)."""

from __future__ import annotations

from tests.reference.hand_written_names import Table
from tests.reference.hand_written_systems_names import BIG, FIRST, GENERAL, GONE, RIVER, SECOND, SIX, TWO

_ROLLS = {"X": SIX, "W": TWO, "B": BIG, "T": FIRST, "E": SECOND, "R": RIVER}


def _person(who: str) -> tuple[str, str, str]:
    """党组织, 姓名, 党员编号."""
    return _ROLLS[who[0]], f"党员{who}", who


def appraisals() -> Table:
    """FIRST: 3 优秀 of 9 and two of probationary members; SECOND: 4 优秀 of 10."""
    grades = {f"T{number}": "优秀" if number <= 3 else "合格" for number in range(1, 10)}
    grades |= {"T10": "不定等次", "T11": "优秀", "T12": "优秀"}
    grades |= {f"E{number}": "优秀" if number <= 4 else "合格" for number in range(1, 11)}
    return [
        ["年度", "党组织", "姓名", "党员编号", "等次"],
        *[["2025", *_person(who), grade] for who, grade in grades.items()],
    ]


def pledges() -> Table:
    """Scores on every edge of a band; two pledges of 2025 were signed in January 2026."""
    target, clean, organisation = "党员目标管理责任书", "党风廉政建设责任书", "党建目标责任书"
    rows = [["年度", "责任书类型", "党组织", "姓名", "党员编号", "签订日期", "考核得分"]]
    scores = {"T1": "100", "T2": "80", "T3": "60", "T4": "79.99", "T5": "59.99", "T6": "105", "T7": ""}
    rows += [["2025", target, *_person(who), "2025-02-20", score] for who, score in scores.items()]
    rows += [["2025", clean, *_person(f"T{number}"), "2025-02-20", ""] for number in range(1, 7)]
    rows += [
        ["2025", clean, *_person("T7"), "2026-01-15", ""],
        ["2025", clean, *_person("E1"), "2025-02-20", ""],
        ["2025", organisation, GENERAL, "", "", "2025-02-01", ""],
        ["2025", organisation, SECOND, "", "", "2026-01-15", ""],
        ["2025", organisation, GONE, "", "", "2025-02-01", ""],
    ]
    return rows


DELIVERABLES: Table = [
    ["年度", "党组织", "姓名", "党员编号", "材料类型", "完成日期", "题目"],
    ["2025", *_person("T2"), "述职", "2025-12-20", "年度述职"],
    ["2025", *_person("E1"), "述职", "2025-12-20", "年度述职"],
    ["2025", *_person("X2"), "述职", "2025-12-20", "年度述职"],
    ["2025", *_person("W1"), "述职", "2025-12-20", "年度述职"],
    ["2025", *_person("B1"), "学习报告", "2025-12-20", "年度学习报告"],
]
OUTREACH: Table = [
    ["党组织", "姓名", "党员编号", "联系对象类别", "结对日期", "解除日期"],
    [*_person("T1"), "群众", "2025-03-01", ""],
    [*_person("T2"), "群众", "2025-03-01", "2025-12-30"],
    [*_person("T3"), "群众", "2025-03-01", "2025-12-31"],
    [*_person("T4"), "困难学生", "2025-03-01", ""],
    [*_person("T5"), "群众", "2024-05-01", ""],
]
HONOURS: Table = [
    ["党组织", "姓名", "党员编号", "类型", "名称", "级别", "授予日期"],
    [*_person("T1"), "优秀党员", "云岭区优秀共产党员", "区级", "2025-06-30"],
    [*_person("T1"), "优秀党务工作者", "云岭区优秀党务工作者", "区级", "2025-06-30"],
    [*_person("T2"), "优秀党员", "清河市优秀共产党员", "市级", "2025-06-30"],
    [FIRST, "", "", "先进党组织", "云岭区先进党支部", "区级", "2025-06-30"],
    [FIRST, "", "", "创新奖", "云岭区党建创新奖", "区级", "2025-06-30"],
]
TRAINING: Table = [
    ["党组织", "姓名", "党员编号", "培训日期", "培训名称", "培训类别", "学时"],
    [*_person("T1"), "2025-03-10", "书记轮训班", "集中轮训", "8"],
    [*_person("E1"), "2025-03-10", "书记轮训班", "集中轮训", "8"],
    [*_person("B1"), "2025-03-10", "春季培训班", "集中培训", "8"],
    [*_person("X1"), "2025-03-10", "网上课程", "网络培训", "8"],
    [*_person("R1"), "2025-03-10", "书记轮训班", "集中轮训", "8"],
]
