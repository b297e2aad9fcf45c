"""One sentence before every chart; pure."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dashboards.components.plain import plain
from dashboards.theme import COMPARISONS
from dashboards.words import status_label, tally, value_of

_NOUN = {"school": "所学校", "branch": "个支部", "area": "个片区", "district": "个区"}


def _counts(frame: pl.DataFrame) -> dict[str, int]:
    return dict(Counter(str(value) for value in frame["status"])) if frame.height else {}


def of_standing(name: str, period: str, frame: pl.DataFrame) -> str:
    """Return 某校 2025年 18 项指标：未达标 2，达标 14…."""
    return f"{plain(name)}{' ' if name else ''}{period}，{tally(_counts(frame))}。"


def of_trend(frame: pl.DataFrame) -> str:
    """Return the first and last value of a trend; fewer than five points make no trend."""
    known = frame.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return "没有可画的数值。"
    last = known.row(-1, named=True)
    said = f"最近一期 {plain(value_of(last))}（{status_label(str(last['status']))}）"
    if known.height < 5:
        return f"{said}；只有 {known.height} 个时点，不足五个，不判断趋势。"
    return f"{said}；最早一期 {plain(value_of(known.row(0, named=True)))}。"


def of_peers(row: dict[str, object]) -> str:
    """Return the unit's own value, and 与同类比 in words: who the peers are, how many, and where the unit lies."""
    own = f"本单位 {plain(value_of(row))}（{status_label(str(row['status']))}）。"
    if not row.get("peer_group"):
        return f"{own}没有可比的同类单位（不足五个，或样本不足）。"
    if row["comparison"] in (None, "not_compared"):
        few = f"同类组“{plain(row['peer_group'])}”里数据足够的只有 {row['peer_count'] or 0} 个，或样本不足，不作比较。"
        return f"{own}{few}"
    return (
        f"{own}与“{plain(row['peer_group'])}”的 {row['peer_count']} 个同类单位比："
        f"{COMPARISONS.get(str(row['comparison']), '不作比较')}，处于{plain(row['band'] or '—')}。"
    )


def of_heat(family: str, level: str, frame: pl.DataFrame, *, leads_on: bool) -> str:
    """Return how many cells of a status grid stand where; `leads_on` where the reader may see all of them."""
    units = frame["unit_id"].n_unique()
    said = f"{plain(family)}：{units} {_NOUN[level]}，{tally(_counts(frame), '格')}。"
    return said + ("这里只列最需要关注的，全部见热力总表。" if leads_on else "")


def of_school(unit: dict[str, object]) -> str:
    """Return what kind of school it is."""
    peers = f"，同类组“{plain(unit['peer_group'])}”" if unit.get("peer_group") else ""
    stage = plain(unit["stage"] or "学段未知")
    return f"{plain(unit['unit_name'])}，{stage}，党员 {unit['member_count'] or 0} 人{peers}。"


def of_branch(unit: dict[str, object], schools: int) -> str:
    """Return what kind of branch it is, and whether it is shared or dissolved."""
    name, kind = str(unit["unit_name"]), str(unit["org_type"] or "党支部")
    said = f"{plain(name)}{'' if name.endswith(kind) else f'，{plain(kind)}'}，党员 {unit['member_count'] or 0} 人"
    if unit.get("is_shared"):
        said += f"，由{f' {schools} 所' if schools > 1 else '多所'}学校共享，全区合计只算一次"
    if unit.get("active_to"):
        said += f"，已于 {unit['active_to']} 撤销"
    return said + "。"


def of_checklist(year: int, standing: pl.DataFrame) -> str:
    """Return how much of a branch's year is done and how much is missing."""
    short = standing.filter(pl.col("status").is_in(["not_met", "behind"])).height
    silent = standing.filter(pl.col("status") == "not_reported").height
    said = f"{year}年：{tally(_counts(standing))}。"
    if short:
        said += f"有 {short} 项还有缺口，“年内还要做”一栏写明数量和期限（已经错过的月份补不回来，不算在内）。"
    if silent:
        said += f"有 {silent} 项没有收到数据，该由本单位报送的请补报。"
    return said


def of_worklist(year: int, rows: pl.DataFrame) -> str:
    """Return how long the worklist is, and how much of it is new."""
    if rows.is_empty():
        return f"{year}年，在所选范围内没有低于标准的项目。"
    new = rows.filter(pl.col("is_new")).height
    units = rows["unit_id"].n_unique()
    return f"{year}年，{units} 个单位共 {rows.height} 项低于标准：新增 {new} 项，持续 {rows.height - new} 项。"


def of_matrix(frame: pl.DataFrame) -> str:
    """Return how many organisations owe something."""
    owing = frame.filter(pl.col("state") == "missing")
    return (
        f"列出 {frame['unit_id'].n_unique()} 个党组织（欠报多的在前，最多60个）："
        f"{owing['unit_id'].n_unique()} 个有缺报，共 {owing.height} 个月次。"
    )


def of_quality(failed: pl.DataFrame, returned: pl.DataFrame) -> str:
    """Return how much failed and came back."""
    if failed.is_empty() and returned.is_empty():
        return "没有未通过的校验，也没有退回的行。"
    return f"{failed.height} 项校验有不符，共 {failed['failed'].sum()} 行次；退回 {returned.height} 行，改好重传即可。"
