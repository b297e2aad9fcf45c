"""The third district by hand: what is done by organisations (activities, surveys, deadlines, dues, decisions)."""

from __future__ import annotations

from tests.reference.hand_written_names import Table
from tests.reference.hand_written_systems_names import BIG, FIRST, GENERAL, RIVER, SECOND, SIX, TWO

TWENTY = "学习贯彻全国教育大会精神推进学校建设工作"
NINETEEN = TWENTY[:-1]


def activities() -> Table:
    """主题党日 of FIRST, a meeting of SECOND on National Day, ten months of RIVER, nine of SIX, and shared topics."""
    rows = [["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数", "参与人次"]]

    def add(org: str, day: str, kind: str, topic: str = "", due: str = "10", came: str = "9", took: str = "") -> None:
        rows.append([org, day, kind, topic or f"{day}活动", due, came, took])

    for day in ("2025-01-06", "2025-02-10", "2025-03-03", "2025-03-17", "2025-09-01"):
        add(FIRST, day, "主题党日")
    add(FIRST, "2025-04-09", "示范课")
    add(FIRST, "2025-04-10", "示范课、志愿服务")
    add(FIRST, "2025-04-11", "红色实践")
    add(FIRST, "2025-04-14", "关怀慰问", took="12")
    add(FIRST, "2025-04-15", "关怀慰问", took="3")
    add(SECOND, "2025-01-06", "支部学习交流")
    add(SECOND, "2025-10-01", "支部党员大会")
    for month in range(2, 12):
        add(RIVER, f"2025-{month:02}-21", "支部学习交流", due="3", came="2" if month == 2 else "3")
    for month in range(2, 11):
        add(GENERAL, f"2025-{month:02}-22", "党组织会议", due="3", came="2" if month == 2 else "3")
        add(SIX, f"2025-{month:02}-23", "支部学习交流", due="4", came="4")
    add(SIX, "2025-10-24", "支部学习交流", due="4", came="4")
    add(BIG, "2025-05-12", "支部学习交流", f"{TWENTY[:10]}，{TWENTY[10:]}。")
    add(TWO, "2025-05-13", "支部学习交流", f"“{TWENTY}”")
    add(BIG, "2025-06-12", "支部学习交流", f"{NINETEEN}。")
    add(TWO, "2025-06-13", "支部学习交流", f"{NINETEEN}！")
    return rows


ATTENDANCE: Table = [
    ["党组织", "活动日期", "活动主题", "姓名", "党员编号", "出勤情况"],
    [FIRST, "2025-01-06", "2025-01-06活动", "党员T1", "T1", "出席"],
    [SECOND, "2025-01-06", "2025-01-06活动", "党员T1", "T1", "迟到"],
    [FIRST, "2025-01-06", "2025-01-06活动", "党员T2", "T2", "出席"],
    [SECOND, "2025-01-06", "2025-01-06活动", "党员T2", "T2", "缺席"],
]


def _votes(org: str, evaluator: str, grade: str, votes: int) -> list[str]:
    return ["2025年三评", "三评", "2025-12-10", org, evaluator, "总体评价", grade, str(votes)]


SURVEYS: Table = [
    ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数"],
    _votes(FIRST, "自评", "优秀", 1),
    _votes(FIRST, "自评", "合格", 1),
    _votes(FIRST, "群众", "合格", 4),
    _votes(FIRST, "教师", "优秀", 2),
    _votes(FIRST, "教师", "基本合格", 2),
    _votes(FIRST, "领导", "合格", 1),
    _votes(FIRST, "领导", "基本合格", 1),
    _votes(SECOND, "自评", "合格", 2),
    _votes(SECOND, "党员", "优秀", 8),
    _votes(RIVER, "自评", "优秀", 2),
    _votes(RIVER, "群众", "优秀", 5),
    _votes(RIVER, "领导", "优秀", 2),
]
REQUESTS: Table = [
    ["编号", "党组织", "受理日期", "承诺办结日期", "办结日期", "评价"],
    ["Q1", SECOND, "2025-03-03", "2025-03-10", "2025-03-10", "满意"],
    ["Q2", SECOND, "2025-03-03", "2025-03-10", "2025-03-11", "比较满意"],
    ["Q3", SECOND, "2025-04-03", "2025-04-10", "2025-04-08", "基本满意"],
    ["Q4", SECOND, "2025-04-03", "2025-04-10", "2025-04-08", "不满意"],
    ["Q5", SECOND, "2025-04-03", "2025-04-10", "2025-04-08", "不满意"],
    ["Q6", SECOND, "2025-12-03", "2025-12-10", "2026-01-08", "不满意"],
]
TASKS: Table = [
    ["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
    ["2025", "Y1", "全面从严治党", "开展纪律教育", FIRST, "2025-06-30", "2025-06-30"],
    ["2025", "Y2", "党风廉政建设", "建立廉政档案", FIRST, "2025-06-30", "2025-07-01"],
    ["2025", "Y3", "党风廉政建设", "签订责任书", FIRST, "2025-06-30", "2025-06-01"],
]
PUBLICITY: Table = [
    ["编号", "党组织", "日期", "类型", "级别", "应办结日期", "办结日期"],
    ["P1", SECOND, "2025-05-06", "舆情", "", "2025-05-10", "2025-05-10"],
    ["P2", SECOND, "2025-05-06", "信访", "", "2025-05-10", "2025-05-11"],
    ["P3", SECOND, "2025-05-06", "报道", "区级", "", ""],
    ["P4", SECOND, "2025-05-07", "报道", "市级", "", ""],
    ["P5", SECOND, "2025-05-08", "报道", "区级", "", ""],
]


def admissions() -> Table:
    """A step on its day and one a day late at RIVER; at BIG five admitted in 2025, the sixth in 2026."""
    rows = [
        ["编号", "党组织", "程序", "应完成日期", "完成日期", "一线骨干教师"],
        ["C1", RIVER, "政治审查", "2025-03-10", "2025-03-10", ""],
        ["C1", RIVER, "集中培训", "2025-03-10", "2025-03-11", ""],
        ["C1", RIVER, "材料归档", "2026-12-01", "", ""],
    ]
    for number in range(1, 6):
        done = "2025-07-01" if number == 5 else "2025-06-30"
        rows.append([f"N{number}", BIG, "上级党委审批接收", "2025-06-30", done, "是" if number <= 2 else "否"])
    rows.append(["N6", BIG, "上级党委审批接收", "2025-12-31", "2026-01-05", "是"])
    return rows


TRANSFERS: Table = [
    ["编号", "转出党组织", "转入党组织", "开出日期", "接收日期"],
    ["Z1", FIRST, SECOND, "2025-03-01", "2025-05-30"],
    ["Z2", FIRST, SECOND, "2025-03-01", "2025-05-31"],
    ["Z3", FIRST, "外省某市教育局机关党支部", "2025-03-01", "2025-03-20"],
]
DUES: Table = [
    ["党组织", "月份", "应交人数", "实交人数"],
    [FIRST, "2025-03", "12", "12"],
    [FIRST, "2025-04", "12", "11"],
    [SECOND, "2025-10", "10", "10"],
    [TWO, "2025-03", "2", "2"],
]
DECISIONS: Table = [
    ["编号", "党组织", "议题类别", "校长办公会提出日期", "党组织会议决定日期", "部署日期"],
    ["S1", BIG, "重大决策", "2025-03-03", "2025-03-05", "2025-03-10"],
    ["S2", BIG, "大额资金使用", "2025-03-06", "2025-03-05", "2025-03-10"],
    ["S3", BIG, "重大项目安排", "2025-03-05", "2025-03-05", "2025-03-05"],
    ["S4", BIG, "重要干部任免", "2025-03-03", "2025-03-05", ""],
    ["S5", FIRST, "重大决策", "2025-03-06", "2025-03-05", "2025-03-10"],
]
