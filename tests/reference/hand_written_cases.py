"""Discipline, surveys and problems of the district worked out by hand."""

from __future__ import annotations

from tests.reference.hand_written_names import FIVE, MOVED, Table

DISCIPLINE: Table = [
    ["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理类别", "处理种类", "四种形态", "影响期满日期"],
    ["J1", FIVE, "2025-02-28", "党员", "P1", "党纪处分", "严重警告", "第二种", ""],
    ["J2", MOVED, "2025-03-10", "党员", "P2", "党纪处分", "警告", "第二种", ""],
    ["J3", MOVED, "2025-03-20", "党员", "P2", "政务处分", "记过", "第二种", ""],
    ["J4", MOVED, "2025-08-20", "党员", "P3", "诫勉谈话", "诫勉谈话", "第一种", ""],
]


def _votes(org: str, grade: str, votes: str) -> list[str]:
    return ["2025年党建满意度测评", "党建满意度", "2025-12-10", org, "群众", "总体评价", grade, votes]


SURVEYS: Table = [
    ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数"],
    _votes(FIVE, "满意", "134"),
    _votes(FIVE, "基本满意", "7"),
    _votes(FIVE, "弃权", "9"),
    _votes(MOVED, "满意", "9"),
    _votes(MOVED, "不了解", "5"),
]
RETURNS: Table = [
    ["测评名称", "党组织", "发放数", "收回数", "有效数"],
    ["2025年党建满意度测评", FIVE, "160", "150", "141"],
]


def _problem(number: str, category: str, raised: str, due: str, closed: str) -> list[str]:
    return [number, FIVE, "自查", category, f"{category}的问题{number}", raised, due, closed]


PROBLEMS: Table = [
    ["问题编号", "党组织", "问题来源", "问题类别", "问题描述", "提出日期", "整改期限", "完成日期"],
    _problem("W1", "组织生活", "2022-03-01", "2022-06-01", "2022-05-01"),
    _problem("W2", "责任落实", "2023-03-01", "2023-06-01", "2023-05-01"),
    _problem("W3", "责任落实", "2025-02-01", "2025-05-06", "2025-05-06"),
    _problem("W4", "组织生活", "2025-02-02", "2025-05-06", "2025-05-07"),
]

EXEMPT: Table = [
    ["E1", "重病", "2025-01-15至2025-12-31"],
    ["E2", "行动不便", "2025-07-01至2025-12-30"],
    ["E3", "", "", "失联", ""],
    ["E4", "", "", "流动", "2025-12-31起"],
    ["E5", "失能", "2024-01-01至2024-12-31；2025-07-02至2025-12-30", "正常", ""],
    ["E6", "重病", "2026-01-01起", "停止党籍", "2025-12-31起"],
]
"""Members of one branch with what the roster says of them: 不作硬性要求 and its days, 党籍状态 and its days."""
