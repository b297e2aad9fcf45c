"""Whom members and branches stand by (联系服务结对), and what people asked of a school (群众诉求)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.sample.district.diligence import NOBODY, Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import weighted

Pair = Callable[[dict[str, object], str, date, date | None], None]

RATINGS = (("满意", 78), ("比较满意", 13), ("基本满意", 5), ("不满意", 2))


def outreach(district: District, branch: Organisation) -> Rows:
    """Return pairings of a branch and its members; some were released, and mostly followed by another."""
    diligence = Diligence(district, branch, "outreach")
    rng = diligence.rng
    rows: Rows = []

    def pair(who: dict[str, object], kind: str, start: date, end: date | None) -> None:
        if start <= district.as_of and branch.active_on(start):
            over = end if end and end <= district.as_of else None
            head: dict[str, object] = {"党组织": branch.code, **who, "联系对象类别": kind}
            rows.append({**head, "结对日期": start, "解除日期": over})

    opening = date(district.first_year, 3, rng.randint(4, 28))
    for one in district.by_branch.get(branch.code, []):
        start = max(opening, one.came + timedelta(days=rng.randint(10, 40)) if one.came else opening)
        if branch.founded and start < branch.founded:
            continue
        kinds = [("群众", diligence.done(opening.year, 0.82))]
        if one.leader:
            kinds.append(("困难学生", diligence.done(opening.year, 0.7)))
        kinds.append(("困难党员", rng.random() < 0.03))
        for kind, wanted in kinds:
            if wanted and one.on(start):
                _one_after_another(diligence, one, kind, start, pair)
    _of_the_branch(diligence, branch, opening, pair)
    return rows


def _one_after_another(diligence: Diligence, one: Membership, kind: str, start: date, pair: Pair) -> None:
    """Add a pairing that lasts, or one that is released and mostly followed by another."""
    rng, who = diligence.rng, diligence.person(one)
    if rng.random() < 0.9:
        pair(who, kind, start, None)
        return
    end = start + timedelta(days=rng.randint(150, 700))
    again = end + timedelta(days=rng.randint(1, 30))
    pair(who, kind, start, end)
    if rng.random() < diligence.level and one.on(again):
        pair(who, kind, again, None)


def _of_the_branch(diligence: Diligence, branch: Organisation, opening: date, pair: Pair) -> None:
    """Add the 班级 of a 教工支部, released each summer, and 村社, which stay."""
    terms = [
        (opening.year, 3, opening.year),
        *((year, 9, year + 1) for year in range(opening.year, diligence.last_year + 1)),
    ]
    for year, month, last in terms:
        for number in range(diligence.rng.randint(1, 2)):
            start = date(year, month, 2 + number * 3 + diligence.rng.randint(0, 2))
            if branch.staff_branch is not False and diligence.done(year, 0.25):
                pair(NOBODY, "班级", start, date(last, 7, 10))
    if diligence.rng.random() < diligence.level - diligence.weakness * 2:
        start = opening + timedelta(days=diligence.rng.randint(5, 60))
        left = start + timedelta(days=diligence.rng.randint(300, 900)) if diligence.rng.random() < 0.06 else None
        pair(NOBODY, "村社", start, left)


def requests(district: District, top: Organisation) -> Rows:
    """Return what was asked of a school, by when an answer was promised, and what the asker thought of it."""
    diligence = Diligence(district, top, "request")
    rng = diligence.rng
    rows: Rows = []
    for year in district.years:
        for number in range(rng.randint(6, 14)):
            accepted = date(year, rng.randint(1, 12), rng.randint(1, 28))
            promised = accepted + timedelta(days=rng.choice((5, 7, 10, 15)))
            closed = _closed(diligence, accepted, promised, district.as_of)
            dissatisfied = ("不满意", 100 * diligence.weakness)
            rating = weighted(rng, [*RATINGS, dissatisfied]) if closed and rng.random() < 0.85 else None
            if accepted <= district.as_of and top.active_on(accepted):
                rows.append(
                    {
                        "编号": f"SQ{year}-{top.code[4:]}-{number + 1:03d}",
                        "党组织": top.code,
                        "受理日期": accepted,
                        "承诺办结日期": promised,
                        "办结日期": closed,
                        "评价": rating,
                    }
                )
    return rows


def _closed(diligence: Diligence, accepted: date, promised: date, as_of: date) -> date | None:
    """Return when a request was settled by the as-of day: as a rule in time, in a careless school late or never."""
    closed = accepted + timedelta(days=diligence.rng.randint(1, (promised - accepted).days))
    if diligence.rng.random() < diligence.weakness * 1.2:
        closed = promised + timedelta(days=diligence.rng.randint(1, 20))
    elif diligence.rng.random() < diligence.weakness * 0.3:
        return None
    return closed if closed <= as_of else None
