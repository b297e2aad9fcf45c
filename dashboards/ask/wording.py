"""Answers and refusals of 问一句 in words, plain text; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dashboards.ask.answer import About
from dashboards.ask.meaning import Said
from dashboards.ask.periods import Period
from dashboards.shared.formatting import done_of, listing, period_text, standard_of, tally, value_of
from dashboards.shared.labels import COUNTED, EVERY, LEVELS, MET, SHORT, STATES, STATUS_MEANING
from dashboards.shared.wording import status_counts

HINT = "用词或拼音首字母问指标、单位、时期、状态、页面，如“去年主题党日”“哪些支部没交”“ztdr 9月”“换届在哪看”。"
NOTHING_ASKED = "没有听出要问哪一项。请说出指标、单位或页面，如“去年主题党日”。"
NO_STATE = "请再说一项指标或一种状态，如“哪些支部党课未达标”。"
TWO_INDICATORS = "一次只答一项指标，请分开问。"
TWO_UNITS = "一次只答一个单位，请分开问。"
TWO_PERIODS = "一次只答一个时期（一年、一个季度、一个学期或一个月），请分开问。"
_MOST_NAMES = 8


def when(period: Period) -> str:
    """Return a period in words."""
    return period_text(period.kind, period.start)


def value(about: About, row: Mapping[str, object]) -> tuple[str, ...]:
    """Return a unit's value of an indicator with its status; what the status means where there is no value."""
    look = STATES[str(row["state"])]
    shown = look.label if row["is_hidden"] else f"{value_of(row)}{_base(row)}，{look.label}"
    first = f"{about.unit_name}{when(about.period)}{row['name_zh']}：{shown}。"
    meaning = STATUS_MEANING.get(str(row["status"]), "") if row["value"] is None else ""
    return (first, meaning) if meaning else (first,)


def _base(row: Mapping[str, object]) -> str:
    """Return what a value is made of, in brackets; nothing for a count that has no denominator."""
    return f"（{done_of(row)}）" if isinstance(row["denominator"], int | float) else ""


def definition(row: Mapping[str, object]) -> str:
    """Return 口径 in one line: what is counted, of what, and the standard."""
    parts = [str(row[name]).rstrip("。；") for name in ("numerator_text", "denominator_text") if row[name]]
    standard = standard_of({**row, "standard_confirmed": row["confirmed"]})
    return f"口径：{row['name_zh']}，{' ÷ '.join(parts)}；标准：{standard}。"


def chosen(frame: pl.DataFrame, statuses: Sequence[str]) -> pl.DataFrame:
    """Return the rows that stand at all of these statuses: a code, a depth, or one of the groups short and met."""
    for code in statuses:
        groups = {"short": list(SHORT), "met": list(MET)}
        is_one = pl.col("state").str.ends_with(f":{code}") | pl.col("status").is_in(groups.get(code, [code]))
        frame = frame.filter(is_one)
    return frame


def standing(about: About, frame: pl.DataFrame, words: str, found: pl.DataFrame) -> str:
    """Return how a unit stands: all its indicators by status, or those at the statuses that were asked for."""
    who = f"{about.unit_name}{when(about.period)}"
    if not words:
        return f"{who}，{tally(status_counts(frame))}。"
    if found.is_empty():
        return f"{who}，{frame.height} 项指标里没有“{words}”的。"
    named = listing([str(name) for name in found["name_zh"]], _MOST_NAMES)
    return f"{who}，“{words}”的有 {found.height} 项（{_states(found)}）：{named}。"


def spread(about: About, level: str, name: str, frame: pl.DataFrame, words: str, found: pl.DataFrame) -> str:
    """Return how many units of a level stand where; with statuses, which units."""
    noun = COUNTED[level]
    who = f"{about.unit_name}{when(about.period)}{name}，{frame['unit_id'].n_unique()} {noun}"
    if not words:
        return f"{who}：{tally(status_counts(frame), '').split('：', 1)[1]}。"
    units = found.unique("unit_id", keep="first", maintain_order=True)
    if units.is_empty():
        return f"{who}里没有“{words}”的。"
    named = "、".join(str(one) for one in units["unit_name"].head(_MOST_NAMES))
    more = f"等 {units.height} {noun}" if units.height > _MOST_NAMES else ""
    kinds = f"（{_states(found)}）" if name else ""
    return f"{who}里，{'' if name else '有指标'}“{words}”的有 {units.height} {noun}{kinds}：{named}{more}。"


def ledgers(about: About, frame: pl.DataFrame) -> str:
    """Return how many organisations have ledgers missing in a period, and which."""
    who = f"{about.unit_name}{when(about.period)}"
    if frame.is_empty():
        return f"{who}没有要报的台账。"
    missing = frame.filter(pl.col("state") == "missing").unique("unit_id", keep="first", maintain_order=True)
    whole = f"{who}台账，{frame['unit_id'].n_unique()} 个党组织里"
    if missing.is_empty():
        return f"{whole}没有缺报的。"
    return f"{whole}有缺报的 {missing.height} 个：{listing([str(one) for one in missing['unit_name']], _MOST_NAMES)}。"


def _states(frame: pl.DataFrame) -> str:
    counted = frame.group_by("state").len()
    numbers = dict(counted.iter_rows())
    return "，".join(f"{look.word} {numbers[code]}" for code, look in STATES.items() if code in numbers)


def not_begun(period: Period) -> str:
    """Return that a period is still to come."""
    return f"{when(period)}还没有到，没有数。"


def too_early(period: Period, first_year: int) -> str:
    """Return that the data begin later."""
    return f"没有{when(period)}的数据，最早是{first_year}年。"


def no_value(about: About, row: Mapping[str, object], *, is_withheld: bool) -> str:
    """Return why a unit has no value of an indicator in a period."""
    name = row["name_zh"]
    if is_withheld:
        return f"“{name}”是纪律数据，{LEVELS[about.unit.unit_level]}一级的数只有纪检专员可见。"
    every = EVERY[str(row["base_period"])]
    return (
        f"{about.unit_name}{when(about.period)}没有“{name}”的数：这项指标{every}汇总，"
        "可能这一期不统计，也可能不适用于这个单位。"
    )


def unknown(words: Sequence[str]) -> str:
    """Return which words nobody knows: an unknown unit and one outside the viewer's scope read the same."""
    said = "”“".join(words)
    if any(end in "".join(words) for end in ("校", "学", "园", "支部", "片区", "总支", "党委")):
        return f"没有找到“{said}”：没有这个单位或说法，或不在您的查看范围内。"
    return (
        f"没听懂“{said}”：没有叫这个的指标、单位、状态或页面，或不在您的查看范围内（如纪律数据）。为免答错，没有作答。"
    )


def unclear(word: Said) -> str:
    """Return that a word means several things."""
    return f"“{word.text}”可以指 {len(word.meanings)} 个，请选一个或说全称。"


def outside(level: str) -> str:
    """Return that a level lies above what the viewer sees."""
    return f"{LEVELS[level]}的数不在您的查看范围内，或没有说是哪一个；请说出单位名称。"


def nothing_inside(about: About, level: str) -> str:
    """Return that a unit has no units of a level inside."""
    return f"{about.unit_name}里没有{LEVELS[level]}可以列；请说出单位名称。"
