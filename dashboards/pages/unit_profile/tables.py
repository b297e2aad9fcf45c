"""Tables of a profile: the spine's numbers, what is still to be done, days of activities, spread of hours; pure."""

from __future__ import annotations

import polars as pl

from dashboards.pages.unit_profile.hours_chart import bin_text
from dashboards.shared import tables
from dashboards.shared.formatting import (
    base_of,
    date_text,
    done_of,
    listing,
    needed_of,
    number,
    period_text,
    standard_of,
    status_label,
    trend_of,
    value_of,
)
from dashboards.shared.kept import kept
from dashboards.shared.labels import COMPARISONS, FAMILIES, PERIOD_STATES
from dashboards.shared.tables import Row, table

STILL_TO_DO = ("open", "to_come")
_TO_DO = ("期限", "要做的事", "周期", "已做/应做", "还差", "状态", "依据")


@kept
def standing(frame: pl.DataFrame) -> pl.DataFrame:
    """Return many indicators of one unit with the way each is going; nothing stands below a branch."""
    going = pl.Series("近五期", [trend_of(row) for row in frame.to_dicts()], dtype=pl.String)
    shown = tables.standing(frame).with_columns(going)
    return shown.drop("达标下级", "已报/应报") if (frame["unit_level"] == "branch").all() else shown


@kept
def branches(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a school's branches, each with where its year stands; a joint one is listed in each of its schools."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "党员数": lambda row: row["member_count"],
            "未达标或滞后": lambda row: row["short"],
            "未报送的指标": lambda row: row["silent"],
            "达标或正常": lambda row: row["good"],
            "没有达到的": lambda row: listing(row["short_names"].split("、"), 3) if row["short_names"] else None,
            "备注": _branch_note,
        },
        dict.fromkeys(("党员数", "未达标或滞后", "未报送的指标", "达标或正常"), pl.Int64),
    )


def _branch_note(row: Row) -> str | None:
    text = ["联合党支部"] if row["is_shared"] else []
    text += [f"{date_text(row['active_to'])}撤销"] if row["active_to"] else []
    return "，".join(text) or None


@kept
def placed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that the spine chart draws, family by family as it does."""
    order = {family: number for number, family in enumerate(FAMILIES)}
    family = pl.col("family").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    return frame.filter(pl.col("value_position").is_not_null()).sort(family, "indicator_code")


@kept
def spine(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what the spine chart draws, in numbers, and on which periods each arrow rests."""
    return table(
        frame,
        {
            "指标": lambda row: row["name_zh"],
            "类别": lambda row: row["family"],
            "数值": value_of,
            "状态": lambda row: status_label(row["status"]),
            "标准": standard_of,
            "分子/分母": base_of,
            "同类中位数": lambda row: number(row["peer_median"], row["unit"]),
            "同类10%–90%": lambda row: _band(row, "peer_p10", "peer_p90"),
            "同类25%–75%": lambda row: _band(row, "peer_p25", "peer_p75"),
            "与同类比": lambda row: COMPARISONS.get(str(row["comparison"]), "不作比较"),
            "近五期": trend_of,
            "近五期的依据": _trend_basis,
        },
    )


def _band(row: Row, low: str, high: str) -> str:
    unit = row["unit"]
    return "—" if row[low] is None else f"{number(row[low], unit)} 至 {number(row[high], unit)}"


def _trend_basis(row: Row) -> str:
    if not row["trend_points"]:
        return "—"
    first, last = (period_text(row["trend_period_type"], row[name]) for name in ("trend_from", "trend_to"))
    text = f"{first}至{last}，{row['trend_points']}期"
    return text if row["chi_square"] is None else f"{text}，卡方 {row['chi_square']:.2f}"


@kept
def to_do(requirements: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    """Return what is still to be done by when, the next deadline first: meetings by period, then what the year asks."""
    missing = requirements.filter(pl.col("state").is_in(STILL_TO_DO) & (pl.col("missing") > 0))
    asked = requirements["indicator_code"].unique().to_list()
    needed = standing.filter((pl.col("needed") > 0) & ~pl.col("indicator_code").is_in(asked))
    rows = [_meetings_to_hold(row) for row in missing.to_dicts()] + [_needed_in_year(row) for row in needed.to_dicts()]
    rows.sort(key=lambda row: (row["期限"], row["要做的事"]))
    columns = {heading: [row[heading] for row in rows] for heading in _TO_DO}
    columns["期限"] = list(map(date_text, columns["期限"]))
    return pl.DataFrame(columns, schema=dict.fromkeys(_TO_DO, pl.String))


def _meetings_to_hold(row: Row) -> Row:
    return {
        "期限": row["due_on"],
        "要做的事": what_of(row),
        "周期": period_text(row["period_type"], row["period_start"]),
        "已做/应做": f"{row['done']}/{row['required']}",
        "还差": f"{row['missing']} 次",
        "状态": PERIOD_STATES[row["state"]].label,
        "依据": "标准" if row["confirmed"] else "未确认，仅供参考",
    }


def _needed_in_year(row: Row) -> Row:
    return {
        "期限": row["needed_by"],
        "要做的事": row["name_zh"],
        "周期": period_text("year", row["period_start"]),
        "已做/应做": done_of(row),
        "还差": needed_of(row),
        "状态": status_label(row["status"]),
        "依据": "标准",
    }


def what_of(row: Row) -> str:
    """Return the activity that a requirement asks for, or the indicator's name where its ledger has no kinds."""
    return str(row["activity_types"] or row["name_zh"])


@kept
def solved(frame: pl.DataFrame) -> pl.DataFrame:
    """Return who in scope solved what the unit falls short of, and what their 整改 said."""
    return table(
        frame.filter(pl.col("unit_name").is_not_null()),
        {
            "指标": lambda row: row["name_zh"],
            "谁解决过": lambda row: row["unit_name"],
            "为什么算同类": lambda row: "学段、规模都相同" if row["same_group"] else "学段相同，规模不同",
            "去年": lambda row: number(row["value_before"], row["unit"]),
            "今年": lambda row: number(row["value"], row["unit"]),
            "整改台账里写的措施": lambda row: row["actions"] or "没有登记同类问题的整改",
        },
    )


@kept
def requirement_periods(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every period of every requirement: what was held, what was missed and cannot be made up for."""
    return table(
        frame,
        {
            "要求": lambda row: row["name_zh"],
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
            "期限": lambda row: date_text(row["due_on"]),
            "状态": lambda row: PERIOD_STATES[row["state"]].label,
            "已做/应做": lambda row: "—" if row["state"] == "not_reported" else f"{row['done']}/{row['required']}",
            "未完成的组织": lambda row: row["organisations_short"],
            "未报送的组织": lambda row: row["organisations_silent"],
        },
        {"未完成的组织": pl.Int64, "未报送的组织": pl.Int64},
    )


@kept
def activity_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what was held on which day."""
    return table(
        frame,
        {
            "日期": lambda row: date_text(row["held_on"]),
            "活动": lambda row: row["activity_type"],
            "次数": lambda row: row["activities"],
        },
        {"次数": pl.Int64},
    )


@kept
def hours(frame: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the spread of hours, and below it every threshold with its state and source."""
    shown = table(
        frame,
        {
            "对象": lambda row: row["name_zh"],
            "项目": bin_text,
            "人数或门槛": lambda row: "人数较少，不显示" if row["is_hidden"] else f"{row['members']} 人",
            "说明": lambda row: "" if row["is_hidden"] else f"其中达到折算门槛 {row['members_met'] or 0} 人",
        },
    )
    names = dict(frame.select("indicator_code", "name_zh").unique().rows())
    known = lines.filter(pl.col("indicator_code").is_in(list(names)))
    written = table(
        known,
        {
            "对象": lambda row: names[row["indicator_code"]],
            "项目": lambda row: "现行门槛" if row["is_active"] else "未启用的门槛",
            "人数或门槛": lambda row: f"{row['threshold']:g} 学时",
            "说明": lambda row: row["source"] or "",
        },
    )
    return pl.concat([shown, written])
