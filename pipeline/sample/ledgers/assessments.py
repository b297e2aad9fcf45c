"""三评 (自评, 群众评, 领导评) and 书记述职测评: surveys that come in with files of their own (`_is_separate`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows

THREE, SECRETARY = "三评", "书记述职测评"
MERIT = ("优秀", "合格", "基本合格", "不合格", "弃权")
REVIEW = ("好", "较好", "一般", "差", "弃权")
PARTS = (("自评", 0.5), ("群众", 0.5), ("教师", 0.6), ("学生家长", 0.8), ("领导", 0.12))


def assessments(district: District, top: Organisation) -> tuple[Rows, Rows]:
    """Return votes and return figures of both surveys in all years."""
    diligence = Diligence(district, top, "assessments")
    votes: Rows = []
    returns: Rows = []
    for year in district.years:
        for poll in _polls(district, diligence.rng, top, year):
            missed = poll.kind == THREE and not diligence.done(year, 0.8)
            if missed or not _is_held(district, top, poll):
                continue
            votes += _votes(diligence, top, poll)
            cast = sum(people for _, people in poll.voters)
            sent = cast + diligence.rng.randint(0, cast // 8)
            row = {"测评名称": poll.name, "党组织": top.code, "发放数": sent, "收回数": cast, "有效数": cast}
            returns.append({**row, "_separate": True})
    return votes, returns


@dataclass(frozen=True)
class _Poll:
    name: str
    kind: str
    day: date
    grades: tuple[str, ...]
    items: tuple[str, ...]
    voters: tuple[tuple[str, int], ...]


def _polls(district: District, rng: Random, top: Organisation, year: int) -> tuple[_Poll, _Poll]:
    """Return both surveys of a year, with who votes in them."""
    day = meeting_day(rng, year, 9)
    size = sum(len(district.roll(branch.code, day)) for branch in district.branches_below(top.code))
    parts = tuple((who, max(3, round(size * share))) for who, share in PARTS)
    told = meeting_day(rng, year, 12 if top.code[-1] in "13579" else 1)
    judges = (("党员", max(8, round(size * 0.8))), ("教师", max(6, round(size * 0.5))), ("领导", 5))
    items = ("履行第一责任人职责", "抓支部建设", "问题整改")
    return (
        _Poll(f"{year}年度三评", THREE, day, MERIT, ("三亮三比三评",), parts),
        _Poll(f"{year}年党组织书记述职测评", SECRETARY, told, REVIEW, items, judges),
    )


def _is_held(district: District, top: Organisation, poll: _Poll) -> bool:
    """Tell whether a survey is taken by the as-of day; nobody reports on himself in a joint branch."""
    if poll.kind == SECRETARY and top.kind == "联合党支部":
        return False
    return poll.day <= district.as_of and top.active_on(poll.day)


def _votes(diligence: Diligence, top: Organisation, poll: _Poll) -> Rows:
    head: dict[str, object] = {
        "测评名称": poll.name,
        "测评类型": poll.kind,
        "测评日期": poll.day,
        "党组织": top.code,
    }
    return [
        {
            **head,
            "评议人类别": who,
            "评议项目": item,
            "评价等次": grade,
            "得分": None,
            "票数": count,
            "答卷编号": None,
            "_separate": True,
        }
        for who, people in poll.voters
        for item in poll.items
        for grade, count in zip(poll.grades, _split(diligence.rng, people, diligence.weakness), strict=True)
    ]


def _split(rng: Random, people: int, weak: float) -> list[int]:
    shares = (0.8 - weak * 1.6, 0.17 + weak, 0.02 + weak / 2, 0.002 + weak / 4, 0.01)
    drawn = rng.choices(range(5), weights=shares, k=people)
    return [drawn.count(grade) for grade in range(5)]
