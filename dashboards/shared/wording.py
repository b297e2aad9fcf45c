"""One sentence before every chart; pure."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dashboards.shared.formatting import OUT_OF_REACH, status_label, tally, value_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import COMPARISONS, COUNTED
from dashboards.shared.markdown import escaped


def status_counts(frame: pl.DataFrame) -> dict[str, int]:
    """Return how many rows stand at each status."""
    return dict(Counter(str(value) for value in frame["status"])) if frame.height else {}


@kept
def describe_standing(name: str, period: str, frame: pl.DataFrame) -> str:
    """Return 某校 2025年 18 项指标：未达标 2，达标 14…."""
    return f"{escaped(name)}{' ' if name else ''}{period}，{tally(status_counts(frame))}。"


@kept
def describe_to_do(rows: pl.DataFrame) -> str:
    """Return how many requirements still ask for something this year."""
    if rows.is_empty():
        return "没有低于标准、年内还能补的要求。"
    savable = rows.filter("can_be_made_up")
    lost = rows.height - savable.height
    first = "、".join(escaped(row["name_zh"]) for row in savable.head(3).to_dicts())
    told = [f"{savable.height} 项要求年内还补得上，先看：{first}"] if savable.height else []
    told += [f"{lost} 项{OUT_OF_REACH}，余下的仍要按期做"] if lost else []
    return f"{'；'.join(told)}。"


@kept
def describe_trend(frame: pl.DataFrame) -> str:
    """Return the first and last value of a trend; fewer than five points make no trend."""
    known = frame.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return "没有可画的数值。"
    last = known.row(-1, named=True)
    text = f"最近一期 {escaped(value_of(last))}（{status_label(str(last['status']))}）"
    if known.height < 5:
        return f"{text}；只有 {known.height} 个时点，不足五个，不判断趋势。"
    return f"{text}；最早一期 {escaped(value_of(known.row(0, named=True)))}。"


def describe_peers(row: dict[str, object]) -> str:
    """Return the unit's own value, and 与同类比 in words: who the peers are, how many, and where the unit lies."""
    own = f"本单位 {escaped(value_of(row))}（{status_label(str(row['status']))}）。"
    if not row.get("peer_group"):
        return f"{own}没有可比的同类单位（不足五个，或样本不足）。"
    if row["comparison"] in (None, "not_compared"):
        few = (
            f"同类组“{escaped(row['peer_group'])}”里数据足够的只有 {row['peer_count'] or 0} 个，或样本不足，不作比较。"
        )
        return f"{own}{few}"
    return (
        f"{own}与“{escaped(row['peer_group'])}”的 {row['peer_count']} 个同类单位比："
        f"{COMPARISONS.get(str(row['comparison']), '不作比较')}{_band(row)}。"
    )


def _band(row: dict[str, object]) -> str:
    """Return in which part of the peers the unit lies, where its interval and its peers' number carry that."""
    return f"，处于{escaped(row['band'])}" if row["band"] else ""


@kept
def describe_heat(family: str, level: str, frame: pl.DataFrame, *, has_more: bool) -> str:
    """Return how many cells of a status grid stand where; `has_more` where the reader may see all of them."""
    units = frame["unit_id"].n_unique()
    text = f"{escaped(family)}：{units} {COUNTED[level]}，{tally(status_counts(frame), '格')}。"
    return text + ("这里只列最需要关注的，全部见热力总表。" if has_more else "")


def column_sum(frame: pl.DataFrame, name: str) -> int:
    """Return the sum of a column of counts, 0 for no rows."""
    return int(frame[name].sum()) if frame.height else 0
