"""Rows of a sheet as SpreadsheetML, with the looks that the sheet's owner gave to its columns; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from dashboards.exports.own_workbook.figures import Cell

HEADER_ROW = 3
"""Where the headers stand; above them what the numbers are of, and an empty row."""
Looks = Mapping[tuple[int, int], int]
"""Numbers of cell formats by row and column, both from 1; rows under the headers look as the first of them."""


def sheet_data(origin: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]], looks: Looks) -> bytes:
    """Return the element `sheetData`: a line on what the numbers are of, an empty row, headers and rows."""
    return "".join(_elements(origin, headers, rows, looks)).encode("utf-8")


def _elements(origin: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]], looks: Looks) -> Iterator[str]:
    yield "<sheetData>"
    yield _row(1, [origin], [looks.get((1, 1))])
    yield _row(HEADER_ROW, headers, [looks.get((HEADER_ROW, place)) for place in range(1, len(headers) + 1)])
    look = [looks.get((HEADER_ROW + 1, place)) for place in range(1, len(headers) + 1)]
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        yield _row(number, row, look)
    yield "</sheetData>"


def _row(number: int, cells: Sequence[Cell], looks: Sequence[int | None]) -> str:
    written = (
        _cell(f"{xl_col_to_name(place)}{number}", value, look)
        for place, (value, look) in enumerate(zip(cells, looks, strict=True))
    )
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, value: Cell, look: int | None) -> str:
    form = "" if look is None else f' s="{look}"'
    if value is None:
        return f'<c r="{place}"{form}/>'
    if isinstance(value, str):
        return f'<c r="{place}"{form} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"{form}><v>{value!r}</v></c>'
