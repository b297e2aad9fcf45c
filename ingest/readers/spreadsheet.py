"""Workbooks through calamine (.xlsx, .xlsb, .xls, .ods), with what calamine does not tell put beside its values."""

from __future__ import annotations

import io
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.bounded import limits
from ingest.errors import UserError
from ingest.readers.marks import Marks, mark_cells, marked
from ingest.readers.package import Inspected
from ingest.readers.refused import damaged
from ingest.readers.sheet import Sheet, filled_down, shown_sheets
from ingest.readers.xls_marks import xls_marks


class NeedsPassword(Exception):
    """The workbook is encrypted."""


def read_old_workbook(content: bytes, name: str) -> list[Sheet]:
    """Read an .xls; UserError if it is damaged, NeedsPassword if it is encrypted."""
    try:
        inspected = Inspected(xls_marks(content))
    except (OSError, ValueError, IndexError, struct.error):  # what can be read without the marks is read without them
        inspected = Inspected()
    return read_workbook(content, name, inspected)


def read_workbook(content: bytes, name: str, inspected: Inspected) -> list[Sheet]:
    """Return the visible sheets that hold anything (the hidden ones if no visible one does)."""
    visible: list[Sheet] = []
    hidden: list[Sheet] = []
    with (
        _refusing_damage(name),
        _without_panic_report(),
        CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook,
    ):
        for index, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = _sheet(workbook.get_sheet_by_index(index), name, inspected, index)
            if sheet is not None:
                (visible if metadata.visible == SheetVisibleEnum.Visible else hidden).append(sheet)
    if not visible and not hidden:
        raise UserError(f"“{name}”里的工作表都是空的，请检查后重新报送。")
    return shown_sheets(visible, hidden)


@contextmanager
def _refusing_damage(name: str) -> Iterator[None]:
    """Say of a workbook that calamine cannot read that it is damaged, or needs a password."""
    try:
        yield
    except UserError:
        raise
    except CalamineError as error:
        if "assword" in f"{type(error).__name__} {error}":
            raise NeedsPassword from error
        raise damaged(name) from error
    except BaseException as error:
        # a panic inside calamine arrives as pyo3's PanicException, which is not an Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise


@contextmanager
def _without_panic_report() -> Iterator[None]:
    """Keep the report of a Rust panic, written straight to descriptor 2, from a user who gets a sentence."""
    if sys.stderr is not None:
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # a program without a console has no descriptor 2
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _sheet(sheet: CalamineSheet, file: str, inspected: Inspected, index: int) -> Sheet | None:
    if sheet.end is None or sheet.start is None:
        return None
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > limits.GRID_CELLS:
        raise UserError(f"“{file}”的工作表“{sheet.name}”太大，请删去多余的行列后重新报送。")
    cells: list[list[object]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
    marks = inspected.marks.get(index, _NO_MARKS)
    mark_cells(cells, marks)
    ranges = sheet.merged_cell_ranges or inspected.ranges.get(index, [])
    filled = filled_down(sheet.name, cells, ranges, file)
    return filled if marks is _NO_MARKS else marked(filled, marks)


_NO_MARKS = Marks()
