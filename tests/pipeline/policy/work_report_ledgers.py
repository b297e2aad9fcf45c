"""Ledgers of an invented district that hold the counts of 开州区's work report of October 2022 (seed 002).

166 schools with one 党支部 each, six of them new; five members in each of the others. Where the report says 余 the
ledgers hold a little more; beside what counts stand rows that must not: pairings that ended, problems still open,
another level, rows before the span.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

AS_OF = date(2022, 10, 21)
FIRST = date(2021, 1, 1)
SCHOOLS = 160
DISTRICT = "D000"
BRANCHES = [f"Z{number:03}" for number in range(1, SCHOOLS + 1)]
NEW = [f"Z{number:03}" for number in range(SCHOOLS + 1, SCHOOLS + 7)]
Table = list[list[object]]


def _days(number: int) -> Iterator[date]:
    """`number` days inside the span, spread over it."""
    width = (AS_OF - FIRST).days
    return (FIRST + timedelta(days=place % width) for place in range(number))


def _branches() -> Iterator[str]:
    return (BRANCHES[place % SCHOOLS] for place in count())


def _person(place: int) -> list[object]:
    """党组织, 姓名, 党员编号 of one of the 800 members."""
    return [BRANCHES[place % SCHOOLS], f"党员{place:04}", f"DY{place:04}"]


def _register() -> dict[str, Table]:
    schools: Table = [["学校代码", "学校名称", "学段", "所属片区"]]
    organisations: Table = [["党组织代码", "党组织名称", "组织类别", "上级党组织", "关联学校", "成立日期"]]
    organisations.append([DISTRICT, "中共云岭区委教育工作委员会", "区委教育工委", "", "", "2000-01-01"])
    organisations.append(["A001", "东城片区党委", "片区党委", DISTRICT, "", "2000-01-01"])
    members: Table = [["党员编号", "姓名", "所在党支部", "所在学校", "人员类别"]]
    for number, branch in enumerate([*BRANCHES, *NEW], start=1):
        founded = "2021-03-01" if branch in NEW else "2005-01-01"
        schools.append([f"X{number:03}", f"云岭区第{number}小学", "小学", "东城片区"])
        organisations.append([branch, f"第{number}小学党支部", "党支部", "A001", f"X{number:03}", founded])
    for place in range(SCHOOLS * 5):
        branch, name, member_no = _person(place)
        members.append([member_no, name, branch, f"X{place % SCHOOLS + 1:03}", "正式党员"])
    events: Table = [["变动日期", "变动类型", "党组织代码", "变动前", "变动后", "文号"]]
    events += [["2021-03-01", "新建", branch, "", "", ""] for branch in NEW]
    events += [["2022-03-01", "升格", branch, "", "", ""] for branch in BRANCHES[20:31]]
    events += [["2020-03-01", "升格", branch, "", "", ""] for branch in BRANCHES[31:33]]
    return {"学校": schools, "党组织": organisations, "党员": members, "变动": events}


def _activities() -> Table:
    rows: Table = [["党组织", "活动日期", "活动类型", "活动主题", "参与人次"]]
    branches, numbers = _branches(), count(1)

    def add(kinds: Iterable[str], people: Iterable[int | str] | None = None, day: date | None = None) -> None:
        listed = list(kinds)
        spread = list(_days(len(listed)))
        for place, (kind, taking_part) in enumerate(zip(listed, people or [""] * len(listed), strict=True)):
            rows.append([next(branches), day or spread[place], kind, f"第{next(numbers)}次活动", taking_part])

    study = ("中心组学习", "支部党员大会", "支委会", "党小组会", "党课", "主题党日")
    add(study[place % len(study)] for place in range(810))
    add(["主题党日、党课"] * 2)  # 一会多用: one activity, though of two kinds
    add(["主题宣讲"] * 523)
    add(["党建工作研究"] * 23)
    add(["听取党建汇报"] * 12)
    add(["述职评议会"] * 14)
    add(["志愿服务", "送教支教", "红色实践", "教学竞赛"] * 259)
    add(["团队活动"] * 512)
    add(["关怀慰问"] * 12, [20] * 11 + [16])
    add(["示范课"] * 62, [20] * 61 + [16])
    add(["主题党日"] * 30, day=date(2020, 12, 31))
    return rows


def _discipline() -> Table:
    rows: Table = [["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理类别", "处理种类"]]
    numbers = count(1)

    def add(persons: Iterable[int], kind: str, measure: str, day: str = "2022-02-28") -> None:
        for person in persons:
            rows.append(
                [f"C{next(numbers):03}", BRANCHES[person], day, "党员教师", f"P{person:03}", kind, measure]
            )  # fmt: skip

    add(range(1, 13), "党纪处分", "警告")
    add(range(11, 18), "政务处分", "记过")  # two persons have both: 17 人, 19 人次
    add(range(30, 35), "组织处理", "停职检查")
    add(range(40, 42), "问责", "通报")
    add(range(50, 53), "党纪处分", "警告", "2020-12-31")
    return rows


def _people() -> dict[str, Table]:
    files: Table = [["党组织", "姓名", "党员编号", "建档日期", "覆盖亲属人数"]]
    for place in range(686):
        day = date(2018, 5, 1) if place < 300 else date(2021, 5, 1)
        files.append([*_person(place), day, 12 if place < 199 else 11])  # 686 x 11 + 199 = 7745
    training: Table = [["党组织", "姓名", "党员编号", "培训日期", "培训名称", "培训类别", "学时"]]
    for course, day in enumerate(_days(12), start=1):
        training += [
            [*_person(place), day, f"第{course}期轮训班", "集中轮训", 8] for place in range(course, course + 5)
        ]
    training.append([*_person(1), "2022-05-06", "网上课程", "网络培训", 8])
    admission: Table = [["编号", "党组织", "程序", "应完成日期", "完成日期"]]
    for place, (branch, day) in enumerate(zip(_branches(), _days(312), strict=False)):
        admission.append([f"F{place:03}", branch, "递交入党申请书", day, day])
        admission.append([f"F{place:03}", branch, "党组织派人谈话", day + timedelta(days=30), ""])
    return {"廉政档案": files, "培训": training, "发展党员": admission}


def _honours() -> Table:
    rows: Table = [["党组织", "姓名", "党员编号", "类型", "名称", "级别", "授予日期"]]
    for number in range(43):
        rows.append([BRANCHES[number], "", "", "先进党组织", "先进基层党组织", "区级", "2022-06-28"])
    for place in range(66):
        kind = "优秀党员" if place < 50 else "优秀党务工作者"
        rows.append([*_person(place), kind, f"区{kind}", "区级", "2022-06-28"])
    rows.append([*_person(3), "优秀党务工作者", "区优秀党务工作者", "区级", "2021-06-28"])  # honoured twice: one 名
    for kind, title, number, level, day in (
        ("示范点", "党建示范点", 28, "区级", "2019-07-01"),
        ("特色学校", "国家级体艺特色学校", 53, "国家级", "2020-09-01"),
        ("特色学校", "市级特色学校", 9, "市级", "2020-09-01"),
        ("双创", "党建双创学校", 3, "市级", "2022-05-01"),
        ("党建品牌", "党建+品牌", 12, "校级", "2022-05-01"),
        ("先锋岗", "青年党员教师先锋岗", 2043, "校级", "2021-09-01"),
    ):
        for place in range(number):
            name = f"{title}{place:04}"
            rows.append([BRANCHES[place % SCHOOLS], "", "", kind, name, level, day])
    return rows


def _work() -> dict[str, Table]:
    pledges: Table = [["年度", "责任书类型", "党组织", "姓名", "党员编号", "签订日期", "考核得分"]]
    pledges += [[2022, "党建目标责任书", branch, "", "", "2022-03-10", ""] for branch in BRANCHES[:157]]
    pledges += [[2022, "党风廉政建设责任书", *_person(place), "2022-03-10", ""] for place in range(20)]
    problems: Table = [["问题编号", "党组织", "问题来源", "问题类别", "问题描述", "提出日期", "整改期限", "完成日期"]]
    for number in range(30):
        closed = "2022-06-01" if number < 24 else ""
        problems.append(
            [f"W{number:03}", BRANCHES[number], "巡察", "责任落实", f"问题{number}", "2022-02-01", "2022-12-01", closed]
        )
    tasks: Table = [["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"]]
    for number in range(1, 22):
        tasks += [
            [2022, f"R{number:02}", "基层党组织建设", f"第{number}项任务", branch, "2022-11-30", ""]
            for branch in BRANCHES[:4]
        ]
    funding: Table = [["年度", "党组织", "项目", "金额", "日期"]]
    funding += [[2022, branch, "党建阵地建设", 5000, "2022-04-01"] for branch in BRANCHES[:26]]
    funding += [[2022, branch, "党员活动", 2120, "2022-05-01"] for branch in BRANCHES[40:90]]  # 23.6 万元 in all
    outreach: Table = [["党组织", "姓名", "党员编号", "联系对象类别", "结对日期", "解除日期"]]
    outreach += [[branch, "", "", "村社", "2019-04-01", ""] for branch in BRANCHES[:41]]
    outreach += [[branch, "", "", "村社", "2021-04-01", ""] for branch in BRANCHES[:3]]
    outreach += [[branch, "", "", "村社", "2019-04-01", "2022-04-01"] for branch in BRANCHES[50:55]]
    education: Table = [["学校", "月份", "项目", "数量"]]
    education += [[f"X{number:03}", "2022-03", "家风宣讲", 6] for number in range(1, 32)]
    education += [[f"X{number:03}", "2022-03", "国旗下讲话", 4] for number in range(1, 32)]
    votes: Table = [["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数"]]
    for grade, number in (("满意", 994), ("不满意", 6), ("弃权", 9)):
        votes.append(
            ["2022年党建满意度测评", "党建满意度", "2022-06-30", BRANCHES[0], "教师", "总体评价", grade, number]
        )
    return {
        "责任书": pledges, "问题": problems, "要点任务": tasks, "经费": funding, "结对": outreach, "德育": education,
        "测评": votes,
    }  # fmt: skip


def write(folder: Path) -> None:
    """Write every ledger as CSV."""
    folder.mkdir(parents=True)
    tables = _register() | _people() | _work()
    tables |= {"活动": _activities(), "处分": _discipline(), "荣誉": _honours()}
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
