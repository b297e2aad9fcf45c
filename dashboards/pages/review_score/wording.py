"""Sentences of 综合得分: what the total is, what it is not, what was missing and how that was treated; pure."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped

Row = dict[str, Any]
ONLY_A_REFERENCE = "仅供参考，不代替评议结论。"
NOT_CONFIRMED = "综合得分的权重尚未经区里确认，暂不显示得分。"
NO_SCHOOL = "这一年没有可以计分的学校。"
TRIAL_ONLY = (
    "综合得分的权重尚未经区里确认。以下为**试算**，只有区级管理员能看到，不保存、不下发；"
    "区里确认后，在权重标准表里写明确认人并更新数据，其他人才能看到。"
)
HOW_IT_COMES_ABOUT = (
    "日常指标：数值对照已确认的标准，达到标准得100分，不足的按比例；越低越好的，不超过标准得100分。"
    "一类的得分是这一类计分指标的平均。测评：平均分就是得分。没有数据的不计零分，它的权重由其他各项按比例分担。"
    "年度没有结束时，只算已到期的要求。"
)
TREATMENTS = {
    "counted": "计分",
    "partly": "部分指标未报送，按已有指标计分",
    "missing": "未报送，权重由其他各项分担",
    "left_out": "没有可计分的指标，权重由其他各项分担",
    "not_reported": "未报送，不计零分，不参加平均",
    "too_few": "样本不足，不计分",
    "unconfirmed": "标准未确认或有争议，不计分",
    "not_due": "未到期，不计分",
    "not_applicable": "不适用，不计分",
    "too_little": "依据太少，不出总分",
    "lowered": "受否决限制，区间下调",
    "over_share": "超出最高区间的比例，区间下调",
    "triggered": "● 触发",
    "not_triggered": "✓ 未触发",
    "disputed": "有争议，未经区里确认，不作判断",
    "nothing_to_judge": "— 没有可核对的数据",
    "withheld": "■ 由纪检专员核定，此处不显示",
}
"""What `treatment` of marts.review_score says to people."""
_LOWERED = {"lowered": "（受否决限制，已下调）", "over_share": "（超出最高区间的比例，已下调）"}


@kept
def describe_total(name: str, year: int, steps: pl.DataFrame, is_trial: bool) -> str:
    """Return a school's total, the band it lies in, and how much it rests on."""
    by_kind: dict[str, Row] = {row["kind"]: row for row in steps.to_dicts() if row["kind"] in ("coverage", "band")}
    if not by_kind:
        return f"{escaped(name)}{year}年没有综合得分。"
    what = "综合得分（试算）" if is_trial else "综合得分"
    rests_on, band = by_kind["coverage"], by_kind["band"]
    share = f"有数据可以计分的权重占 {rests_on['value']:.0f}%"
    if band["value"] is None:
        return f"{escaped(name)}{year}年{share}，不足 {rests_on['standard']:.0f}%，不出总分。{ONLY_A_REFERENCE}"
    lowered = _LOWERED.get(str(band["treatment"]), "")
    return (
        f"{escaped(name)}{year}年{what} **{band['value']:.1f} 分**，对应区间“**{escaped(band['band'])}**”{lowered}；"
        f"{share}。{ONLY_A_REFERENCE}"
    )


def describe_items() -> str:
    """Return what the chart of the items shows."""
    return "每条的浅色是这一项分担后的权重，深色是实得的分；没有深色的是没有数据可以计分的一项。"


@kept
def describe_share(share: pl.DataFrame) -> str:
    """Return how many schools lie in the best band, against the cap, and how many it moved."""
    if share.is_empty() or not share["schools"][0]:
        return ""
    row = share.to_dicts()[0]
    beyond = f"，超出 {row['excess']} 所" if row["excess"] else ""
    beyond += f"，按得分下调 {row['lowered']} 所" if row["lowered"] else ""
    return (
        f"有综合得分的学校 {row['schools']} 所，对应区间为“{escaped(row['band'])}”的 {row['best']} 所，"
        f"按比例最多 {row['room']} 所{beyond}。{escaped(row['sentence'])}"
    )


@kept
def describe_trial(weights_sum: float, tried: pl.DataFrame) -> str:
    """Return what other weights would make of one school's total."""
    if weights_sum <= 0:
        return "试算：权重合计为0，不能试算。"
    row = tried.to_dicts()[0] if tried.height else None
    text = f"试算：权重合计 {weights_sum:g}，按占比折算。"
    if row is None:
        return text
    return (
        f"{text}这所学校由 {_total(row['total_before'], row['band_before'])} 变为 {_total(row['total'], row['band'])}。"
    )


def _total(total: float | None, band: str | None) -> str:
    return "没有总分" if total is None else f"**{total:.1f} 分**（{escaped(band)}）"
