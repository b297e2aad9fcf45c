"""Sentences of 进度预测: what will be missed at today's pace, how often that was right, how it is worked out; pure."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.pages.forecast.tables import by_month, month_end
from dashboards.shared.formatting import date_text, number
from dashboards.shared.kept import kept
from dashboards.shared.labels import COUNTED, LEVELS, OUTCOMES
from dashboards.shared.markdown import escaped

MEANINGS = {
    "impossible": "今后一次不缺也达不到",
    "will_miss": "照目前的进度到年底达不到，但还来得及",
    "undecided": "时间太短、还没有到期的要求，或一年一次的事、进度说明不了什么",
    "will_meet": "照目前的进度到年底能达到，松下来就不一定",
    "certain": "今后什么都不再做、人员不再变动，也达到了",
}


def describe_over(year: int) -> str:
    """Return that nothing is left to forecast."""
    return f"{year}年已经结束，不再预测；结果见“未达标与预警”。要看进行中的年度，请换“年度”。"


@kept
def describe_counts(year: int, level: str, as_of: dt.date, counts: pl.DataFrame, units: tuple[int, int]) -> str:
    """Return how many of how many will be missed at today's pace."""
    if counts.is_empty():
        return f"{year}年，在所选范围内没有可以预测的指标。"
    sums = {name: int(counts[name].sum()) for name in ("units", *OUTCOMES)}
    missed = sums["impossible"] + sums["will_miss"]
    met = sums["will_meet"] + sums["certain"]
    return (
        f"截至{date_text(as_of)}，{units[0]} {COUNTED[level]}、{counts.height} 项指标，共 {sums['units']} 项次："
        f"照目前的进度，到年底 **{missed} 项次不达标**（已不可能达标 {sums['impossible']}，"
        f"还来得及 {sums['will_miss']}），涉及 {units[1]} {COUNTED[level]}；"
        f"可达标 {met} 项次（已确定 {sums['certain']}），尚难判断 {sums['undecided']} 项次。"
    )


@kept
def describe_rows(rows: pl.DataFrame) -> str:
    """Return how long the list is, and whether it is cut."""
    if rows.is_empty():
        return "在所选范围内没有这样的单位。"
    total = int(rows["total"][0])
    cut = f"，这里列前 {rows.height} 项次，请用上面的筛选缩小范围" if total > rows.height else ""
    return (
        f"共 {total} 项次{cut}。还来得及的排在前面，差得多的在前，先后不表示高低；未报送、样本不足的不在此列，见总览。"
    )


@kept
def describe_tests(level: str, tests: pl.DataFrame, indicator: str | None) -> str:
    """Return how often forecasts made in June, September and October were right; over the whole district."""
    years = sorted(tests["year"].drop_nulls().unique().to_list())
    if not years:
        return "还没有已结束的年度可供检验，这种预测有多准还不知道。"
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}–{years[-1]}年"
    of = f"“{indicator}”" if indicator else "全部指标"
    text = "；".join(
        f"{month_end(row['tested_month'])}作的 {row['made']} 次预测，年底看说对 {row['was_right']} 次"
        f"（**{number(row['share_right'], '%')}**）"
        if row["made"]
        else f"{month_end(row['tested_month'])}作不出判断"
        for row in by_month(tests).to_dicts()
    )
    return f"用全区{LEVELS[level]}{span}的台账检验（{of}）：{text}。"


@kept
def describe_fallibility(tests: pl.DataFrame) -> str:
    """Return what went wrong with the earliest forecast: a promise is not certain; empty without a test."""
    asked = by_month(tests).filter(pl.col("promised") > 0).to_dicts()
    if not asked:
        return ""
    first = asked[0]
    return (
        f"{month_end(first['tested_month'])}说可达标的 {first['promised']} 次里，"
        f"有 {first['wrongly_promised']} 次后来松了下来，没有达标；"
        f"说不达标的 {first['warned']} 次里，有 {first['wrongly_warned']} 次后来达标。"
        f"这些预测里有 {first['settled']} 次当时已成定局，没有悬念。"
    )


@kept
def describe_ways(methods: pl.DataFrame) -> str:
    """Return each way of working it out with the indicators that go by it, those that are not forecast last."""
    ways: dict[tuple[str, str], list[str]] = {}
    for row in sorted(methods.to_dicts(), key=lambda row: row["label"] is None):
        way = (str(row["label"] or "不作预测"), str(row["sentence"] or row["left_out_reason"]).rstrip("。"))
        ways.setdefault(way, []).append(str(row["name_zh"]))
    return "\n".join(
        f"- **{escaped(label)}**：{escaped(text)}。（{escaped('、'.join(names))}）"
        for (label, text), names in ways.items()
    )


@kept
def describe_method(methods: pl.DataFrame) -> str:
    """Return the rule that goes for all, and what each outcome means."""
    least = int(methods["least_months"][0]) if methods.height else 0
    text = "；".join(f"{style.label}：{MEANINGS[name]}" for name, style in OUTCOMES.items())
    return (
        f"一年过去满 {least} 个整月才作预测。{text}。"
        "检验用的是同一套算法：只取日期在预测时点以前的台账行（当时没报、后来补报的也算），再与年底的结果比。"
    )
