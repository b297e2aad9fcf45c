"""The files of a delivery as tables of raw cells, read with code that shares nothing with `ingest`."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import openpyxl
import python_calamine

Cells = list[list[object]]


@dataclass(frozen=True)
class Table:
    """One sheet: its file (a member of an archive behind its archive), its name, and every row from the first.

    A merged cell says what it says in each place that it covers.
    """

    file: str
    sheet: str
    rows: Cells

    @property
    def name(self) -> str:
        """What the hand-written layout knows it by."""
        return f"{self.file}#{self.sheet}"


def tables(folder: Path) -> Iterator[Table]:
    """Yield every table of the files in a folder; ValueError for a kind of file that no clerk of the district sends."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        if path.suffix != ".zip":
            yield from _tables_of(name, content)
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                yield from _tables_of(f"{name}/{member}", package.read(member))


def _tables_of(name: str, content: bytes) -> Iterator[Table]:
    path = PurePosixPath(name)
    if path.suffix in (".csv", ".txt"):
        text = content.decode("utf-8-sig" if _is_utf8(content) else "gb18030")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".txt" else ",")
        yield Table(name, path.stem, [list(row) for row in rows])
    elif path.suffix == ".xlsx":
        yield from (Table(name, sheet, rows) for sheet, rows in _new_sheets(content))
    elif path.suffix in (".xls", ".ods"):
        yield from (Table(name, sheet, rows) for sheet, rows in _old_sheets(content))
    else:
        raise ValueError(f"{name}: not a kind of file that the invented clerks send")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _new_sheets(content: bytes) -> Iterator[tuple[str, Cells]]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book.worksheets:
        rows: Cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        for area in sheet.merged_cells.ranges:
            _fill(rows, (area.min_row - 1, area.min_col - 1), (area.max_row - 1, area.max_col - 1))
        yield sheet.title, rows


def _old_sheets(content: bytes) -> Iterator[tuple[str, Cells]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows: Cells = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        for start, end in sheet.merged_cell_ranges or ():
            _fill(rows, start, end)
        yield name, rows


def _fill(rows: Cells, start: tuple[int, int], end: tuple[int, int]) -> None:
    value = rows[start[0]][start[1]]
    for row in rows[start[0] : end[0] + 1]:
        row[start[1] : end[1] + 1] = [value] * (end[1] - start[1] + 1)
