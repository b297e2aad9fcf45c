"""Tables of a PDF with a text layer. What is a row and what a column is inferred, so a person has to confirm it."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from ingest.errors import UserError
from ingest.readers.marks import Range
from ingest.readers.refused import FORMATS, PICTURE
from ingest.readers.sheet import Sheet, filled_down

_PAGES_AT_MOST = 200
_CHARACTERS_AT_MOST = 60_000
_BYTES_AT_MOST = 50 * 1024**2
_LINES_ABOVE = 12
_NEAR = 2.0  # points by which lines that are one line may lie apart


def read_pdf(content: bytes, name: str) -> list[Sheet]:
    """Return a sheet a table; UserError if the file is locked, damaged, too long, a scan or without tables."""
    if len(content) > _BYTES_AT_MOST:
        raise UserError(f"“{name}”太大，请按年度或单位分成几个文件报送。")
    import pdfplumber  # few files are PDF

    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            return list(_sheets(document, name))
    except UserError:
        raise
    except Exception as error:  # the library raises what its parts raise; to the sender it is all the same
        raise UserError(
            f"“{name}”是 PDF，但设了密码、已损坏或打不开，请报送原来的电子表格或 Word 文档（{FORMATS}）。"
        ) from error


def _sheets(document: Any, name: str) -> Iterator[Sheet]:
    if len(document.pages) > _PAGES_AT_MOST:
        raise UserError(f"“{name}”有 {len(document.pages)} 页，超过 {_PAGES_AT_MOST} 页，请分成几个文件报送。")
    has_text = has_tables = False
    for number, page in enumerate(document.pages, start=1):
        if len(page.chars) > _CHARACTERS_AT_MOST:
            raise UserError(f"“{name}”第 {number} 页的内容太多，请报送原来的电子表格（{FORMATS}）。")
        has_text |= bool(page.chars)
        bottom = 0.0
        for place, table in enumerate(sorted(page.find_tables(), key=lambda each: each.bbox[1]), start=1):
            above = _lines_between(page, bottom, table.bbox[1])
            bottom = max(bottom, table.bbox[3])
            sheet = _sheet(table, f"第{number}页表{place}", above, name)
            if sheet is not None:
                sheet.continues = has_tables and not above
                has_tables = True
                yield sheet
        page.close()  # else what was worked out of every page stays in memory
    if not has_text:
        raise UserError(f"“{name}”是{PICTURE}。")
    if not has_tables:
        raise UserError(f"“{name}”是 PDF，里面没有带框线的表格，请报送原来的电子表格或 Word 文档（{FORMATS}）。")


def _lines_between(page: Any, top: float, bottom: float) -> list[str]:
    left, first, right, last = page.bbox
    top, bottom = max(top, first), min(bottom, last)
    if bottom - top < _NEAR:
        return []
    text = page.within_bbox((left, top, right, bottom), strict=False).extract_text() or ""
    return [line.strip() for line in text.splitlines() if line.strip()][-_LINES_ABOVE:]


def _sheet(table: Any, title: str, above: list[str], name: str) -> Sheet | None:
    rows = [[cell or "" for cell in row] for row in table.extract()]
    if not any(cell.strip() for row in rows for cell in row):
        return None
    down = len(above)
    titles: list[list[object]] = [[line, *[""] * (len(rows[0]) - 1)] for line in above]
    below: list[list[object]] = [[_joined(cell) for cell in row] for row in rows]
    sheet = filled_down(title, [*titles, *below], _ranges(table, down), name)
    sheet.first_row, sheet.kind, sheet.needs_confirmation = 1 - down, "table", True
    return sheet


def _joined(cell: str) -> str:
    """Return a cell as it was before its column was too narrow: a line that was broken is one line."""
    return "".join(line.strip() for line in cell.splitlines())


def _ranges(table: Any, down: int) -> list[Range]:
    """Return the cells that reach over more than one row or column."""
    lefts = _edges(cell[0] for cell in table.cells)
    tops = _edges(cell[1] for cell in table.cells)
    found: list[Range] = []
    for x0, top, x1, bottom in table.cells:
        first, last = bisect_left(lefts, x0 - _NEAR), bisect_left(lefts, x1 - _NEAR) - 1
        upper, lower = bisect_left(tops, top - _NEAR), bisect_left(tops, bottom - _NEAR) - 1
        if last > first or lower > upper:
            found.append(((upper + down, first), (lower + down, last)))
    return found


def _edges(places: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges
