"""三评 (自评, 群众评, 领导评) and 书记述职测评: surveys that come in with files of their own (`_is_separate`)."""

from __future__ import annotations

from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows

MERIT = ("优秀", "合格", "基本合格", "不合格", "弃权")
REVIEW = ("好", "较好", "一般", "差", "弃权")
PARTS = (("自评", 0.5), ("群众", 0.5), ("教师", 0.6), ("学生家长", 0.8), ("领导", 0.12))


def assessments(district: District, top: Organisation) -> tuple[Rows, Rows]:
    """Return votes and return figures of both surveys in all years."""
    diligence = Diligence(district, top, "assessments")
    votes: Rows = []
    returns: Rows = []
    for year in district.years:
        day = meeting_day(diligence.rng, year, 9)
        size = sum(len(district.roll(branch.code, day)) for branch in district.branches_below(top.code))
        parts = [(who, max(3, round(size * share))) for who, share in PARTS]
        overall: tuple[str, ...] = ("三亮三比三评",)
        polls = [(f"{year}年度三评", "三评", day, MERIT, overall, parts)]
        told = meeting_day(diligence.rng, year, 12 if top.code[-1] in "13579" else 1)
        items: tuple[str, ...] = ("履行第一责任人职责", "抓支部建设", "问题整改")
        judges = [("党员", max(8, round(size * 0.8))), ("教师", max(6, round(size * 0.5))), ("领导", 5)]
        polls.append((f"{year}年党组织书记述职测评", "书记述职测评", told, REVIEW, items, judges))
        for name, kind, on, grades, asked, voters in polls:
            missed = kind == "三评" and not diligence.done(year, 0.8)
            if on > district.as_of or not top.active_on(on) or missed:
                continue
            if kind == "书记述职测评" and top.kind == "联合党支部":
                continue
            head: dict[str, object] = {"测评名称": name, "测评类型": kind, "测评日期": on, "党组织": top.code}
            for who, people in voters:
                for item in asked:
                    for grade, count in zip(grades, _split(diligence.rng, people, diligence.weakness), strict=True):
                        row = {**head, "评议人类别": who, "评议项目": item, "评价等次": grade, "得分": None}
                        votes.append({**row, "票数": count, "答卷编号": None, "_separate": True})
            cast = sum(people for _, people in voters)
            sent = cast + diligence.rng.randint(0, cast // 8)
            row = {"测评名称": name, "党组织": top.code, "发放数": sent, "收回数": cast, "有效数": cast}
            returns.append({**row, "_separate": True})
    return votes, returns


def _split(rng: Random, people: int, weak: float) -> list[int]:
    shares = (0.8 - weak * 1.6, 0.17 + weak, 0.02 + weak / 2, 0.002 + weak / 4, 0.01)
    drawn = rng.choices(range(5), weights=shares, k=people)
    return [drawn.count(grade) for grade in range(5)]
