"""Tables of 需核实: the rows to look at, two of them side by side, and how much each check points at; pure."""

from __future__ import annotations

from datetime import date

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.kept import kept
from dashboards.shared.tables import Row, day, table, text

OUTSIDE = "在您能查看的范围以外，不显示"


@kept
def flags(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows that somebody should look at, with the reason."""
    return table(
        frame,
        {
            "核实事项": text("label"),
            "原因": text("detail"),
            "党组织": text("org_name"),
            "日期": day("row_date"),
            "台账": text("ledger_title"),
            "文件": text("file"),
            "工作表": text("sheet"),
            "行": lambda row: row["row_number"],
        },
        {"行": pl.Int64},
    )


@kept
def pairs(frame: pl.DataFrame) -> pl.DataFrame:
    """Return both rows of those that are about two, each two once; of one out of sight only that it is."""
    return table(
        _once(frame.filter("has_pair")),
        {
            "核实事项": text("label"),
            "这一行": lambda row: row["text"] or "—",
            "写在": lambda row: _place(row["org_name"], row["row_date"], row["file"], row["sheet"], row["row_number"]),
            "另一行": lambda row: (row["pair_text"] or "—") if row["sees_pair"] else OUTSIDE,
            "另一行写在": _other_place,
        },
    )


@kept
def rules(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how much each check points at."""
    return table(
        frame,
        {
            "核实事项": text("label"),
            "标出行数": lambda row: row["flagged"],
            "党组织数": lambda row: row["organisations"],
        },
        {"标出行数": pl.Int64, "党组织数": pl.Int64},
    )


def _once(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out a pair that stands further up the other way round; a row beside a third one stays."""
    kept: list[Row] = []
    pairs: set[tuple[str, frozenset[tuple[object, ...]]]] = set()
    for row in frame.to_dicts():
        pair = row["rule"], frozenset(_address(row, side) for side in ("", "pair_"))
        if not row["sees_pair"] or pair not in pairs:
            kept.append(row)
            pairs.add(pair)
    return pl.DataFrame(kept, schema=frame.schema)


def _address(row: Row, side: str) -> tuple[object, ...]:
    return tuple(row[f"{side}{name}"] for name in ("file", "sheet", "row_number"))


def _other_place(row: Row) -> str:
    if not row["sees_pair"]:
        return OUTSIDE
    where = ("pair_org_name", "pair_row_date", "pair_file", "pair_sheet", "pair_row_number")
    return _place(*(row[name] for name in where))


def _place(name: str | None, on_day: date | None, file: str, sheet: str, number: int) -> str:
    return f"{name or '—'} {date_text(on_day)}：{file}，{sheet}，第 {number} 行"
