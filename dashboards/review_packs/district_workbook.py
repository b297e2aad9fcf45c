"""全区汇总 as one workbook: comparison by 学段 and 片区, heat tables, who stands apart; same facts, same bytes."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboards.charts.heat import shown_in
from dashboards.exports.heat_table import Grid, grid_of
from dashboards.exports.heat_workbook import write_grid
from dashboards.exports.table_sheet import A3, write_table
from dashboards.review_packs.district_sheets import write_groups, write_outliers
from dashboards.review_packs.office_file import without_clock
from dashboards.review_packs.volume import Level, Volume
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text
from dashboards.shared.labels import STATUS_MEANING, STATUSES

_LONGEST = 60
"""Letters of a title in a header: Excel takes 255 in all and drops longer ones."""
_NARROW = 6.5
_GROUPED = {"stage": "学段", "area": "片区"}
_SHEETS = {"school": ("stage", "area"), "branch": ("area",)}


def volume_bytes(volume: Volume) -> bytes:
    """Return the workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made_at = dt.datetime.fromisoformat(volume.frozen_at).replace(tzinfo=None)
    book.set_properties({"title": volume.title, "author": volume.frozen_by, "created": made_at})
    _about(book, volume)
    for level in volume.levels:
        for grouped_by in _SHEETS[level.unit_level]:
            sheet = _sheet(book, f"{level.word}按{_GROUPED[grouped_by]}", volume)
            write_groups(book, sheet, level, grouped_by, volume.whole)
        write_grid(book, _sheet(book, f"{level.word}热力表", volume), heat_of(level), _NARROW)
        write_outliers(book, _sheet(book, f"{level.word}离群单位", volume), level)
    book.close()
    return without_clock(out.getvalue())


def heat_of(level: Level) -> Grid:
    """Return the heat table: shape and value in whole numbers, the decimals stand in the other sheets."""
    full = grid_of(level.cells)
    place = {unit_id: line for line, unit_id in enumerate(level.cells["unit_id"].unique(maintain_order=True))}
    column = {code: number for number, (code, _) in enumerate(level.indicators)}
    brief = {(place[row["unit_id"]], column[row["indicator_code"]]): shown_in(row) for row in level.cells.to_dicts()}
    return Grid(full.lines, full.columns, {spot: (brief[spot], style) for spot, (_, style) in full.cells.items()})


def _sheet(book: xlsxwriter.Workbook, name: str, volume: Volume) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(1, 0)
    title = volume.title if len(volume.title) <= _LONGEST else volume.title[: _LONGEST - 1] + "…"
    sheet.set_header(f"&L{title.replace('&', '&&')}　{name}&R验真码 {volume.code}")
    sheet.set_footer(f"&L冻结编号 {volume.snapshot_id}　{FOR_REFERENCE}&R第 &P 页，共 &N 页")
    return sheet


def _about(book: xlsxwriter.Workbook, volume: Volume) -> None:
    sheet = _sheet(book, "说明", volume)
    write_table(book, sheet, ("项目", "内容"), _said(volume), paper=A3)
    sheet.freeze_panes(1, 0)


def _said(volume: Volume) -> list[tuple[str, str]]:
    used = {status for level in volume.levels for status in level.cells["status"].unique()}
    return [
        ("标题", volume.title),
        ("范围", "、".join(f"{one.word} {one.cells['unit_id'].n_unique()} 个" for one in volume.levels)),
        ("数据截止", date_text(volume.as_of)),
        ("冻结编号", volume.snapshot_id),
        ("数据版本", volume.build_id),
        ("验真码", volume.code),
        (
            "列了哪些指标",
            "标准已确认的指标；纪律作风中涉及个人或案件的指标不列。单位按片区、名称排列，先后不表示高低。",
        ),
        ("数值", "单元格是数值，形状和底色是状态（见每页图例）；没有数值的只有形状。热力表取整数，其余保留一位小数。"),
        ("中位值", "本组有数值的单位，数值居中的那个。"),
        ("合并值", "本组有数值的单位，分子合计除以分母合计；累计数没有合并值。"),
        (
            "离群单位",
            "单位自己的95%区间不含同类（同学段、同规模）合并值的列出；99.8%区间也不含的注明。方向看指标："
            "有好坏的写优于、差于同类，没有的写高于、低于同类。离群只说明值得了解原因，不是结论。",
        ),
        *((f"状态：{STATUSES[code].label}", meaning) for code, meaning in STATUS_MEANING.items() if code in used),
        *((f"口径：{name}", text) for name, text in volume.definitions),
        ("用途", FOR_REFERENCE),
    ]
