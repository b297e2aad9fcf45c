"""述职 in ten minutes: last year's problems, what was done, what is short and why, what comes next; pure.

Slides and the one-page short form are written from this and read nothing else. Numbers are the pack's own; what only
the secretary knows is left as a marked blank. Of six slides two are for problems and their reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.review_packs.facts import Facts, Line, Problem, Shortfall
from dashboards.review_packs.slide_content import Chart, Part, Series, Table
from dashboards.shared.formatting import NO_VALUE
from dashboards.shared.labels import DEPTHS, FAMILIES, MET, PROBLEM_STATES, SHORT
from dashboards.shared.labels import STATUSES as LOOKS


@dataclass(frozen=True)
class Speech:
    """The whole of it, in the order in which it is said; `opening` is the first slide."""

    facts: Facts
    opening: Part
    last_year: Part
    done: Part
    short: Part
    reasons: Part
    plans: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """The slides in their order."""
        return self.opening, self.last_year, self.done, self.short, self.reasons, self.plans

    @property
    def title(self) -> str:
        """Return the title of both files."""
        return f"{self.facts.unit_name}{self.facts.year}年度抓党建工作述职"


def blank(what: str) -> str:
    """Return a place that the secretary fills in, marked so that it is seen in black and white too."""
    return f"【请填写：{what}】"


REASON, MEASURE, WHO = blank("主观原因"), blank("具体措施"), blank("责任人")
_MOST_DRAWN = 8
"""So many pairs of bars can be told apart in the place that a chart has on a slide."""
_DEEPEST = (*DEPTHS, None)


def speech_of(facts: Facts) -> Speech:
    """Return what is said about one unit's year."""
    short = sorted(facts.shortfalls, key=lambda one: (_DEEPEST.index(one.depth), one.code))
    return Speech(
        facts=facts,
        opening=Part(
            "开场",
            0,
            sentences=(f"{facts.belongs_to}", *facts.summary[:2]),
            blanks=(blank("述职人姓名、职务"), blank("述职日期")),
        ),
        last_year=_last_year(facts),
        done=_done(facts),
        short=_short(short),
        reasons=_reasons(facts, short),
        plans=_plans(facts, short),
    )


def _last_year(facts: Facts) -> Part:
    states = Counter(one.state for one in facts.problems)
    known = [code for code in PROBLEM_STATES if states[code]]
    told = "，".join(f"{PROBLEM_STATES[code].word} {states[code]} 个" for code in known)
    chart = Chart(
        "上年问题整改情况（个）",
        tuple(PROBLEM_STATES[code].label for code in known),
        (Series("问题", PROBLEM_STATES["done"].colour, tuple(float(states[code]) for code in known)),),
        stacked=False,
    )
    return Part(
        "一、上年问题整改情况",
        2,
        (f"{facts.year - 1}年提出的问题 {len(facts.problems)} 个：{told}。" if known else "上年没有登记的问题。",),
        Table((("问题", 5), ("期限", 2), ("整改结果", 3)), tuple(map(_of_problem, facts.problems))) if known else None,
        chart if known else None,
        (blank("整改成效最明显的一件事；没有改完的怎么改"),),
    )


def _of_problem(one: Problem) -> tuple[str, ...]:
    return f"{one.category}：{one.sentence}", one.due_text, one.outcome


def _done(facts: Facts) -> Part:
    judged = [one for one in facts.lines if one.status in (*MET, *SHORT)]
    families = [family for family in FAMILIES if any(one.family == family for one in judged)]
    series = tuple(
        Series(name, LOOKS[code].colour, tuple(float(_count(judged, family, statuses)) for family in families), ground)
        for name, code, statuses, ground in (
            ("达标或进度正常", "met", MET, LOOKS["met"].background),
            ("低于标准", "not_met", SHORT, ""),
        )
    )
    return Part(
        "二、履职情况",
        2,
        facts.paragraphs or ("没有可以引用的工作数据。",),
        None,
        Chart("有标准可判断的指标（项）", tuple(families), series, stacked=True) if families else None,
        (blank("本年亲自抓的一两件事、群众认可的成效"),),
    )


def _count(lines: Sequence[Line], family: str, statuses: Sequence[str]) -> int:
    return sum(one.family == family and one.status in statuses for one in lines)


def _short(short: Sequence[Shortfall]) -> Part:
    rated = [one for one in short if one.unit == "%" and one.value is not None][:_MOST_DRAWN]
    chart = Chart(
        "低于标准的比率（%）",
        tuple(one.name for one in rated),
        (
            Series("本年", LOOKS["not_met"].colour, tuple(one.value for one in rated)),
            Series(
                "标准",
                LOOKS["no_standard"].colour,
                tuple(one.standard for one in rated),
                LOOKS["no_standard"].background,
            ),
        ),
        stacked=False,
    )
    rows = tuple((one.name, one.value_text, one.standard_text, one.depth_text, one.gap_text) for one in short)
    return Part(
        "三、存在问题",
        2,
        (describe_short(short),),
        Table((("事项", 3.8), ("本年", 1.6), ("标准", 2.4), ("程度", 1.8), ("差距", 3.2)), rows) if rows else None,
        chart if rated else None,
        (blank("数据以外自己查找的问题"),),
    )


def describe_short(short: Sequence[Shortfall]) -> str:
    """Return how much is below confirmed standards, by depth, the deepest first."""
    if not short:
        return "没有低于已确认标准的事项。"
    depths = Counter(one.depth for one in short)
    told = "，".join(f"{look.word} {depths[code]} 项" for code, look in DEPTHS.items() if depths[code])
    return (
        f"低于已确认标准 {len(short)} 项：{told}。按程度排列，同一程度按指标编号。"
        if told
        else f"低于已确认标准 {len(short)} 项。"
    )


def _reasons(facts: Facts, short: Sequence[Shortfall]) -> Part:
    again = [one for one in facts.problems if "反复出现" in one.outcome]
    rows = tuple((one.name, _seen(one), REASON) for one in short) or (("", "", REASON),) * 3
    repeated = f"上年提出的问题中，{len(again)} 个是反复出现的同类问题。" if again else ""
    return Part(
        "四、问题原因",
        2,
        tuple(filter(None, (repeated,))),
        Table((("问题", 3), ("数据上看", 4), ("原因", 5)), rows),
        None,
        (blank("从思想认识、责任传导、工作方法上剖析"),),
    )


def _seen(one: Shortfall) -> str:
    """Return what the data say about why: since when, what it was, how peers stand."""
    return f"{one.since_text}低于标准；上年 {one.last_text}；{one.compared_text}"


def _plans(facts: Facts, short: Sequence[Shortfall]) -> Part:
    rows = tuple((one.name, one.standard_text, _wanting(one), MEASURE, WHO) for one in short)
    return Part(
        "五、下一步打算",
        2,
        (),
        Table(
            (("要解决的问题", 3), ("标准", 2), ("差距或还要做", 3.4), ("措施", 2.8), ("责任人", 2)),
            rows or (("", "", "", MEASURE, WHO),) * 3,
        ),
        None,
        (blank(f"{facts.year + 1}年要做成的一两件事"),),
    )


def _wanting(one: Shortfall) -> str:
    """Return what can still be done this year, or in a closed year how far it was from the standard."""
    return f"差 {one.gap_text}" if one.still_text == NO_VALUE else one.still_text
