"""A second district to work out by hand: organisations that end, move, rise or get a parent late."""

from __future__ import annotations

from pathlib import Path

DISTRICT, EAST, WEST = "01", "0101", "0102"
DISSOLVED = "010101"  # ended on 31 May 2025, of EASTERN
EASTERN = "2100000001"
ORPHAN = "010103"  # alive all year under a 党总支 of EASTERN founded in September
HANDED_ON, HANDED_ON_SCHOOL = "010106", "2100000005"  # its 党总支, founded in September, goes west in November
LEFT_BEHIND, LEFT_BEHIND_SCHOOL = "010206", "3100000003"  # its 党总支 ended in June
SILENT_RISER, SILENT_RISER_SCHOOL = "010107", "2100000002"  # 党总支 since 15 June 2025, sent nothing
RISER, RISER_SCHOOL = "010108", "2100000003"  # likewise, but sent one row in March
GOES_WEST, GOES_WEST_SCHOOL = "010104", "2100000004"  # right under the district, from July under WEST
LOWERED, LOWERED_SCHOOL, RAISED_ABOVE = "010109", "2100000006", "010110"  # under a 党总支 of its school from August
STEPS_DOWN, WESTERN = "010203", "3100000002"  # from the 党委 of WESTERN to the 党总支 below it
LATE_REPORTER = "010204"  # of WESTERN, sent nothing before January 2026
ENDED, ENDED_SCHOOL = "010111", "2100000007"  # the only branch of its school, ended on 31 October 2025
LATE, LATE_SCHOOL = "010212", "3100000006"  # the only branch of its school, founded on 1 February 2026
FROM_TOWN, FROM_TOWN_SCHOOL = "010213", "3100000007"  # came from a 镇党委, which is not in the register, on 1 July 2025
CHANGES_SCHOOL, SCHOOL_BEFORE, SCHOOL_AFTER = "010210", "3100000004", "3100000005"  # on 1 July 2025

_SCHOOLS = """学校代码,学校名称,学段,所属片区
2100000001,东山小学,小学,东片区
2100000002,东湖小学,小学,东片区
2100000003,东溪小学,小学,东片区
2100000004,东门小学,小学,东片区
2100000005,东桥小学,小学,东片区
2100000006,东亭小学,小学,东片区
2100000007,东关小学,小学,东片区
3100000002,西河中学,初中,西片区
3100000003,西岭中学,初中,西片区
3100000004,西山中学,初中,西片区
3100000005,西园中学,初中,西片区
3100000006,西门中学,初中,西片区
3100000007,西镇中学,初中,东片区
"""
_ORGANISATIONS = """党组织代码,党组织名称,组织类别,上级党组织,关联学校,成立日期,撤销日期
01,云岭区委教育工委,区委教育工委,,,,
0101,东片区党委,片区党委,01,,,
0102,西片区党委,片区党委,01,,,
010101,东山小学第一党支部,党支部,0101,2100000001,,2025-05-31
010102,东山小学党总支,党总支,0101,2100000001,2025-09-01,
010103,东山小学第二党支部,党支部,010102,,,
010104,东门小学党支部,党支部,0102,2100000004,,
010105,东桥小学党总支,党总支,0102,2100000005,2025-09-01,
010106,东桥小学第一党支部,党支部,010105,,,
010107,东湖小学党总支,党总支,0101,2100000002,,
010108,东溪小学党总支,党总支,0101,2100000003,,
010109,东亭小学第一党支部,党支部,010110,2100000006,,
010110,东亭小学党总支,党总支,0101,2100000006,2025-08-01,
010111,东关小学党支部,党支部,0101,2100000007,,2025-10-31
010201,西河中学党委,党委,0102,3100000002,,
010202,西河中学高中部党总支,党总支,010201,,,
010203,西河中学第一党支部,党支部,010202,,,
010204,西河中学第二党支部,党支部,010201,,,
010205,西岭中学党总支,党总支,0102,3100000003,,2025-06-30
010206,西岭中学第一党支部,党支部,010205,,,
010209,西山中学党总支,党总支,0102,3100000004,,
010210,西园中学第一党支部,党支部,010211,,,
010211,西园中学党总支,党总支,0102,3100000005,,
010212,西门中学党支部,党支部,0102,3100000006,2026-02-01,
010213,西镇中学党支部,党支部,0102,3100000007,,
"""
_EVENTS = """变动日期,变动类型,党组织代码,变动前,变动后
2025-06-15,升格,010107,党支部,党总支
2025-06-15,升格,010108,中共云岭区东溪小学支部委员会,中共云岭区东溪小学总支部委员会
2025-07-01,划转,010104,01,0102
2025-07-01,划转,010213,中共云岭区河口镇委员会,0102
2025-07-01,划转,010203,010201,010202
2025-07-01,划转,010210,010209,010211
2025-08-01,划转,010109,0101,010110
2025-11-01,划转,010105,0101,0102
"""
_SURVEYS = """测评名称,测评类型,测评日期,党组织,评议人类别,评议项目,评价等次,票数
2025年党建测评,党建满意度,2025-11-20,010203,教师,总体,满意,20
"""
_RETURNS = """测评名称,党组织,发放数,收回数,有效数
2025年党建测评,010101,30,25,25
2025年党建测评,010203,30,25,20
"""
_PROBLEMS = """问题编号,党组织,问题来源,问题类别,问题描述,提出日期,整改期限,完成日期
甲1,010203,自查,作风纪律,记录不全,2025-10-14,2026-01-12,2026-01-10
甲2,010101,自查,作风纪律,记录不全,2025-04-01,2025-08-01,2025-07-01
"""
_HONOURS = """党组织,类型,名称,级别,授予日期
010104,先进党组织,先进基层党组织,区级,2025-06-30
010105,党建品牌,桥头堡,区级,2025-10-20
010212,示范岗,党员示范岗,校级,2025-09-01
"""
_LINKS = """党组织,联系对象类别,结对日期
010212,村社,2025-03-01
"""
_CASES = """编号,党组织,决定日期,对象类别,当事人编号,处理类别,处理种类
甲,010203,2025-05-06,党员,人1,党纪处分,警告
乙,010203,2026-02-06,党员,人2,党纪处分,警告
"""
_ACTIVITIES = """党组织,活动日期,活动类型,活动主题
010101,2025-01-06,主题党日,新年第一次
010108,2025-03-05,支委会,三月支委会
010109,2025-03-12,服务能力培训研讨,上半年研讨
010110,2025-10-10,服务能力培训研讨,下半年研讨
010204,2026-01-05,主题党日,新年第一次
"""


def _activities() -> str:
    """Twelve 主题党日 of 2025 for each branch that works all year."""
    every_month = (ORPHAN, HANDED_ON, LEFT_BEHIND, GOES_WEST, STEPS_DOWN, CHANGES_SCHOOL, FROM_TOWN)
    rows = [
        f"{branch},2025-{month:02}-05,主题党日,第{month}次主题党日" for branch in every_month for month in range(1, 13)
    ]
    return _ACTIVITIES + "\n".join(rows) + "\n"


def write(folder: Path) -> None:
    """Write every ledger as CSV."""
    tables = {
        "学校": _SCHOOLS, "党组织": _ORGANISATIONS, "变动": _EVENTS, "测评": _SURVEYS, "回收": _RETURNS,
        "问题": _PROBLEMS, "活动": _activities(), "荣誉": _HONOURS, "结对": _LINKS, "处分": _CASES,
    }  # fmt: skip
    folder.mkdir(parents=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
