"""What 自己的工作簿 holds: yearly numbers of the viewer's units, under the headers of the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.labels import LEVELS, STATES
from ingest.text.printable import neutralised

Cell = str | int | float | None
Row = Mapping[str, Any]


def _field(name: str) -> Callable[[Row], Cell]:
    return lambda row: row[name]


COLUMNS: Mapping[str, Callable[[Row], Cell]] = {
    "编号": _field("indicator_code"),
    "指标": _field("name_zh"),
    "类别": _field("family"),
    "单位层级": lambda row: LEVELS[row["unit_level"]],
    "片区": _field("area_name"),
    "学校": _field("school_name"),
    "学段": _field("stage"),
    "单位": _field("unit_name"),
    "年度": _field("year"),
    "数值": _field("value"),
    "计量单位": _field("unit"),
    "分子": _field("numerator"),
    "分母": _field("denominator"),
    "状态": lambda row: STATES[row["state"]].word,
    "标准": _field("standard"),
    "标准已确认": lambda row: "是" if row["standard_confirmed"] else "否",
    "已报": _field("units_reported"),
    "应报": _field("units_expected"),
}
"""Header -> what stands under it. People build on these: none is renamed or taken away without a word to them."""


def figures(reader: Reader) -> list[tuple[Cell, ...]]:
    """Return the cells under `COLUMNS`, one row an indicator, unit and year; what may not be shown is empty."""
    found = reader.ask(sql("exports/own_workbook/sql/figures.sql")).to_dicts()
    return [tuple(_plain(make(row)) for make in COLUMNS.values()) for row in found]


def _plain(value: Cell) -> Cell:
    return str(neutralised(value)) if isinstance(value, str) else value
