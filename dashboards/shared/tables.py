"""Query rows as the tables that people read and download: Chinese headers, words beside numbers; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from dashboards.shared.formatting import (
    base_of,
    date_text,
    done_of,
    in_order,
    number,
    period_text,
    standard_of,
    status_label,
    to_do_of,
    value_of,
)
from dashboards.shared.kept import kept
from dashboards.shared.labels import COMPARISONS, MET, SHORT

Row = dict[str, Any]
Column = Callable[[Row], object]
ATTENTION = (*SHORT, "not_reported", "suppressed", *MET)


def table(frame: pl.DataFrame, columns: Mapping[str, Column], kinds: Mapping[str, Any] | None = None) -> pl.DataFrame:
    """Return `columns` (header -> what it shows of a row); text unless `kinds` says otherwise."""
    rows = frame.to_dicts()
    schema = {name: (kinds or {}).get(name, pl.String) for name in columns}
    return pl.DataFrame({name: [make(row) for row in rows] for name, make in columns.items()}, schema=schema)


def text(name: str) -> Column:
    """Return the column that shows a field as it is, — where it is empty."""
    return lambda row: row[name] or "—"


def day(name: str) -> Column:
    """Return the column that shows a field as a day."""
    return lambda row: date_text(row[name])


def value_text(row: Row) -> str:
    """Return the value with its unit, or the sign of a hidden one; on how few it rests, where it rests on few."""
    return value_of(row)


def status_text(row: Row) -> str:
    """Return the status in words, with its depth where the row has it."""
    return status_label(row.get("state") or row.get("status"))


def _interval(row: Row) -> str:
    if row.get("lower_95") is None or row.get("upper_95") is None:
        return "—"
    return f"{row['lower_95']:.1f}–{row['upper_95']:.1f}"


def _children(row: Row) -> str:
    return "—" if not row.get("children_due") else f"{row['children_met']}/{row['children_due']}"


def _reported(row: Row) -> str:
    """Return how many sent the ledger; an indicator that no ledger feeds (台账报送率) is received from nobody."""
    if not row.get("units_expected") or row.get("feeding_ledger", "") is None:
        return "—"
    return f"{row['units_reported']}/{row['units_expected']}"


def gap_text(row: Row) -> str:
    """Return how far a value is from its standard, in its own unit."""
    gap = row.get("gap")
    if gap is None:
        return "—"
    unit = str(row.get("unit") or "")
    return f"{abs(gap):.1f} {'个百分点' if unit == '%' else unit}"


@kept
def across(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one indicator over many units."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "学段": lambda row: row["stage"] or "—",
            "数值": value_text,
            "状态": status_text,
            "标准": standard_of,
            "分子/分母": base_of,
            "95%区间": _interval,
            "与同类比": lambda row: COMPARISONS.get(str(row["comparison"]), "不作比较"),
            "分位段": lambda row: row["band"] or "—",
            "同类组": lambda row: f"{row['peer_group']}（{row['peer_count']}个）" if row["peer_group"] else "—",
            "达标支部": _children,
            "已报/应报": _reported,
        },
    )


@kept
def standing(frame: pl.DataFrame) -> pl.DataFrame:
    """Return many indicators of one unit: 达标 and 与同类比 stand apart."""
    return table(
        frame,
        {
            "指标": lambda row: row["name_zh"],
            "类别": lambda row: row["family"],
            "数值": value_text,
            "状态": status_text,
            "标准": standard_of,
            "分子/分母": base_of,
            "达标下级": _children,
            "已报/应报": _reported,
            "与同类比": lambda row: COMPARISONS.get(str(row["comparison"]), "不作比较"),
            "分位段": lambda row: row["band"] or "—",
        },
    )


@kept
def checklist(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the year's checklist of a branch, gaps first: done, required, what is missing in numbers and by when."""
    order = {
        code: place for place, code in enumerate((*ATTENTION, "no_standard", "too_few", "not_due", "not_applicable"))
    }
    place = pl.col("status").replace_strict(order, default=99, return_dtype=pl.Int64)
    return table(
        frame.sort(place, "indicator_code"),
        {
            "要求": lambda row: row["name_zh"],
            "年内还要做": to_do_of,
            "状态": status_text,
            "已做/应做": done_of,
            "期限": lambda row: date_text(row["needed_by"]) if row["needed"] is not None else "—",
            "数值": value_text,
            "标准": standard_of,
        },
    )


@kept
def heat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of a status grid as rows."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "指标": lambda row: row["name_zh"],
            "数值": value_text,
            "状态": status_text,
            "分子/分母": base_of,
        },
    )


@kept
def periods(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one indicator through time."""
    return table(
        frame,
        {
            "指标": lambda row: row["name_zh"],
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
            "数值": value_text,
            "状态": status_text,
            "标准": lambda row: number(row["standard"], str(row["unit"] or "")),
            "分子/分母": base_of,
        },
    )


@kept
def parts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of values: indicator by indicator, each part with its number."""
    place = {name: number for number, name in enumerate(in_order(frame["breakdown"].to_list()))}
    order = pl.col("breakdown").replace_strict(place, default=len(place), return_dtype=pl.Int64)
    return table(
        frame.sort("indicator_code", order),
        {
            "指标": lambda row: row["name_zh"],
            "分项": lambda row: row["breakdown"],
            "数值": value_text,
            "状态": status_text,
            "分子/分母": base_of,
        },
    )


@kept
def parts_by_unit(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one line a unit and one column a part."""
    shown = frame.select(
        "unit_id",
        "breakdown",
        pl.col("unit_name").alias("单位"),
        pl.Series("shown", [value_text(row) for row in frame.to_dicts()], dtype=pl.String),
    )
    wide = shown.pivot(on="breakdown", index=["unit_id", "单位"], values="shown", aggregate_function="first")
    return wide.select("单位", *in_order(frame["breakdown"].to_list())).fill_null("—")


@kept
def peers(row: Row) -> pl.DataFrame:
    """Return one unit's place among its unnamed peers."""
    unit = str(row.get("unit") or "")
    lines = [
        ("本单位", value_text(row)),
        ("同类组", f"{row['peer_group']}（{row['peer_count']}个）" if row.get("peer_group") else "—"),
        ("同类中位数", number(row.get("peer_median"), unit)),
        ("同类10%–90%", f"{number(row.get('peer_p10'), unit)} 至 {number(row.get('peer_p90'), unit)}"),
        ("同类25%–75%", f"{number(row.get('peer_p25'), unit)} 至 {number(row.get('peer_p75'), unit)}"),
        ("与同类比", COMPARISONS.get(str(row.get("comparison")), "不作比较")),
        ("分位段", str(row.get("band") or "—")),
    ]
    return pl.DataFrame(lines, schema={"项目": pl.String, "内容": pl.String}, orient="row")


@kept
def peer_reasons(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the peers of one unit that have a name here, and in what each is like it."""
    return table(
        frame.filter(pl.col("unit_name").is_not_null()),
        {
            "同类单位": lambda row: row["unit_name"],
            "学段": lambda row: _alike(row["stage"] or "跨学段", row["same_stage"]),
            "规模": lambda row: _alike(
                f"{row['size_band'] or '不明'}，党员 {row['member_count'] or 0} 人", row["same_size"]
            ),
            "片区": lambda row: _alike(row["area_name"] or "—", row["same_area"]),
        },
    )


def _alike(text: str, is_same: bool | None) -> str:
    return f"{text}（{'相同' if is_same else '不同'}）"


PLACE_COLUMNS: dict[str, Column] = {
    "单位": lambda row: row["org_name"],
    "学校": text("school_name"),
    "片区": text("area_name"),
}
