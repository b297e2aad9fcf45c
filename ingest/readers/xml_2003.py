"""XML Spreadsheet 2003, which web systems hand out under the name .xls."""

from __future__ import annotations

from datetime import date, datetime, time

from ingest.bounded import limits
from ingest.errors import UserError
from ingest.readers.marks import Marks, Range, marked
from ingest.readers.refused import damaged
from ingest.readers.sheet import Sheet, Uncomputed, filled_down, shown_sheets
from ingest.readers.xml import BadXml, Element, attribute, is_on, name_of, parse_xml

_EPOCH_DAYS = {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)}


def read_xml_2003(content: bytes, name: str) -> list[Sheet]:
    """Return the visible sheets that hold anything; UserError if the file is damaged or empty."""
    try:
        sheets = _sheets(parse_xml(content), name)
    except (BadXml, ValueError) as error:
        raise damaged(name) from error
    visible = [sheet for sheet, is_hidden in sheets if sheet.cells and not is_hidden]
    hidden = [sheet for sheet, is_hidden in sheets if sheet.cells and is_hidden]
    if not visible and not hidden:
        raise UserError(f"“{name}”是 XML 表格，里面的工作表都是空的，请检查后重新报送。")
    return shown_sheets(visible, hidden)


def _sheets(book: Element, name: str) -> list[tuple[Sheet, bool]]:
    """Return every sheet, and whether it is hidden."""
    struck = _struck_styles(book)
    from_1904 = any(True for _ in book.iter("{*}Date1904"))
    return [_Worksheet(each, struck, from_1904, name).sheet() for each in book.iterchildren("{*}Worksheet")]


def _struck_styles(book: Element) -> frozenset[str]:
    return frozenset(
        attribute(style, "ID") or ""
        for style in book.iter("{*}Style")
        if any(is_on(attribute(font, "StrikeThrough")) for font in style.iterchildren("{*}Font"))
    )


class _Worksheet:
    """Gathers the cells of one sheet, which are numbered only where some were left out."""

    def __init__(self, element: Element, struck: frozenset[str], from_1904: bool, file: str) -> None:
        self._element, self._struck, self._file = element, struck, file
        self._rows: dict[int, dict[int, object]] = {}
        self._ranges: list[Range] = []
        self._marks = Marks(from_1904=from_1904)

    def sheet(self) -> tuple[Sheet, bool]:
        """Return the sheet, and whether it is hidden."""
        for table in self._element.iterchildren("{*}Table"):
            self._table(table)
        name = attribute(self._element, "Name") or "Sheet1"
        options = {
            name_of(each): each.text for group in self._element.iterchildren("{*}WorksheetOptions") for each in group
        }
        height = max(self._rows, default=-1) + 1
        width = max((max(row, default=-1) for row in self._rows.values()), default=-1) + 1
        if height * width > limits.GRID_CELLS:
            raise UserError(f"“{self._file}”的工作表“{name}”太大，请删去多余的行列后重新报送。")
        cells = [[self._rows.get(row, {}).get(column, "") for column in range(width)] for row in range(height)]
        sheet = marked(filled_down(name, cells, self._ranges, self._file), self._marks)
        return sheet, options.get("Visible") in {"SheetHidden", "SheetVeryHidden"}

    def _table(self, table: Element) -> None:
        row = column = -1
        for element in table:
            kind = name_of(element)
            if kind == "Column":
                column = _place(element, column)
                last = column + int(attribute(element, "Span") or 0)
                if is_on(attribute(element, "Hidden")):
                    self._marks.hidden_columns.update(range(column, min(last, 16_383) + 1))
                column = last
            elif kind == "Row":
                row = _place(element, row)
                if is_on(attribute(element, "Hidden")):
                    self._marks.hidden_rows.add(row)
                self._row(element, row, attribute(element, "StyleID"))
                row += int(attribute(element, "Span") or 0)
        if any(True for _ in self._element.iterchildren("{*}AutoFilter")):
            self._marks.filters.append((0, 1_048_575))

    def _row(self, element: Element, row: int, style: str | None) -> None:
        column = -1
        for cell in element.iterchildren("{*}Cell"):
            column = _place(cell, column)
            across, down = (int(attribute(cell, name) or 0) for name in ("MergeAcross", "MergeDown"))
            if across or down:
                self._ranges.append(((row, column), (row + down, column + across)))
            self._keep_value(cell, row, column)
            if (attribute(cell, "StyleID") or style) in self._struck:
                self._marks.struck.add((row, column))
            column += across

    def _keep_value(self, cell: Element, row: int, column: int) -> None:
        data = next(cell.iterchildren("{*}Data"), None)
        if data is not None:
            self._rows.setdefault(row, {})[column] = _value(data)
            self._marks.strike((row, column), _struck_share(data))
        elif attribute(cell, "Formula"):
            self._rows.setdefault(row, {})[column] = Uncomputed(attribute(cell, "Formula") or "=")


def _place(element: Element, before: int) -> int:
    index = attribute(element, "Index")
    return int(index) - 1 if index else before + 1


def _struck_share(data: Element) -> bool | None:
    """Say of a cell's text whether it is wholly struck out; None if nothing of it is."""
    struck = "".join("".join(each.itertext()) for each in data.iter("{*}S")).strip() if len(data) else ""
    return struck == "".join(data.itertext()).strip() if struck else None


def _value(data: Element) -> object:
    kind, text = attribute(data, "Type"), "".join(data.itertext())
    if not text.strip():
        return ""
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return is_on(text.strip().lower())
    if kind == "DateTime":
        return _moment(text.strip())
    return text


def _moment(text: str) -> datetime | date | time:
    moment = datetime.fromisoformat(text.rstrip("Z"))
    if moment.date() in _EPOCH_DAYS:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
