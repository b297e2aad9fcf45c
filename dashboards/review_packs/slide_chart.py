"""Charts on slides: native ones, which Office and WPS open to edit; equal numbers give equal bytes."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.slide_content import Chart
from dashboards.review_packs.slide_text import FONT, Box, chinese, write
from dashboards.shared.theme import INK
from ingest.text.printable import neutralised

_LONGEST_NAME, _BAR = 14, 26.0
"""Letters of a name beside an axis, and points that one bar, or the bars of one name, are thick at most."""
_AROUND, _WIDEST_GAP = 70.0, 500
"""Points of a chart that title and legend take, and the widest gap between bars that Office knows, in hundredths."""
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def add_chart(slide: Any, chart: Chart, box: Box) -> None:
    """Add a native bar chart with its numbers written on it; its workbook is the one that Office opens to edit it."""
    data = CategoryChartData(number_format="0" if chart.stacked else "0.#;-0.#")
    data.categories = [str(neutralised(writable(_named(one)))) for one in chart.categories]
    for series in chart.series:
        data.add_series(str(neutralised(series.name)), series.numbers)
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    box = _no_higher(chart, box)
    shape = slide.shapes.add_chart(kind, *box.place, data)
    made = shape.chart
    _texts(made, chart)
    _paint(made, chart, box.height)
    made.category_axis.reverse_order = True
    made.category_axis.has_major_gridlines = made.value_axis.has_major_gridlines = False
    made.value_axis.visible, made.value_axis.minimum_scale = False, 0
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{chart.title}：{'、'.join(chart.categories)}")
    workbook = made.part.chart_workbook.xlsx_part
    workbook._blob = _timeless(workbook.blob)


def _no_higher(chart: Chart, box: Box) -> Box:
    """Return the box, or its upper part where few bars would stand far from each other in the whole of it."""
    needed = _AROUND + _BAR * _together(chart) * (1 + _WIDEST_GAP / 100 / 2) * len(chart.categories)
    return dataclasses.replace(box, height=min(box.height, needed))


def _together(chart: Chart) -> int:
    """Return how many bars of one name stand beside each other."""
    return 1 if chart.stacked else len(chart.series)


def _named(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _texts(made: Any, chart: Chart) -> None:
    made.font.size, made.font.name = Pt(12), FONT
    chinese(made._chartSpace.find(qn("c:txPr")).find(f".//{qn('a:defRPr')}"))
    made.has_title = True
    write(made.chart_title.text_frame, [chart.title], 14, bold=True)
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _paint(made: Any, chart: Chart, height: float) -> None:
    plot = made.plots[0]
    room = (height - _AROUND) / len(chart.categories) / _BAR
    plot.gap_width = min(_WIDEST_GAP, max(45, round(100 * (room - _together(chart)))))
    plot.overlap = 100 if chart.stacked else 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = ("0;;" if chart.stacked else "0.#"), False
    labels.font.size = Pt(11)
    for series, given in zip(plot.series, chart.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string((given.ground or given.colour).lstrip("#"))
        series.format.line.color.rgb = RGBColor.from_string(given.colour.lstrip("#"))
        if chart.stacked:
            series.data_labels.font.color.rgb = RGBColor.from_string(INK.lstrip("#") if given.ground else "FFFFFF")
            series.data_labels.number_format, series.data_labels.number_format_is_linked = "0;;", False
            series.data_labels.show_value = True


def _timeless(workbook: bytes) -> bytes:
    """Return a chart's workbook without the clock, so that equal numbers are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\2", old.read(name)))
    return without_clock(out.getvalue())
