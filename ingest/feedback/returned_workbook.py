"""The returned workbook (退回): the clerk's own sheets, faulty cells coloured, ready to correct and send again."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ingest.feedback.receipt import Note
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.table_position import TablePosition
from ingest.text.printable import printable, starts_formula

LIST_SHEET = "退回说明"
ORIGINAL_ROW = "原行号"
_AUTHOR = "报送系统"
_COLOUR = "FFFFC7CE"
_FILL = PatternFill("solid", start_color=_COLOUR, end_color=_COLOUR)
_ROWS_OF_OWN_WORKBOOK = 50_000
_ROWS_RETURNED = 50_000
_COMMENTS = 10_000
_LISTED = 50_000
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 120
_LONGEST_CELL = 32_000
_LINK = Font(color="FF0563C1", underline="single")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDTHS = (6, 18, 8, 18, 90)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A note with its cell in the workbook being written (one-based)."""

    note: Note
    sheet: str
    row: int
    column: int


def write_returned(
    source: SourceFile,
    sheets: Sequence[Sheet],
    positions: Sequence[TablePosition],
    notes: Sequence[Note],
    path: Path,
    as_sent: bool = True,
) -> None:
    """Write the workbook for the notes, which give sheet and row as the clerk's spreadsheet program does.

    An .xlsx is the clerk's own file, with its formatting; another format becomes an .xlsx of the same sheets and
    rows, and so does a file that must not go back `as_sent`. Of a very large file only the head and the returned rows
    are written, with their old row numbers; if those are too many as well, only the list, with which the clerk's own
    file is to be corrected.
    """
    if max((len(sheet.cells) for sheet in sheets), default=0) > _ROWS_OF_OWN_WORKBOOK:
        few = len({(note.sheet, note.row) for note in notes}) <= _ROWS_RETURNED
        workbook, moved = _returned_rows_only(sheets, positions, notes) if few else (_empty(), {})
    else:
        workbook, moved = (_own_workbook(source, sheets) if as_sent else None), {}
        if workbook is None:
            workbook, moved = _copied(sheets)
    names = {sheet.name: _sheet_name(sheet.name) for sheet in sheets}
    marks = [_mark(note, positions, names, moved, workbook) for note in notes[:_LISTED]]
    _forget_earlier_marks(workbook)
    _colour(workbook, marks)
    _list_faults(workbook, source.name, marks, len(notes))
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def _own_workbook(source: SourceFile, sheets: Sequence[Sheet]) -> Any:
    """Return the clerk's workbook, or None where it is of another format or cannot be written again."""
    content = source.read_bytes()
    if not content.startswith(b"PK\x03\x04") or source.file_name.lower().endswith((".ods", ".xlsb")):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (pictures, old controls) is not ours
            workbook = load_workbook(io.BytesIO(content))
    except Exception:
        return None  # whatever is odd about the file, a copy of its cells can be written
    return workbook if {sheet.name for sheet in sheets} <= set(workbook.sheetnames) else None


def without_unread_columns(sheets: Sequence[Sheet], positions: Sequence[TablePosition]) -> list[Sheet]:
    """Return the sheets with tables, in which only the columns that these use hold anything below the heads."""
    kept: list[Sheet] = []
    for sheet in sheets:
        own = [each for each in positions if each.sheet == sheet.name]
        cells = [list(row) for row in sheet.cells]
        for table in own:
            for index in table.data_rows:
                cells[index] = [cell if place in table.used else "" for place, cell in enumerate(cells[index])]
        if own:
            kept.append(replace(sheet, cells=cells))
    return kept


def _empty() -> Any:
    workbook = Workbook()
    workbook.remove(workbook.active)
    return workbook


def _copied(sheets: Sequence[Sheet]) -> tuple[Any, dict[tuple[str, int], int]]:
    """Return a workbook of all sheets, and where rows have moved to: of a Word table the lines above it come first."""
    workbook = _empty()
    moved: dict[tuple[str, int], int] = {}
    for sheet in sheets:
        page = workbook.create_sheet(_sheet_name(sheet.name))
        for index, cells in enumerate(sheet.cells):
            _write_row(page, index + max(sheet.first_row, 1), cells)
            if sheet.first_row < 1:
                moved[sheet.name, sheet.row_number(index)] = index + 1
    return workbook, moved


def _returned_rows_only(
    sheets: Sequence[Sheet], positions: Sequence[TablePosition], notes: Sequence[Note]
) -> tuple[Any, dict[tuple[str, int], int]]:
    """Return a workbook of heads and returned rows, and where each row has moved to."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for note in notes:
        wanted[note.sheet].add(note.row)
    workbook = _empty()
    moved: dict[tuple[str, int], int] = {}
    for sheet in sheets:
        if wanted[sheet.name]:
            page = workbook.create_sheet(_sheet_name(sheet.name))
            kept = _kept_rows(sheet, positions, wanted[sheet.name])
            for written, (number, cells) in enumerate(kept, 1):
                moved[sheet.name, number] = written
                _write_row(page, written, cells)
    return workbook, moved


def _kept_rows(
    sheet: Sheet, positions: Sequence[TablePosition], wanted: set[int]
) -> Iterator[tuple[int, list[object]]]:
    """Yield the number and the cells of each head and each row that is wanted, its number behind all columns."""
    own = [each for each in positions if each.sheet == sheet.name]
    extra: dict[int, object] = {index: None for each in own for index in each.head_rows}
    extra |= {each.first_data_row - 1: ORIGINAL_ROW for each in own if each.head < each.first_data_row}
    width = max(map(len, sheet.cells), default=0)
    for index, cells in enumerate(sheet.cells):
        number = sheet.row_number(index)
        if index in extra or number in wanted:
            yield number, [*cells, *[""] * (width - len(cells)), extra.get(index, number)]


def _write_row(page: Any, row: int, cells: Sequence[object]) -> None:
    for column, value in enumerate(cells, start=1):
        if is_blank(value):
            continue
        cell = page.cell(row, column)
        if isinstance(value, str):
            _write_text(cell, value)
        elif isinstance(value, bool | int | float | date | datetime | time | timedelta):
            cell.value = value
            if isinstance(value, date) and not isinstance(value, datetime):
                cell.number_format = "yyyy-mm-dd"
        else:
            _write_text(cell, str(value))


def _write_text(cell: Any, text: str) -> None:
    """Write text that stays text: a leading = + - @ makes no formula, and can be sent again as it was."""
    cell.value = printable(text)[:_LONGEST_CELL]
    cell.data_type = "s"
    cell.number_format = "@"
    if starts_formula(text):
        cell.quotePrefix = True


def _sheet_name(name: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub("_", printable(name))[:31].strip("'") or "Sheet1"


def _mark(
    note: Note,
    positions: Sequence[TablePosition],
    names: dict[str, str],
    moved: dict[tuple[str, int], int],
    workbook: Any,
) -> _Mark:
    tables = [each for each in positions if each.sheet == note.sheet]
    table = next((each for each in tables if each.holds(note.row)), tables[0] if tables else None)
    row, column = table.place_of(note.row, note.column) if table is not None else (note.row, 0)
    sheet = note.sheet if note.sheet in workbook.sheetnames else names.get(note.sheet, note.sheet)
    return _Mark(note, sheet, moved.get((note.sheet, row), row), column + 1)


def _forget_earlier_marks(workbook: Any) -> None:
    """Take away the list, colours and comments of an earlier return, if this workbook was one."""
    if LIST_SHEET not in workbook.sheetnames:
        return
    workbook.remove(workbook[LIST_SHEET])
    for page in workbook.worksheets:
        for cell in list(page._cells.values()):  # `iter_rows` makes every cell up to the last one
            if not isinstance(cell, MergedCell) and cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _colour(workbook: Any, marks: Sequence[_Mark]) -> None:
    sentences: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for mark in marks:
        sentences[mark.sheet, mark.row, mark.column].append(mark.note.message)
    pages = {name: workbook[name] for name in workbook.sheetnames}
    for number, ((name, row, column), said) in enumerate(sentences.items()):
        if name not in pages:
            continue
        cell = _top_left(pages[name], row, column)
        cell.fill = _FILL
        if number >= _COMMENTS:  # spreadsheet programs choke on more; the list has the sentences
            continue
        earlier = [cell.comment.text] if cell.comment is not None else []
        text = printable("\n".join(dict.fromkeys([*earlier, *said])))
        cell.comment = Comment(text[:_LONGEST_CELL], _AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)


def _top_left(page: Any, row: int, column: int) -> Any:
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        for span in page.merged_cells.ranges:
            if cell.coordinate in span:
                return page.cell(span.min_row, span.min_col)
    return cell


def _list_faults(workbook: Any, file: str, marks: Sequence[_Mark], total: int) -> None:
    can_be_sent = bool(workbook.sheetnames)
    page = workbook.create_sheet(LIST_SHEET, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    head = (
        f"退回：{file}",
        "下列各处没有入库。请在各工作表标色的单元格中改正，然后把本文件重新报送；已入库的行不会重复计算，本页不用删除。"
        if can_be_sent
        else "下列各处没有入库。退回的行太多，请按本页所列在原文件中改正，然后重新报送原文件；已入库的行不会重复计算。",
        f"共 {total} 处" + (f"，本页列出前 {len(marks)} 处。" if total > len(marks) else "。"),
    )
    for row, text in enumerate(head, start=1):
        _write_text(page.cell(row, 1), text)
    page.cell(1, 1).font = Font(bold=True, size=14)
    for column, (text, width) in enumerate(
        zip(("序", "所在表", "第几行", "哪一列", "问题与改法"), _WIDTHS, strict=True), 1
    ):
        _write_text(page.cell(5, column), text)
        page.cell(5, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A6"
    for number, mark in enumerate(marks, start=1):
        row = number + 5
        target = f"#'{mark.sheet.replace(chr(39), chr(39) * 2)}'!{get_column_letter(mark.column)}{mark.row}"
        page.cell(row, 1).value = number
        _write_text(page.cell(row, 2), mark.note.sheet)
        link = page.cell(row, 3)
        link.value = mark.row
        if can_be_sent:
            link.hyperlink = target
            link.font = _LINK
        _write_text(page.cell(row, 4), mark.note.column or "整行")
        _write_text(page.cell(row, 5), mark.note.message)
        page.cell(row, 5).alignment = Alignment(wrap_text=True, vertical="top")
