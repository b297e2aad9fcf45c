"""Sheets of 全区汇总: units by group with the groups' values, and the units that stand apart from their peers."""

from __future__ import annotations

from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.cell import write_cell
from dashboards.exports.heat_workbook import write_legend
from dashboards.exports.table_sheet import A3, ROOM, pages_across, write_table
from dashboards.review_packs.volume import NO_GROUP, Level
from dashboards.shared.formatting import status_label
from dashboards.shared.labels import COMPARISONS, STATES, status
from ingest.text.printable import neutralised

_HEAD, _FIRST = 3, 2
"""Lines of the head (legend, indicators, standards), and the column of the first indicator."""
_VALUE = 7.6
_LETTERS = {"school": 15, "branch": 20}
"""Letters of a unit's name in one line; longer names take two."""
_LOOK = {"border": 1, "border_color": "#D5D9DE", "valign": "vcenter"}
_OUTLIER_COLUMNS = (
    "指标",
    "单位",
    "片区",
    "学段",
    "数值",
    "计量单位",
    "基数 n",
    "95%区间下限",
    "95%区间上限",
    "99.8%区间下限",
    "99.8%区间上限",
    "同类合并值",
    "同类个数",
    "同类",
    "在哪个区间以外",
    "与同类比",
    "状态",
)
_ONE_DECIMAL = frozenset({4, 7, 8, 9, 10, 11})


def write_groups(book: xlsxwriter.Workbook, sheet: Worksheet, level: Level, grouped_by: str, whole: str) -> None:
    """Write the units by group: values as numbers, status by shape and background; each group's median and pooled."""
    forms = _Forms(book)
    codes = [code for code, _ in level.indicators]
    _head(sheet, level, grouped_by, forms)
    line = _HEAD
    for key, name, cells in level.groups(grouped_by):
        units = cells.select("unit_id", "unit_name", "area_name", "stage").unique(maintain_order=True).to_dicts()
        _across(sheet, line, [f"{name}（{len(units)} 个）"], _FIRST + len(codes), forms.group)
        found = {(row["unit_id"], row["indicator_code"]): row for row in cells.to_dicts()}
        for unit in units:
            line += 1
            sheet.write_string(line, 0, str(neutralised(unit["unit_name"])), forms.name)
            sheet.write_string(line, 1, str(neutralised(_other(unit, grouped_by))), forms.text)
            for column, code in enumerate(codes, start=_FIRST):
                _cell(sheet, line, column, found.get((unit["unit_id"], code)), forms)
            sheet.set_row(line, 15 * (1 + len(unit["unit_name"]) // _LETTERS[level.unit_level]))
        line = _values(sheet, line + 1, name, level.values, grouped_by, key, codes, forms)
    _values(sheet, line, whole, level.values, "all", None, codes, forms)
    if not codes:
        sheet.write_string(_HEAD, 0, "没有。")


def _head(sheet: Worksheet, level: Level, grouped_by: str, forms: _Forms) -> None:
    codes = set(level.cells["state"].unique())
    shown = [style for code, style in STATES.items() if code in codes]
    write_legend(
        sheet, shown, forms.name, {style: forms.background(style.label, style.background) for style in shown}, 2, _FIRST
    )
    other = {"stage": "片区", "area": "学段"}[grouped_by]
    standards = dict(level.cells.select("indicator_code", "standard_text").unique().rows())
    units = dict(level.cells.select("indicator_code", "unit").unique().rows())
    for column, heading in enumerate((level.word, other)):
        sheet.write_string(1, column, heading, forms.head)
        sheet.write_string(2, column, "" if column else "标准", forms.head)
    for column, (code, name) in enumerate(level.indicators, start=_FIRST):
        sheet.write_string(1, column, str(neutralised(f"{name}（{units[code]}）")), forms.head)
        sheet.write_string(2, column, str(neutralised(standards[code] or "—")), forms.small)
    longest = max((len(name) for _, name in level.indicators), default=1)
    sheet.set_row(1, 15 * (2 + longest // 3))
    sheet.set_row(2, 40)
    sheet.set_column(0, 0, 2 * _LETTERS[level.unit_level])
    sheet.set_column(1, 1, 15)
    sheet.set_column(_FIRST, max(_FIRST, _FIRST + len(level.indicators) - 1), _VALUE)
    sheet.freeze_panes(_HEAD, _FIRST)
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.repeat_columns(0, _FIRST - 1)
    names = 2.0 * _LETTERS[level.unit_level] + 15
    sheet.fit_to_pages(pages_across(names + _VALUE * len(level.indicators), names, ROOM[A3]), 0)


def _other(unit: dict[str, Any], grouped_by: str) -> str:
    field, instead = ("area_name", NO_GROUP["area"]) if grouped_by == "stage" else ("stage", NO_GROUP["stage"])
    return str(unit[field] or instead)


def _cell(sheet: Worksheet, line: int, column: int, row: dict[str, Any] | None, forms: _Forms) -> None:
    if row is None:
        sheet.write_blank(line, column, None, forms.text)
        return
    style = status(row["state"])
    form = forms.background(style.shape, style.background)
    if row["value"] is None:
        sheet.write_string(line, column, style.shape, form)
    else:
        sheet.write_number(line, column, row["value"], form)


def _values(
    sheet: Worksheet,
    line: int,
    name: str,
    values: pl.DataFrame,
    grouped_by: str,
    key: str | None,
    codes: list[str],
    forms: _Forms,
) -> int:
    """Write a group's median and pooled value; return the next line."""
    mine = values.filter((pl.col("grouped_by") == grouped_by) & pl.col("group_key").eq_missing(key))
    found = {row["indicator_code"]: row for row in mine.to_dicts()}
    for label, field in (("中位值", "median"), ("合并值", "pooled")):
        sheet.write_string(line, 0, str(neutralised(f"{name}　{label}")), forms.value_name)
        sheet.write_blank(line, 1, None, forms.value_name)
        for column, code in enumerate(codes, start=_FIRST):
            write_cell(sheet, line, column, found.get(code, {}).get(field), forms.value)
        line += 1
    return line


def _across(sheet: Worksheet, line: int, texts: list[str], columns: int, form: Format) -> None:
    for column in range(columns):
        sheet.write_string(line, column, str(neutralised(texts[column])) if column < len(texts) else "", form)


def write_outliers(book: xlsxwriter.Workbook, sheet: Worksheet, level: Level) -> None:
    """Write one line a unit and indicator that stands apart, by indicator and name."""
    rows = [_outlier(row) for row in level.outliers.to_dicts()]
    write_table(book, sheet, _OUTLIER_COLUMNS, rows, _ONE_DECIMAL, A3)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_OUTLIER_COLUMNS) - 1)


def _outlier(row: dict[str, Any]) -> tuple[object, ...]:
    return (
        row["name_zh"],
        row["unit_name"],
        row["area_name"] or NO_GROUP["area"],
        row["stage"] or "—",
        row["value"],
        row["unit"],
        row["denominator"],
        row["lower_95"],
        row["upper_95"],
        row["lower_998"],
        row["upper_998"],
        row["peer_value"],
        row["peer_count"],
        row["peer_group"],
        f"{row['beyond']:g}%区间以外",
        COMPARISONS[row["comparison"]],
        status_label(row["status"]),
    )


class _Forms:
    """The formats of one sheet; a status becomes a format when it first occurs."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book, self._backgrounds = book, dict[tuple[str, str], Format]()
        centred = {**_LOOK, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True, "align": "center"}
        self.head = book.add_format(centred)
        self.small = book.add_format({**centred, "bold": False, "font_size": 9})
        self.name = book.add_format({**_LOOK, "bold": True, "text_wrap": True})
        self.text = book.add_format({**_LOOK, "text_wrap": True})
        self.one = book.add_format({**_LOOK, "num_format": "0.0"})
        self.group = book.add_format({"bold": True, "bg_color": "#D5D9DE", "top": 2, "valign": "vcenter"})
        summary = {**_LOOK, "italic": True, "bg_color": "#EEF2F6"}
        self.value_name = book.add_format(summary)
        self.value = book.add_format({**summary, "num_format": "0.0", "align": "center", "font_size": 10})

    def background(self, shape: str, background: str) -> Format:
        """Return the format of a status: its shape stands before the number, which stays a number."""
        if (shape, background) not in self._backgrounds:
            self._backgrounds[shape, background] = self._book.add_format(
                {**_LOOK, "align": "center", "bg_color": background, "font_size": 10, "num_format": f'"{shape}" 0.0'}
            )
        return self._backgrounds[shape, background]
