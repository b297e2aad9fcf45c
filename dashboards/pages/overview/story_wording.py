"""总览 in four sentences: against standard and last year, which parts differ, who moved most, what falls due; pure."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.shared.formatting import date_text, number
from dashboards.shared.kept import kept
from dashboards.shared.labels import COUNTED, COURSES, DEPTHS, PARTS_BESIDE, TO_COME
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row

_KINDS = {"area": "片区之间", "stage": "学段之间"}


@kept
def describe_place(name: str, period: str, as_of: dt.date, standing: pl.DataFrame, changes: pl.DataFrame) -> str:
    """Return how a unit stands against its standards and against this day of last year."""
    judged = standing.filter(pl.col("judgement").is_not_null())
    if judged.is_empty():
        return f"**{escaped(name)}** {period}还没有可以判断的指标。"
    until = "" if judged["is_closed"].all() else f"（截至{date_text(as_of)}）"
    short = judged.filter(pl.col("judgement") == "short")
    text = f"**{escaped(name)}** {period}{until}判断 {judged.height} 项指标，{judged.height - short.height} 项达到标准"
    if short.height:
        deep = [f"{look.word} {n}" for code, look in DEPTHS.items() if (n := (short["depth"] == code).sum())]
        text += f"，{short.height} 项低于标准{f'（{chr(65292).join(deep)}）' if deep else ''}"
    return f"{text}；{_since(changes, judged)}。"


def _since(changes: pl.DataFrame, judged: pl.DataFrame) -> str:
    held = changes.filter(
        pl.col("change").is_not_null(), pl.col("indicator_code").is_in(judged["indicator_code"].to_list())
    )
    if held.is_empty():
        return "与去年没有可比的"
    is_same_day = held["compared_day"].is_not_null().any()
    courses = [f"{COURSES[code].word} {(held['course'] == code).sum()}" for code in ("better", "worse", "same")]
    past = "与去年同日比" if is_same_day else "与去年比"
    return f"{past}，{'，'.join(courses)} 项"


@kept
def describe_parts(gaps: pl.DataFrame) -> str:
    """Return which areas and which 学段 differ from all the rest, most differences first."""
    told = [text for kind in _KINDS if (text := _parts_of(kind, gaps.filter(pl.col("part_kind") == kind)))]
    return "；".join(told) + "。" if told else ""


def _parts_of(kind: str, gaps: pl.DataFrame) -> str:
    if gaps.is_empty():
        return ""
    apart = gaps.filter(pl.col("verdict").is_in(["better", "worse"]))
    if apart.is_empty():
        return f"{_KINDS[kind]}没有超出偶然的差别"
    order = apart.group_by("part_name").agg(pl.len().alias("n")).sort(["n", "part_name"], descending=[True, False])
    parts = [_part(name, apart.filter(pl.col("part_name") == name)) for name in order["part_name"].to_list()[:3]]
    return f"{_KINDS[kind]}：{'，'.join(parts)}"


def _part(name: str, rows: pl.DataFrame) -> str:
    verdicts = {code: rows.filter(pl.col("verdict") == code) for code in ("worse", "better")}
    told = [f"{of.height} 项{PARTS_BESIDE[code].word}（{_widest(of)}）" for code, of in verdicts.items() if of.height]
    return f"{escaped(name)} {'、'.join(told)}"


def _widest(rows: pl.DataFrame) -> str:
    first = rows.sort(pl.col("gap").abs(), descending=True).row(0, named=True)
    side = "低" if first["gap"] < 0 else "高"
    return f"{escaped(first['name_zh'])}{side} {abs(first['gap']):.1f} 个百分点"


@kept
def describe_moved(rows: pl.DataFrame, level: str, is_over: bool) -> str:
    """Return who got better and who got worse most, by name; of a year that is not over, since its day last year."""
    past = "与去年比" if is_over else "与去年同日比"
    if rows.is_empty():
        return f"{past}，没有变化超出偶然的{COUNTED[level][1:]}。"
    told = []
    for code, word in (("better", "好转最多"), ("worse", "变差最多")):
        found = [_moved(row) for row in rows.filter(pl.col("course") == code).to_dicts()]
        told.append(f"{word}：{'、'.join(found)}" if found else f"没有{word[:2]}超出偶然的")
    return f"{past}，{'；'.join(told)}。"


def _moved(row: Row) -> str:
    before, now = number(row["value_before"], row["unit"]), number(row["value"], row["unit"])
    return f"{escaped(row['unit_name'])}（{escaped(row['name_zh'])} {escaped(before)}→{escaped(now)}）"


@kept
def describe_coming(rows: pl.DataFrame, within: int) -> str:
    """Return what falls due in the days to come."""
    if rows.is_empty():
        return f"今后 {within} 天没有登记到期的事。"
    kinds = [f"{TO_COME[row['what']]} {row['items']} 件" for row in rows.to_dicts() if row["what"] in TO_COME]
    first = rows.row(0, named=True)
    day_off = "" if first["first_act_by"] == first["first_on"] else _before(first["first_act_by"])
    return f"今后 {within} 天到期：{'，'.join(kinds)}；最早 {date_text(first['first_on'])}{day_off}。"


def _before(workday: dt.date) -> str:
    return f"（当天休息，前一个工作日是 {date_text(workday)}）"


@kept
def describe_beside(gaps: pl.DataFrame) -> str:
    """Return what the comparison of the areas shows."""
    apart = gaps.filter(pl.col("verdict").is_in(["better", "worse"]))
    return (
        f"{gaps['part'].n_unique()} 个片区各与其余片区合起来比，{gaps['indicator_code'].n_unique()} 项指标里共有 "
        f"{apart.height} 处差别超出偶然（99.8%区间）；先后不表示高低。点一条可以只看这个片区。"
    )
