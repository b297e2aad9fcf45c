"""What a slide is put together from: text that fits its box, tables that fit their place, charts that can be edited.

Sizes are points. Letters are measured in the shipped font; Office sets Chinese letters as wide, Latin ones narrower.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboards.charts.static.text import wrapped
from dashboards.exports.cell import neutralised
from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.slide_content import Chart, Table
from dashboards.shared.theme import INK

FONT = "微软雅黑"
_LINE, _PAD, _SPARE = 1.3, 6.0, 0.9
"""Height of a line in letters, points inside a box or cell, and how much of a line is counted on."""
_MARKED = "【"
_BLANK_GROUND = RGBColor(0xFF, 0xF8, 0xDC)
_LONGEST_NAME, _FEW = 14, 4
"""Letters of a name beside an axis, and so many bars would be thick ones."""
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as python-pptx takes them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


def height_of(text: str, size: float, width: float) -> float:
    """Return how high `text` stands in a box or cell of that width."""
    return size * _LINE * (wrapped(text, size, (width - 2 * _PAD) * _SPARE).count("\n") + 1)


def fitting(texts: Sequence[str], box: Box, sizes: Sequence[float]) -> tuple[float, list[str]]:
    """Return the largest size in which all texts fit the box; in the smallest the last ones go, and that is said."""
    for size in sizes:
        if sum(height_of(one, size, box.width) for one in texts) + 2 * _PAD <= box.height:
            return size, list(texts)
    kept, room = list(texts), box.height - 2 * _PAD - sizes[-1] * _LINE
    while kept and sum(height_of(one, sizes[-1], box.width) for one in kept) > room:
        kept[-1] = _shorter(kept[-1])
        kept = kept if kept[-1] else kept[:-1]
    return sizes[-1], [*kept, "其余见述职评议材料。"]


def _shorter(text: str) -> str:
    """Return a text without its last sentence, clause or, if it has none, half."""
    body = text.rstrip("。；，…")
    cut = max(body.rfind(mark) for mark in "。；，")
    return body[: cut + 1].rstrip("；，") if cut > 0 else ""


def write(frame: Any, texts: Sequence[str], size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Put paragraphs into a text frame, every run with a font for Chinese letters of its own."""
    frame.word_wrap = True
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", Pt(_PAD if side in ("left", "right") else _PAD / 2))
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(size * _LINE)
        run = paragraph.add_run()
        run.text = writable(text)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        chinese(run._r.get_or_add_rPr())


def chinese(properties: Any) -> None:
    """Say which font Chinese letters take: without it Office takes the theme's, which is a Japanese or a Latin one."""
    properties.set("lang", "zh-CN")
    for tag in ("a:ea", "a:cs"):
        found = properties.find(qn(tag))
        if found is None:
            found = properties.makeelement(qn(tag), {})
            properties.append(found)
        found.set("typeface", FONT)


def add_text(slide: Any, texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """Add a box of text in the largest of `sizes` that fits; return the lower end of what is written."""
    size, kept = fitting(texts, box, sizes)
    written = Box(box.left, box.top, box.width, sum(height_of(one, size, box.width) for one in kept) + 2 * _PAD)
    write(slide.shapes.add_textbox(*written.place).text_frame, kept, size, bold=bold)
    return written.top + written.height


def add_blank(slide: Any, texts: Sequence[str], box: Box, size: float = 14) -> None:
    """Add a place for the secretary: in a dashed frame on a pale ground, the mark in words in it."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _BLANK_GROUND
    shape.line.dash_style, shape.line.color.rgb = MSO_LINE_DASH_STYLE.DASH, RGBColor(0x9A, 0x62, 0x08)
    shape.shadow.inherit = False
    write(shape.text_frame, texts, size)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT


def add_table(slide: Any, table: Table, box: Box, size: float) -> float:
    """Add as many rows as the box takes, and say at its foot how many are left; return the lower end of all."""
    whole = sum(share for _, share in table.columns)
    widths = [box.width * share / whole for _, share in table.columns]
    heads = tuple(name for name, _ in table.columns)
    heights = [_row_height(row, widths, size) for row in (heads, *table.rows)]
    said = size * _LINE + _PAD
    taken = _taken(heights, box.height - said)
    shape = slide.shapes.add_table(taken, len(widths), *box.place)
    made = shape.table
    _plain(shape)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(made.rows, heights, strict=False):
        row.height = Pt(height)
    for line, texts in enumerate((heads, *table.rows)[:taken]):
        for cell, text in zip(made.rows[line].cells, texts, strict=True):
            write(cell.text_frame, [text], size, bold=line == 0)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _ground(line, text)
    shape.height = Pt(sum(heights[:taken]))
    left = len(table.rows) + 1 - taken
    if left:
        place = Box(box.left, box.top + box.height - said, box.width, said)
        write(slide.shapes.add_textbox(*place.place).text_frame, [f"另有 {left} 项，见述职评议材料。"], size)
    return box.top + (box.height if left else sum(heights))


def _taken(heights: Sequence[float], room: float) -> int:
    """Return how many rows fit, the head and one row at least."""
    taken = 2
    while taken < len(heights) and sum(heights[: taken + 1]) <= room:
        taken += 1
    return min(taken, len(heights))


def _ground(line: int, text: str) -> RGBColor:
    if line == 0:
        return RGBColor(0xEE, 0xF2, 0xF6)
    return _BLANK_GROUND if text.startswith(_MARKED) else RGBColor(0xFF, 0xFF, 0xFF)


def _row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    return max(height_of(text, size, width) for text, width in zip(texts, widths, strict=True)) + _PAD


def _plain(shape: Any) -> None:
    """Give a table the style with lines and without coloured bands."""
    made = shape.table
    made.horz_banding = made.first_row = False
    shape._element.graphic.graphicData.tbl[0][-1].text = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def add_chart(slide: Any, chart: Chart, box: Box) -> None:
    """Add a native bar chart with its numbers written on it; its workbook is the one that Office opens to edit it."""
    data = CategoryChartData(number_format="0" if chart.stacked else "0.#;-0.#")
    data.categories = [str(neutralised(writable(_named(one)))) for one in chart.categories]
    for series in chart.series:
        data.add_series(str(neutralised(series.name)), series.numbers)
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, *box.place, data)
    made = shape.chart
    _texts(made, chart)
    _paint(made, chart)
    made.category_axis.reverse_order = True
    made.category_axis.has_major_gridlines = made.value_axis.has_major_gridlines = False
    made.value_axis.visible, made.value_axis.minimum_scale = False, 0
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{chart.title}：{'、'.join(chart.categories)}")
    workbook = made.part.chart_workbook.xlsx_part
    workbook._blob = _timeless(workbook.blob)


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


def _paint(made: Any, chart: Chart) -> None:
    plot = made.plots[0]
    plot.gap_width = 45 if len(chart.categories) > _FEW else 200
    plot.overlap = 100 if chart.stacked else 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = ("0;;" if chart.stacked else "0.#"), False
    labels.font.size = Pt(11)
    for series, given in zip(plot.series, chart.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(given.colour.lstrip("#"))
        if chart.stacked:
            series.data_labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
            series.data_labels.number_format, series.data_labels.number_format_is_linked = "0;;", False
            series.data_labels.show_value = True


def _timeless(workbook: bytes) -> bytes:
    """Return a chart's workbook without the clock, so that equal numbers are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\2", old.read(name)))
    return without_clock(out.getvalue())
