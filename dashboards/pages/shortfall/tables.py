"""未达标与预警 as tables that people read and download: the list with its follow-up, alerts, rules, back-test; pure."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.shared.formatting import NO_VALUE, base_of, date_text, number, period_text, standard_of, to_do_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import EVERY, FOLLOW_UP, LEVELS, LOADS, NOT_FOLLOWED
from dashboards.shared.tables import Row, gap_text, status_text, table, value_text


def follow_label(row: Row) -> str:
    """Return shape and word of a follow-up, with what is pressing about it."""
    label = FOLLOW_UP.get(str(row.get("follow_state")), NOT_FOLLOWED).label
    if row.get("is_overdue"):
        return f"{label}（逾期）"
    return f"{label}（销号后复发）" if row.get("came_back") else label


@kept
def followed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what fell short, its follow-up after the indicator; what is read first stands first."""
    shown = worklist(frame)
    rows = frame.to_dicts()
    added = {
        "跟进状态": [follow_label(row) for row in rows],
        "责任岗位": [row["post"] or NO_VALUE for row in rows],
        "期限": [date_text(row["due_on"]) for row in rows],
        "跟进说明": [row["follow_note"] or NO_VALUE for row in rows],
    }
    extra = pl.DataFrame(added, schema=dict.fromkeys(added, pl.String))
    seen_at_once = ("单位", "指标", "跟进状态", "状态", "数值", "差距", "新增或持续", "连续期数")
    whole = shown.hstack(extra)
    return whole.select(*seen_at_once, pl.exclude(*seen_at_once, "层级"), "层级")


@kept
def history(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what was entered about an item, newest first."""
    return table(
        frame,
        {
            "时间": lambda row: f"{dt.datetime.fromisoformat(row['set_at']).astimezone():%Y-%m-%d %H:%M}",
            "年度": lambda row: f"{row['year']}年",
            "跟进状态": lambda row: FOLLOW_UP[row["state"]].label,
            "责任岗位": lambda row: row["post"] or NO_VALUE,
            "期限": lambda row: date_text(row["due_on"]),
            "说明": lambda row: row["note"] or NO_VALUE,
            "登记人": lambda row: f"{row['role']} {row['unit']}",
        },
    )


@kept
def alerts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what the rules say now."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS.get(row["unit_level"], ""),
            "指标": lambda row: row["name_zh"],
            "预警": lambda row: "新提示" if row["is_raised"] else "持续",
            "连续期数": lambda row: row["periods_running"],
            "最近一期": lambda row: period_text(row["period_type"], row["period_start"]),
            "数值": lambda row: number(row["value"], str(row["unit"] or "")),
            "标准": standard_of,
            "分子/分母": base_of,
            "起始": lambda row: date_text(row["since"]),
            "规则": lambda row: row["rule_name"],
        },
        {"连续期数": pl.Int64},
    )


@kept
def risen(frame: pl.DataFrame) -> pl.DataFrame:
    """Return who rose: a year ago, now, and the base."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS.get(row["unit_level"], ""),
            "指标": lambda row: row["name_zh"],
            "一年前": lambda row: number(row["value_before"], str(row["unit"] or "")),
            "现在": lambda row: number(row["value"], str(row["unit"] or "")),
            "标准": standard_of,
            "分子/分母": base_of,
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
        },
    )


@kept
def rules(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rules in words."""
    return table(
        frame,
        {
            "规则": lambda row: row["name_zh"],
            "状态": _standing,
            "周期": lambda row: EVERY[row["period_type"]],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "连续期数": lambda row: row["periods_asked"],
            "最小基数": lambda row: row["base_asked"],
            "生效": lambda row: date_text(row["valid_from"]),
            "看什么指标": lambda row: row["indicator_names"] or "没有合适的指标",
            "依据": lambda row: row["source"],
        },
        {"连续期数": pl.Int64, "最小基数": pl.Int64},
    )


def _standing(row: Row) -> str:
    if row["is_in_force"]:
        return "现行"
    if not row["may_judge"]:
        return "有争议，未经确认，不提示"
    return "拟试行" if row["is_proposed"] else "已停用"


@kept
def backtest(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what each rule would have raised, period by period."""
    return table(
        frame,
        {
            "规则": lambda row: row["name_zh"],
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
            "新提示": lambda row: row["raised"],
            "持续的在内": lambda row: row["standing"],
            "涉及学校": lambda row: row["schools"],
            "一所学校最多": lambda row: row["most_per_school"],
            "可承受": lambda row: row["bearable_per_school"],
            "结论": lambda row: LOADS[row["is_bearable"]].label if row["could_raise"] else "· 期数不够，还不能提示",
        },
        dict.fromkeys(("新提示", "持续的在内", "涉及学校", "一所学校最多", "可承受"), pl.Int64),
    )


@kept
def load(frame: pl.DataFrame) -> pl.DataFrame:
    """Return all rules together, by quarter."""
    return table(
        frame,
        {
            "季度": lambda row: period_text("quarter", row["period_start"]),
            "新提示": lambda row: row["raised"],
            "涉及学校": lambda row: row["schools"],
            "一所学校最多": lambda row: row["most_per_school"],
            "可承受": lambda row: row["bearable_per_school"],
            "线下": lambda row: row["below_line"],
            "不设线时最多": lambda row: row["most_without_line"],
            "结论": lambda row: LOADS[row["is_bearable"]].label,
        },
        dict.fromkeys(("新提示", "涉及学校", "一所学校最多", "可承受", "线下", "不设线时最多"), pl.Int64),
    )


@kept
def not_sent(frame: pl.DataFrame) -> pl.DataFrame:
    """Return which ledgers did not come, and for which months."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "片区": lambda row: row["area_name"] or NO_VALUE,
            "缺报台账": lambda row: row["ledger_title"],
            "缺报月份": lambda row: row["months"],
            "最晚应报": lambda row: date_text(row["due_on"]),
        },
    )


def _needed(row: Row) -> str:
    if row.get("needed") is None:
        return "—"
    by = f"，{date_text(row['needed_by'])}前" if row.get("needed_by") else ""
    return f"{'余下' if row.get('can_be_made_up') is False else '年内还要做'} {to_do_of(row)}{by}"


@kept
def worklist(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what fell short."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS.get(row["unit_level"], ""),
            "指标": lambda row: row["name_zh"],
            "状态": status_text,
            "数值": value_text,
            "标准": standard_of,
            "差距": gap_text,
            "分子/分母": base_of,
            "新增或持续": lambda row: "新增" if row["is_new"] else "持续",
            "连续期数": lambda row: row["periods_running"],
            "起始": lambda row: date_text(row["since"]),
            "还需": _needed,
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
        },
        {"连续期数": pl.Int64},
    )
