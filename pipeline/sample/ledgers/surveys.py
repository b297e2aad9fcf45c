"""Satisfaction surveys (满意度) and democratic assessments (民主测评), with their return figures."""

from __future__ import annotations

from datetime import date
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows
from pipeline.sample.district.vocabulary import random_for

LEADERS = "班子民主测评"
SATISFACTION = ("满意", "比较满意", "基本满意", "不满意", "弃权")
MERIT = ("好", "较好", "一般", "差", "弃权")
ITEMS = ("领导班子建设", "队伍建设", "工作机制", "工作业绩", "作风形象", "发展思路")
SMALL = 2  # place of the organisation whose 作风评议 has fewer than ten votes
EVALUATORS = (("党员", 0.9), ("教师", 0.6), ("学生家长", 1.4), ("群众", 0.4))


def surveys(district: District, organisation: Organisation, number: int) -> tuple[Rows, Rows]:
    """Return votes and return figures of a school's organisation; `number` chooses how it takes its polls."""
    votes: Rows = []
    returns: Rows = []
    for year in district.years:
        rng = random_for(district.seed, "survey", organisation.code, year)
        for kind, month in (("党建满意度", 6), ("作风评议", 11), (LEADERS, 12)):
            early = kind == LEADERS and number % 6 == 4 and year == district.as_of.year
            day = meeting_day(rng, year, 7 if early else month)
            if not _is_held(district, organisation, kind, day):
                continue
            name = f"{year}年度{kind if kind.endswith('评') else kind + '测评'}"
            size = max(8, len(_below(district, organisation, day)))
            head: dict[str, object] = {"测评名称": name, "测评类型": kind, "测评日期": day, "党组织": organisation.code}
            rows, cast = _poll(district, rng, organisation, head, size, number)
            votes += rows
            spoilt = rng.randint(0, max(1, cast // 40))
            back = cast + spoilt
            sent = back + rng.randint(0, max(1, round(back * (0.3 if rng.random() < 0.15 else 0.08))))
            returns.append(
                {"测评名称": name, "党组织": organisation.code, "发放数": sent, "收回数": back, "有效数": cast}
            )
    return votes, returns


def _is_held(district: District, organisation: Organisation, kind: str, day: date) -> bool:
    """Tell whether a poll is taken by the as-of day; a joint branch has no 领导班子 to be judged."""
    if kind == LEADERS and organisation.kind == "联合党支部":
        return False
    return day <= district.as_of and organisation.active_on(day)


def _below(district: District, organisation: Organisation, day: date) -> list[object]:
    return [one for branch in district.branches_below(organisation.code) for one in district.roll(branch.code, day)]


def _poll(
    district: District, rng: Random, organisation: Organisation, head: dict[str, object], size: int, number: int
) -> tuple[Rows, int]:
    kind = str(head["测评类型"])
    weak = 1 - district.school_of(organisation).habits.diligence
    if kind == "作风评议" and number == 4:
        return _scores(rng, head, weak)
    if kind == "作风评议" and number == 5:
        return _single_votes(rng, head, weak)
    grades, items = (MERIT, ITEMS) if kind == LEADERS else (SATISFACTION, ("总体评价",))
    voters = _voters(kind, size, number)
    rows: Rows = [
        {
            **head,
            "评议人类别": evaluator,
            "评议项目": item,
            "评价等次": grade,
            "得分": None,
            "票数": count,
            "答卷编号": None,
        }
        for evaluator, people in voters
        for item in items
        for grade, count in zip(grades, _split(rng, people, weak), strict=True)
    ]
    return rows, sum(people for _, people in voters)


def _voters(kind: str, size: int, number: int) -> list[tuple[str, int]]:
    """Return who votes, and how many of them."""
    if kind == "作风评议" and number == SMALL:
        return [(EVALUATORS[0][0], 7)]
    asked = EVALUATORS[: 2 if kind == LEADERS else 4]
    return [(evaluator, max(6, round(size * share))) for evaluator, share in asked]


def _split(rng: Random, people: int, weak: float) -> list[int]:
    """Return votes by grade: mostly the best one; the worse the school the more of the others."""
    shares = (0.92 - weak * 1.8, 0.06 + weak, 0.015 + weak / 2, 0.001 + weak * weak, 0.008)
    drawn = rng.choices(range(5), weights=shares, k=people)
    return [drawn.count(grade) for grade in range(5)]


def _scores(rng: Random, head: dict[str, object], weak: float) -> tuple[Rows, int]:
    """Return one row a form, by score (得分)."""
    rows: Rows = [
        {
            **head,
            "评议人类别": "党员" if form < 18 else "教师",
            "评议项目": "作风建设",
            "评价等次": None,
            "得分": float(rng.randint(88, 100) - round(weak * 60)),
            "票数": None,
            "答卷编号": f"{form + 1:03d}",
        }
        for form in range(32)
    ]
    return rows, len(rows)


def _single_votes(rng: Random, head: dict[str, object], weak: float) -> tuple[Rows, int]:
    """Return one row a vote, with neither 票数 nor 答卷编号."""
    grades = rng.choices(SATISFACTION, weights=(0.85 - weak, 0.1, 0.03 + weak, 0.01, 0.01), k=21)
    rows: Rows = [
        {
            **head,
            "评议人类别": "党员",
            "评议项目": "作风建设",
            "评价等次": grade,
            "得分": None,
            "票数": None,
            "答卷编号": None,
        }
        for grade in grades
    ]
    return rows, len(rows)
