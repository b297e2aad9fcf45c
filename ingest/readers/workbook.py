"""Read a file into sheets, by what it is rather than by how it is called."""

import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.errors import UserError
from ingest.readers.collect import SourceFile
from ingest.readers.html import TableParser, charset
from ingest.readers.ods import Range, merged_ranges
from ingest.readers.sheet import Sheet, filled_down
from ingest.readers.text import decode, read_records

__all__ = ["Sheet", "read_sheets"]

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_LEDGERS = ((b"%PDF", "PDF"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"))
_ZIP = b"PK\x03\x04"
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_UNPACKED_AT_MOST = 2 * 1024**3
_CELLS_AT_MOST = 60_000_000
_FAR_CELL = re.compile(rb'<c r="([A-Z]{3})(\d+)"[^>/]*>')


def read_sheets(source: Path | SourceFile) -> list[Sheet]:
    """Return the visible sheets that hold anything (the hidden ones if no visible one does).

    Merged ranges are filled down; `cells[0]` is row 1 of the spreadsheet program, record 1 of a text file.
    UserError, a sentence for the sender, if the file is empty, encrypted, damaged or no table at all.
    """
    if isinstance(source, Path):
        source = SourceFile(source, source.name)
    if source.refusal:
        raise UserError(source.refusal)
    content = source.read_bytes()
    name = source.name
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(f"“{name}”是空文件，请检查后重新报送。")
    for magic, kind in _NOT_LEDGERS:
        if content.startswith(magic):
            raise UserError(f"“{name}”其实是{kind}，不是台账，请用 .xlsx、.xls、.ods 或 .csv 报送。")
    if content.startswith(_OTHER_ARCHIVES):
        raise UserError(f"“{name}”其实是压缩包，请解开后报送，或改用 .zip。")
    if content.startswith(_ZIP):
        _check_package(content, name)
        return _calamine(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in content:
            raise UserError(f"“{name}”设了打开密码，请取消密码后重新报送。")
        return _calamine(content, name)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return _markup(content, name)
    return [Sheet(Path(source.file_name).stem, _of_one_width(read_records(content, name), name), file=name)]


def _check_package(content: bytes, name: str) -> None:
    """Refuse what calamine could not survive: other packages, bombs, one cell a million columns away."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            names = {info.filename for info in infos}
            if not any(part.startswith("xl/") or part == "content.xml" for part in names):
                kind = "Word 文档" if any(part.startswith("word/") for part in names) else "别的压缩文件"
                raise UserError(f"“{name}”其实是{kind}，不是台账，请用 .xlsx、.xls、.ods 或 .csv 报送。")
            if sum(info.file_size for info in infos) > _UNPACKED_AT_MOST:
                raise UserError(f"“{name}”解开后太大，请按年度或单位分成几个文件报送。")
            for info in infos:
                if info.filename.startswith("xl/worksheets/") and info.file_size > 0:
                    _check_extent(package.read(info), name)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise _damaged(name) from error


def _check_extent(sheet: bytes, name: str) -> None:
    far = list(_FAR_CELL.finditer(sheet))
    if not far:
        return
    width = max(_column_number(match.group(1)) for match in far)
    height = max(int(number) for number in re.findall(rb'<row r="(\d+)"', sheet) or [b"1"])
    if width * height > _CELLS_AT_MOST:
        last = far[-1]
        cell = (last.group(1) + last.group(2)).decode("ascii")
        raise UserError(f"“{name}”在很远的单元格 {cell} 里有内容，请删去表格右侧和下方的多余内容后重新报送。")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _calamine(content: bytes, name: str) -> list[Sheet]:
    try:
        with _without_panic_report(), CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            merged = merged_ranges(content) if content.startswith(_ZIP) else {}
            visible: list[Sheet] = []
            hidden: list[Sheet] = []
            for index, metadata in enumerate(workbook.sheets_metadata):
                if metadata.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = _sheet(workbook.get_sheet_by_index(index), name, merged)
                if sheet is not None:
                    (visible if metadata.visible == SheetVisibleEnum.Visible else hidden).append(sheet)
    except UserError:
        raise
    except CalamineError as error:
        if "assword" in f"{type(error).__name__} {error}":
            raise UserError(f"“{name}”设了打开密码，请取消密码后重新报送。") from error
        raise _damaged(name) from error
    except BaseException as error:
        # a panic inside calamine arrives as pyo3's PanicException, which is not an Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise _damaged(name) from error
        raise
    if not visible and not hidden:
        raise UserError(f"“{name}”里的工作表都是空的，请检查后重新报送。")
    return visible or hidden


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


def _sheet(sheet: CalamineSheet, file: str, merged: Mapping[str, list[Range]]) -> Sheet | None:
    if sheet.end is None or sheet.start is None:
        return None
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > _CELLS_AT_MOST:
        raise UserError(f"“{file}”的工作表“{sheet.name}”太大，请删去多余的行列后重新报送。")
    cells: list[list[object]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
    return filled_down(sheet.name, cells, sheet.merged_cell_ranges or merged.get(sheet.name, []), file)


def _damaged(name: str) -> UserError:
    return UserError(f"“{name}”打不开或已损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。")


def _markup(content: bytes, name: str) -> list[Sheet]:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
        raise UserError(f"“{name}”是 XML 表格格式，请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。")
    named = charset(content)
    try:
        text = content.decode(named) if named else decode(content, name)
    except (LookupError, UnicodeDecodeError):
        text = decode(content, name)
    parser = TableParser()
    parser.feed(text)
    parser.close()
    if not parser.tables:
        raise UserError(f"“{name}”其实是网页，里面没有表格，请另存为 .xlsx 后重新报送。")
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return [
        filled_down(stem if number == 1 else f"{stem}（{number}）", cells, ranges, name)
        for number, (cells, ranges) in enumerate(parser.tables, start=1)
    ]


def _of_one_width(records: list[list[object]], name: str) -> list[list[object]]:
    """Pad short records, so that every row has every column."""
    width = max(map(len, records), default=0)
    if width * len(records) > _CELLS_AT_MOST:
        raise UserError(f"“{name}”有一行多达 {width} 列，请检查分隔符和引号后重新报送。")
    return [record if len(record) == width else [*record, *[""] * (width - len(record))] for record in records]
