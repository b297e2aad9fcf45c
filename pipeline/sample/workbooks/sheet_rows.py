"""Lay rows out on a sheet the way a clerk does: titles, header rows, merged cells, totals, notes."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.clerk_style import Names, traditional, write_date, write_month, write_number, write_year
from pipeline.sample.workbooks.layout import DAYS, Cell, Grid, Layout

ORGANISATION_HEADERS = {"党组织", "所在党支部", "上级党组织", "转出党组织", "转入党组织"}
UNITS = {
    "学时": "学时",
    "时长": "小时",
    "到课率": "%",
    "参与人次": "人次",
    "票数": "票",
    "考核得分": "分",
    "得分": "分",
    "满分": "分",
    "金额": "元",
    "应交金额": "元",
    "实交金额": "元",
    "数量": "次",
}


def lay_out_rows(rows: Rows, layout: Layout, names: Names) -> Grid:
    """Return the sheet on which a clerk of this layout writes these rows."""
    grid = Grid()
    columns = list(layout.columns or _keys(rows[:200]))
    shift = 1 if layout.numbered else 0
    width = shift + len(columns) + len(layout.extra)
    _titles(grid, layout, width)
    written = [layout.headers.get(column, column) for column in columns]
    if layout.old_characters:
        written = [traditional(header) for header in written]
    _header(grid, layout, columns, [*["序号"][:shift], *written, *layout.extra], shift)
    _body(grid, rows, layout, names, columns)
    if layout.merge:
        _merge(grid, shift + columns.index(layout.merge))
    if layout.totals:
        grid.cells.append(_total(rows, columns, layout.totals, shift, width, "合计"))
    grid.cells += [[note, *[None] * (width - 1)] for note in layout.notes]
    return grid


def _keys(rows: Rows) -> dict[str, None]:
    return dict.fromkeys(key for row in rows for key in row if not key.startswith("_"))


def _titles(grid: Grid, layout: Layout, width: int) -> None:
    for line, title in enumerate(layout.titles):
        grid.cells.append([title, *[None] * (width - 1)])
        if width > 1:
            grid.merges.append((line, 0, line, width - 1))


def _body(grid: Grid, rows: Rows, layout: Layout, names: Names, columns: list[str]) -> None:
    """Write the rows, with the clerk's empty lines and a 小计 after each organisation."""
    shift = 1 if layout.numbered else 0
    width = shift + len(columns) + len(layout.extra)
    part: Rows = []
    for number, row in enumerate(rows):
        if layout.blank_every and number and number % layout.blank_every == 0:
            grid.cells.append([None] * width)
        cells = [_cell(row, column, layout, names, number) for column in columns]
        grid.cells.append([*[number + 1][:shift], *cells, *layout.extra.values()])
        grid.placed.append(len(grid.cells))
        part.append(row)
        if layout.subtotals and layout.totals and _ends_organisation(rows, number):
            grid.cells.append(_total(part, columns, layout.totals, shift, width, "小计"))
            part = []


def _ends_organisation(rows: Rows, number: int) -> bool:
    return number + 1 == len(rows) or rows[number + 1]["党组织"] != rows[number]["党组织"]


def _header(grid: Grid, layout: Layout, columns: list[str], written: list[str], shift: int) -> None:
    if layout.groups:
        after = len(written) - shift - len(columns)
        groups = [_group_of(column, layout) for column in columns]
        _two_rows(grid, written, [*[None] * shift, *groups, *[None] * after])
    else:
        grid.cells.append([*written])
    grid.header = len(grid.cells) - 1


def _group_of(column: str, layout: Layout) -> str | None:
    return next((name for name, members in layout.groups if column in members), None)


def _two_rows(grid: Grid, written: list[str], groups: list[str | None]) -> None:
    """Write each header under its group, and those of no group over both rows; a group stands once over its run."""
    top = len(grid.cells)
    upper: list[Cell] = [group or header for group, header in zip(groups, written, strict=True)]
    lower: list[Cell] = [header if group else None for group, header in zip(groups, written, strict=True)]
    grid.merges += [(top, place, top + 1, place) for place, group in enumerate(groups) if group is None]
    for _, run in groupby(range(len(upper)), key=upper.copy().__getitem__):
        first, *others = run
        if others:
            grid.merges.append((top, first, top, others[-1]))
        for place in others:
            upper[place] = None
    grid.cells += [upper, lower]


def _cell(row: dict[str, object], column: str, layout: Layout, names: Names, number: int) -> Cell:
    raw = row.get("_raw")
    if isinstance(raw, dict) and column in raw:
        written: Cell = raw[column]
        return written
    value = row.get(column)
    if value is None:
        return layout.none if column.endswith(("人数", "人次", "学时", "率", "票数")) else None
    if isinstance(value, bool):
        return layout.yes[not value]
    if isinstance(value, date):
        return write_month(value, layout.months) if column == "月份" else write_date(value, layout.dates, number)
    if isinstance(value, int | float) and column != "年度":
        return write_number(value, layout.numbers, UNITS.get(column, "人"))
    return _text_cell(row, column, layout, names)


def _text_cell(row: dict[str, object], column: str, layout: Layout, names: Names) -> Cell:
    text = str(row[column])
    if column == "年度":
        return write_year(int(text), layout.years)
    if column in ORGANISATION_HEADERS:
        return names.organisation(text, layout.names, _day_of(row, names))
    if column in ("所在学校", "关联学校", "学校"):
        style = "code" if layout.names == "code" else "name"
        return layout.separator.join(names.school(code, style) for code in text.split("、"))
    if column == "所属片区":
        return names.area(text)
    if column == "活动类型":
        return text.replace("、", layout.separator)
    return layout.labels.get(column, {}).get(text, text)


def _day_of(row: dict[str, object], names: Names) -> date:
    """Return the day that decides which name an organisation has. Registers are written with today's names."""
    for column in DAYS:
        day = row.get(column)
        if isinstance(day, date):
            return day
    year = row.get("年度")
    return min(names.district.as_of, date(year, 12, 31)) if isinstance(year, int) else names.district.as_of


def _merge(grid: Grid, column: int) -> None:
    runs = groupby(grid.placed, key=lambda placed: grid.cells[placed - 1][column])
    for _, run in runs:
        places = [placed - 1 for placed in run]
        if len(places) > 1 and places[-1] - places[0] == len(places) - 1:
            grid.merges.append((places[0], column, places[-1], column))
            for place in places[1:]:
                grid.cells[place][column] = None


def _total(rows: Rows, columns: list[str], label: str, shift: int, width: int, word: str) -> list[Cell]:
    cells: list[Cell] = [None] * width
    cells[shift + columns.index(label)] = word
    for place, column in enumerate(columns):
        numbers = [
            row[column] for row in rows if isinstance(row.get(column), int | float) and column not in (label, "年度")
        ]
        if numbers and not isinstance(numbers[0], bool):
            cells[shift + place] = round(sum(float(str(number)) for number in numbers), 1)
    return cells
