"""Downloads: a workbook that says where it came from, and a CSV that Excel opens in Chinese; pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go
import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.native_chart import add_chart
from dashboards.exports.table_sheet import A3, A4, write_table
from ingest.text.printable import neutralised

WIDEST_ON_A4 = 14
"""More columns than this are printed on A3."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Origin:
    """What every file carries: title, filters, as-of day, build, who took it, definitions."""

    title: str
    filters: Mapping[str, str]
    as_of: dt.date
    build_id: str
    viewer: str
    definitions: Sequence[Mapping[str, object]] = field(default_factory=tuple)
    unit: str = ""

    @property
    def stem(self) -> str:
        """Name of the file without its ending: 学校对比_2025年_数据截止20251231; of one unit, with the unit's name."""
        year = self.filters.get("年度", "")
        parts = [self.title, self.unit, year, f"数据截止{self.as_of:%Y%m%d}"]
        return "_".join("".join(c for c in part if c not in '\\/:*?"<>|') for part in parts if part)


def csv_bytes(table: pl.DataFrame, origin: Origin, taken_at: dt.datetime) -> bytes:
    """Return the table as CSV with a byte order mark; the origin stands in the first lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for name, value in _facts(origin, taken_at):
        writer.writerow([f"# {name}", neutralised(value)])
    writer.writerow([neutralised(name) for name in table.columns])
    for row in table.iter_rows():
        writer.writerow(["" if value is None else neutralised(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def workbook_bytes(
    table: pl.DataFrame, origin: Origin, taken_at: dt.datetime, figure: go.Figure | None = None, alt: str = ""
) -> bytes:
    """Return a workbook of 数据 and 说明 (filters, dates, build, viewer, 口径); watermark on top.

    With a `figure`, its native chart stands on a sheet 图 between them; `alt` is read to who cannot see it.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "remove_timezone": True})
    data = book.add_worksheet("数据")
    drawn = (
        None if figure is None else add_chart(book, figure, origin.title, alt, lambda value: str(neutralised(value)))
    )
    notes = book.add_worksheet("说明")
    paper = A3 if table.width > WIDEST_ON_A4 else A4
    for sheet, size in ((data, paper), (drawn, A4), (notes, A4)):
        if sheet is not None:
            set_page(sheet, origin, taken_at, size)
    write_table(book, data, table.columns, table.rows(), paper=paper)
    data.freeze_panes(1, 1)
    if table.width and table.height:
        data.autofilter(0, 0, table.height, table.width - 1)
    write_notes(book, notes, origin, taken_at)
    book.close()
    return out.getvalue()


def set_page(sheet: Worksheet, origin: Origin, taken_at: dt.datetime, paper: int = A4) -> None:
    """Set a sheet to print on landscape paper, as wide as one page, with title, watermark and build on every page."""
    mark = f"{origin.viewer} {taken_at:%Y-%m-%d %H:%M}".replace("&", "&&")
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{origin.title.replace('&', '&&')}&R{mark}")
    sheet.set_footer(f"&L数据版本 {origin.build_id}，仅供参考，不代替评议结论&R第 &P 页，共 &N 页")


def write_notes(book: xlsxwriter.Workbook, notes: Worksheet, origin: Origin, taken_at: dt.datetime) -> None:
    """Write 说明: filters, dates, build, viewer, and the 口径 of the indicators."""
    head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "border": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    notes.set_column(0, 0, 22)
    notes.set_column(1, 6, 40, wrap)
    line = 0
    for name, value in _facts(origin, taken_at):
        notes.write_string(line, 0, name, head)
        notes.write_string(line, 1, str(neutralised(value)), wrap)
        line += 1
    line += 1
    for row in origin.definitions:
        for name, shown in row.items():
            notes.write_string(line, 0, name, head)
            notes.write_string(line, 1, str(neutralised(str(shown if shown is not None else "—"))), wrap)
            line += 1
        line += 1


def note_lines(origin: Origin, taken_at: dt.datetime) -> list[str]:
    """Return the lines under a picture: filters; as-of day, build, who took it when; what it is for."""
    facts = dict(_facts(origin, taken_at))
    filters = [f"{name} {value}" for name, value in origin.filters.items() if value]
    rest = [f"{name} {facts[name]}" for name in ("数据截止", "数据版本", "下载人", "下载时间")]
    return ["筛选：" + "；".join(filters)] * bool(filters) + ["；".join(rest), facts["说明"]]


def _facts(origin: Origin, taken_at: dt.datetime) -> list[tuple[str, str]]:
    facts = [("标题", origin.title)]
    facts += [(f"筛选：{name}", value) for name, value in origin.filters.items()]
    facts += [
        ("数据截止", f"{origin.as_of:%Y-%m-%d}"),
        ("数据版本", origin.build_id),
        ("下载人", origin.viewer),
        ("下载时间", f"{taken_at:%Y-%m-%d %H:%M:%S}"),
        ("说明", "数据供工作参考，不代替评议结论。"),
    ]
    return facts
