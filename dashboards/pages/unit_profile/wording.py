"""The sentence before each part of a profile; pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import polars as pl

from dashboards.pages.unit_profile.tables import what_of
from dashboards.shared.formatting import count, date_text, listing, tally
from dashboards.shared.kept import kept
from dashboards.shared.labels import COMPARISONS, COUNTED, STATUSES
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import Unit
from dashboards.shared.wording import status_counts

_MOST_NAMED = 6


@kept
def describe_spine(year: int, frame: pl.DataFrame) -> str:
    """Return how the indicators lie among the unnamed peers and which way they go."""
    drawn = frame.filter(pl.col("value_position").is_not_null())
    if drawn.is_empty():
        return f"{year}年没有可与同类比较的指标（同类不足五个，或还没有数值）。"
    compared = Counter(str(code) for code in drawn["comparison"].to_list())
    text = "，".join(f"{COMPARISONS[code]} {compared[code]} 项" for code in COMPARISONS if compared.get(code))
    going = Counter(str(code) for code in frame["verdict"].drop_nulls().to_list())
    moved = f"；近五期变好 {going['better']} 项、变差 {going['worse']} 项" if going else "；近五期没有可以确认的升降"
    return f"{year}年，{drawn.height} 项指标与不具名的同类比：{text}{moved}。各行刻度不同，越靠右越好，蓝色的不作判断。"


@kept
def describe_unplaced(frame: pl.DataFrame) -> str:
    """Return which indicators the spine chart leaves out, and why."""
    left = frame.filter(pl.col("value_position").is_null())
    if left.is_empty():
        return ""
    reasons: dict[str, list[str]] = {}
    for row in left.to_dicts():
        if row["is_confidential"]:
            reason = "涉及纪律，不与同类比"
        elif row["value"] is not None:
            reason = "同类不足五个"
        else:
            reason = STATUSES[row["status"]].word if row["status"] in STATUSES else "没有数值"
        reasons.setdefault(reason, []).append(str(row["name_zh"]))
    parts = [f"{reason} {len(names)} 项（{escaped(listing(names, _MOST_NAMED))}）" for reason, names in reasons.items()]
    return f"图上没有的 {left.height} 项：" + "；".join(parts) + "。"


@kept
def describe_peers(unit: Unit, frame: pl.DataFrame) -> str:
    """Return whom a unit is compared with by default, how many there are, and how many of them are not named here."""
    if unit.peer_group is None:
        return ""
    text = f"默认同类“{escaped(unit.peer_group)}”（学段和党员数规模相同）另有 {frame.height} {COUNTED[unit.unit_level]}"
    unseen = frame["unit_name"].null_count()
    if unseen == frame.height:
        return text + ("，都不在查看范围内，只计数。" if unseen else "，不作比较。")
    return text + (f"，其中 {unseen} 个不在查看范围内，只计数；其余见表。" if unseen else "，理由见表。")


@kept
def describe_to_do(year: int, requirements: pl.DataFrame, table: pl.DataFrame) -> str:
    """Return what comes next, by when, and what is lost; `table` is `tables.to_do`."""
    missed = requirements.filter(pl.col("state") == "missed")["missing"].sum()
    lost = f"已经过期、补不回来的有 {missed} 次。" if missed else ""
    silent = requirements.filter(pl.col("organisations_silent") > 0)["indicator_code"].n_unique()
    unknown = f"有 {silent} 项要求存在未报送的组织，没有计入，请先报送台账。" if silent else ""
    if table.is_empty():
        return f"{year}年没有到期前还要做的事。{lost}{unknown}"
    first = str(table["期限"][0])
    next_up = table.filter(pl.col("期限") == first)
    named = [f"{what} {missing}" for what, missing in next_up.select("要做的事", "还差").rows()]
    return f"**{first}前**还差：{escaped(listing(named, 8))}。全年还有 {table.height} 件，按期限排列。{lost}{unknown}"


@kept
def describe_solved(year: int, frame: pl.DataFrame) -> str:
    """Return of how many things that fall short others know the way out, and how many of those are not named."""
    if frame.is_empty():
        return f"**谁解决过**：{year}年低于标准的各项，同学段没有去年也低于标准、今年已达标的单位。"
    things = frame["indicator_code"].n_unique()
    told = [
        f"{escaped(name)} {units} 个"
        for name, units in frame.group_by("name_zh", maintain_order=True).len().head(_MOST_NAMED).rows()
    ]
    text = f"**谁解决过**：有 {things} 项，同学段有单位去年也低于标准、今年已经达到：{'、'.join(told)}"
    text += "等。" if things > _MOST_NAMED else "。"
    unseen = frame["unit_name"].null_count()
    return text + (f"其中 {unseen} 处不在查看范围内，只计数。" if unseen else "")


@kept
def describe_branches(year: int, frame: pl.DataFrame) -> str:
    """Return how many branches a school has, and how many of them fall short or sent nothing."""
    if frame.is_empty():
        return "没有支部。"
    short, silent = (frame.filter(pl.col(name) > 0).height for name in ("short", "silent"))
    text = f"共 {frame.height} 个支部：{year}年有指标低于标准的 {short} 个，有指标没有收到数据的 {silent} 个。"
    shared = frame["is_shared"].any()
    return text + ("联合党支部在各成员校都列出，全区合计只算一次。" if shared else "")


@kept
def describe_calendar(year: int, held: pl.DataFrame, requirements: pl.DataFrame, fixed: pl.DataFrame) -> str:
    """Return how much was held on how many days, and what this month or quarter still asks for."""
    text = f"{year}年没有收到组织生活的记录。"
    if held.height:
        times, days = held["activities"].sum(), held["held_on"].n_unique()
        text = f"{year}年有活动的 {days} 天，共 {times} 次（一次活动兼两种的，两种都计）。"
    running = requirements.filter((pl.col("state") == "open") & (pl.col("missing") > 0))
    for due_on in running["due_on"].unique().sort().to_list():
        rows = running.filter(pl.col("due_on") == due_on).to_dicts()
        named = [f"{what_of(row)} {row['missing']} 次" for row in rows]
        text += f"{date_text(due_on)}前还要开：{escaped(listing(named, 8))}。"
    if fixed.height:
        kinds = "、".join(fixed["activity_type"].unique().sort().to_list())
        text += f"方框是固定的{escaped(kinds)}。"
    legend = "“欠/待”一栏：● 到期未开，▲ 本期待开，· 以后各期。"
    return text + legend if requirements["missing"].sum() else text


@kept
def describe_hours(year: int, as_of: dt.date, frame: pl.DataFrame, lines: pl.DataFrame) -> str:
    """Return how many members of one kind reach the threshold, and every threshold with its state."""
    if frame.is_empty():
        return f"{year}年没有收到培训台账。"
    name = escaped(frame["name_zh"][0])
    if frame["is_hidden"][0]:
        return f"{name}：人数较少，当前身份不显示分布。"
    members, met = int(frame["members"].sum()), int(frame["members_met"].sum() or 0)
    prorated = int(frame["members_prorated"].sum())
    months = f"（{prorated} 人按在册的整月折算）" if prorated else ""
    closing = min(as_of, dt.date(year, 12, 31))
    is_open = prorated and as_of < dt.date(year, 12, 31)
    still = "竖线是全年门槛；年度没有结束，线左边的人也可能已达到折算后的门槛。" if is_open else ""
    written = "；".join(map(_threshold, lines.to_dicts())) or "没有"
    return f"{name}：{members} 人，{met} 人达到截至{date_text(closing)}的现行门槛{months}。全年门槛：{written}。{still}"


def _threshold(row: dict[str, Any]) -> str:
    state = "现行" if row["is_active"] else "未启用"
    return f"{row['threshold']:g}学时（{state}，{escaped(row['source'] or '来源不明')}）"


@kept
def describe_families(period: str, frame: pl.DataFrame) -> str:
    """Return how many indicators fall short in a period."""
    short = frame.filter(pl.col("judgement") == "short").height
    return f"{escaped(period)}，{frame.height} 项指标，{count(short)} 项没有达到标准或进度滞后；每类一张表。"


def describe_school(unit: Unit) -> str:
    """Return what kind of school it is."""
    peers = f"，同类组“{escaped(unit.peer_group)}”" if unit.peer_group else ""
    stage = escaped(unit.stage or "学段未知")
    return f"{escaped(unit.unit_name)}，{stage}，党员 {unit.member_count or 0} 人{peers}。"


def describe_branch(unit: Unit, schools: int) -> str:
    """Return what kind of branch it is, and whether it is shared or dissolved."""
    name, kind = unit.unit_name, unit.org_type or "党支部"
    text = f"{escaped(name)}{'' if name.endswith(kind) else f'，{escaped(kind)}'}，党员 {unit.member_count or 0} 人"
    if unit.is_shared:
        text += f"，由{f' {schools} 所' if schools > 1 else '多所'}学校共享，全区合计只算一次"
    if unit.active_to:
        text += f"，已于 {unit.active_to} 撤销"
    return text + "。"


@kept
def describe_checklist(year: int, standing: pl.DataFrame) -> str:
    """Return how much of a branch's year is done and how much is missing."""
    short = standing.filter(pl.col("judgement") == "short")
    open_gaps = int(short["can_be_made_up"].fill_null(False).sum())
    silent = standing.filter(pl.col("status") == "not_reported").height
    text = f"{year}年：{tally(status_counts(standing))}。"
    if open_gaps:
        text += f"有 {short.height} 项还有缺口，其中 {open_gaps} 项年内还补得上，“年内还要做”一栏写明数量和期限。"
    elif short.height:
        text += f"有 {short.height} 项还有缺口，已经错过的月份和期限年内补不回来。"
    if silent:
        text += f"有 {silent} 项没有收到数据，该由本单位报送的请补报。"
    return text
