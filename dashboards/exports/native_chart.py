"""The sheet 图 of a workbook: the figure as a native chart that can be edited, with the numbers it is drawn from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_formula

from dashboards.exports.chart_series import native
from dashboards.exports.native_parts import Cells, Native, Series
from dashboards.shared.plotly_text import plain_text
from dashboards.shared.theme import GREY, INK

SHEET = "图"
_WIDTH, _DATA = 900, 15
"""Pixels of the chart, and the column right of it where its numbers begin."""
_DASHES = {"dash": "dash", "dot": "round_dot", "dashdot": "dash_dot", "longdash": "long_dash"}
_MARKERS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "triangle-down": "triangle",
    "star": "star",
    "x": "x",
    "cross": "plus",
    "line-ns": "short_dash",
    "line-ew": "long_dash",
}
Place = list[Any]


@dataclass(frozen=True)
class _Pen:
    """What makes a text safe for a cell, and the format of a number that is not whole."""

    text: Callable[[object], str]
    one: Format


def add_chart(
    book: xlsxwriter.Workbook, figure: go.Figure, title: str, alt: str, text: Callable[[object], str]
) -> xlsxwriter.worksheet.Worksheet | None:
    """Add the sheet with `figure`'s chart; None when the figure has no native form. `text` makes a cell's text safe."""
    found = native(figure)
    if found is None:
        return None
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, text(title), book.add_format({"bold": True, "font_size": 13}))
    if isinstance(found, Cells):
        _grid(book, sheet, found, text)
        return sheet
    pen = _Pen(text, book.add_format({"num_format": "0.0"}))
    chart = (_points if found.kind == "scatter" else _over_categories)(book, sheet, found, pen)
    x_title, y_title = (plain_text(axis.title.text) for axis in (figure.layout.xaxis, figure.layout.yaxis))
    _axes(chart, found, x_title, y_title)
    sheet.set_column(_DATA, _DATA, 24)
    height = max(400, 130 + 24 * (len(found.categories) * (found.kind == "bar")))
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.print_area(0, 0, 3 + height // 20, _DATA - 1)
    chart.set_title({"none": True})
    if len(found.series) == 1:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    sheet.insert_chart(2, 0, chart, {"description": alt, "object_position": 2})
    return sheet


def _grid(book: xlsxwriter.Workbook, sheet: Any, found: Cells, text: Callable[[object], str]) -> None:
    """Write a grid of states as coloured cells: shape, word and number stay in them."""
    head = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "top", "border": 1})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, max(1, len(found.columns)), 11)
    for right, name in enumerate(found.columns, start=1):
        sheet.write_string(2, right, text(name), head)
    backgrounds = {background for _, background in found.cells.values()}
    looks = {
        background: book.add_format({"bg_color": background, "align": "center", "border": 1})
        for background in backgrounds
    }
    for down, name in enumerate(found.lines):
        sheet.write_string(3 + down, 0, text(name))
        for right in range(len(found.columns)):
            if (down, right) in found.cells:
                label, background = found.cells[down, right]
                sheet.write_string(3 + down, 1 + right, text(label), looks[background])
    sheet.freeze_panes(3, 1)


def _column(sheet: Any, column: int, name: str, values: list[Any], pen: _Pen) -> Place:
    """Write a headed column of the chart's numbers and return where they stand."""
    sheet.write_string(1, column, pen.text(name))
    for line, value in enumerate(values, start=2):
        if isinstance(value, str):
            sheet.write_string(line, column, pen.text(value))
        elif value is not None and value == value:
            sheet.write_number(line, column, value, None if float(value).is_integer() else pen.one)
    return [SHEET, 2, column, 1 + max(1, len(values)), column]


def _over_categories(book: xlsxwriter.Workbook, sheet: Any, found: Native, pen: _Pen) -> xlsxwriter.chart.Chart:
    kind: dict[str, Any] = {"type": found.kind} | ({"subtype": "stacked"} if found.stacked else {})
    chart = book.add_chart(kind)
    names = _column(sheet, _DATA, "名称", list(found.categories), pen)
    lines = book.add_chart({"type": "line"}) if found.kind != "line" else chart
    for number, series in enumerate(found.series, start=1):
        values = _column(sheet, _DATA + number, series.name, list(series.up), pen)
        options: dict[str, Any] = {"name": [SHEET, 1, _DATA + number], "categories": names, "values": values}
        if series.line:
            lines.add_series(options | {"line": _line(series), "marker": _marker(series)})
            continue
        chart.add_series(options | _bar(series, found) | _interval(sheet, series, found, number, pen))
    if lines is not chart and any(series.line for series in found.series):
        chart.combine(lines)
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "top"})
    return chart


def _bar(series: Series, found: Native) -> dict[str, Any]:
    options: dict[str, Any] = {"gap": 45} | ({"overlap": 100} if found.stacked or found.overlaid else {})
    if series.outlined:
        return options | {"fill": {"none": True}, "border": {"color": series.colour, "width": 1.25}}
    # The pale backgrounds of the page are too pale for a bar without its border: the border's colour fills it.
    options |= {"fill": {"color": series.colour, "transparency": 35}, "border": {"color": series.colour}}
    return options | {
        "data_labels": {"value": not any(series.above), "num_format": "0;-0;;" if _is_whole(series) else "0.0;-0.0;;"}
    }


def _is_whole(series: Series) -> bool:
    return all(value is None or float(value).is_integer() for value in series.up)


def _interval(sheet: Any, series: Series, found: Native, number: int, pen: _Pen) -> dict[str, Any]:
    """Write the lengths of a series' intervals right of all series; they are drawn as custom error bars."""
    if not any(series.above) and not any(series.below):
        return {}
    at = _DATA + len(found.series) + 2 * number
    options: dict[str, Any] = {"type": "custom", "line": {"color": GREY}, "end_style": 0}
    parts = ((at, "（区间向右）", "plus", series.above), (at + 1, "（区间向左）", "minus", series.below))
    for column, name, sign, values in parts:
        _column(sheet, column, f"{series.name}{name}", list(values), pen)
        options[f"{sign}_values"] = f"={xl_range_formula(SHEET, 2, column, 1 + len(values), column)}"
        options[f"{sign}_data"] = list(values)
    return {"y_error_bars": options}


def _points(book: xlsxwriter.Workbook, sheet: Any, found: Native, pen: _Pen) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    for number, series in enumerate(found.series):
        column = _DATA + 2 * number
        across = _column(sheet, column, f"{series.name}（横）", list(series.across), pen)
        up = _column(sheet, column + 1, series.name, list(series.up), pen)
        look: dict[str, Any] = {"line": _line(series) if series.line else {"none": True}, "marker": _marker(series)}
        chart.add_series({"name": [SHEET, 1, column + 1], "categories": across, "values": up} | look)
    chart.set_legend({"position": "top"})
    return chart


def _line(series: Series) -> dict[str, Any]:
    line = series.trace.line
    dash = _DASHES.get(str(line.dash))
    return {"color": series.colour, "width": line.width or 1} | ({"dash_type": dash} if dash else {})


def _marker(series: Series) -> dict[str, Any]:
    if "markers" not in (series.trace.mode or ""):
        return {"type": "none"}
    given = series.trace.marker
    name = given.symbol if isinstance(given.symbol, str) else next(iter(given.symbol or ()), "circle")
    paint = given.color if isinstance(given.color, str) else series.colour
    hollow = str(name).endswith("-open")
    fill: dict[str, Any] = {"none": True} if hollow else {"color": paint}
    shape = _MARKERS.get(str(name).removesuffix("-open"), "circle")
    return {"type": shape, "size": 8, "fill": fill, "border": {"color": paint}}


def _axes(chart: Any, found: Native, x_title: str, y_title: str) -> None:
    x: dict[str, Any] = {"name": x_title, "num_font": {"color": INK}, "major_gridlines": _GRID}
    y: dict[str, Any] = {"name": y_title, "num_font": {"color": INK}, "major_gridlines": _GRID}
    if found.kind == "bar":
        # Read from the top as on the page; the axis of numbers stays at the foot.
        y |= {"reverse": True, "major_gridlines": {"visible": False}}
        x |= {"label_position": "high"}
    elif found.kind == "scatter":
        x |= _ends(at for series in found.series for at in series.across)
        y |= _ends(at for series in found.series for at in series.up)
    if found.days:
        x["num_format"] = "yyyy-m-d"
    chart.set_x_axis(x)
    chart.set_y_axis(y)


def _ends(values: Iterable[float | None]) -> dict[str, float]:
    """Return round ends of an axis of points; left alone, some programs begin at 0 however far that is."""
    known = [value for value in values if value is not None]
    if not known or min(known) == max(known):
        return {}
    step = 10.0 ** math.floor(math.log10(max(known) - min(known)))
    return {"min": math.floor(min(known) / step) * step, "max": math.ceil(max(known) / step) * step}


_GRID = {"visible": True, "line": {"color": "#D5D9DE", "width": 0.75}}
