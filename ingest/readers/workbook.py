"""Read a file into sheets, by what it is rather than by how it is called."""

from __future__ import annotations

from pathlib import Path

from ingest.bounded import limits
from ingest.errors import UserError
from ingest.readers.collect import SourceFile
from ingest.readers.encrypted import decrypted, is_encrypted, is_locked_by_software
from ingest.readers.markup import read_markup, read_web_archive
from ingest.readers.package import inspect, opened
from ingest.readers.pdf import read_pdf
from ingest.readers.refused import OLD_WORD, PICTURE, is_really
from ingest.readers.sheet import Sheet
from ingest.readers.spreadsheet import NeedsPassword, read_old_workbook, read_workbook
from ingest.readers.text import read_records
from ingest.readers.word import read_word

__all__ = ["Sheet", "read_sheets"]

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF"
_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_WORD_STREAM, _WORKBOOK_STREAM, _BOOK_STREAM = (
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book")
)


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
    _refuse_what_is_no_table(content, name)
    if content.startswith(_PDF):
        return read_pdf(content, name)
    if content.startswith(_OLE):
        return _old_workbook(content, name)
    if content.startswith(_ZIP):
        return _package(content, name)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"mime-version:"):
        return read_web_archive(content, name)
    if start.startswith(b"<"):
        return read_markup(content, name)
    return [Sheet(Path(source.file_name).stem, _of_one_width(read_records(content, name), name), file=name)]


def _refuse_what_is_no_table(content: bytes, name: str) -> None:
    if content.startswith(_PICTURES) or (content.startswith(b"BM") and content[6:10] == bytes(4)):
        raise UserError(f"“{name}”是{PICTURE}。")
    if content.startswith(_OTHER_ARCHIVES):
        raise UserError(f"“{name}”其实是压缩包，请解开后报送，或改用 .zip。")
    if content.startswith(b"{\\rtf"):
        raise UserError(f"“{name}”是 RTF 文档，请用 Word 或 WPS 打开，另存为 .docx 后重新报送。")
    if is_locked_by_software(content):
        raise UserError(
            f"“{name}”被单位的文档加密软件加了密，离开本单位的电脑就打不开。请在本单位电脑上解密（或另存为不加密的文件）后重新报送。"
        )


def _old_workbook(content: bytes, name: str) -> list[Sheet]:
    """Read what is kept in an OLE container: an .xls, or any workbook that is encrypted."""
    if _WORD_STREAM in content and _WORKBOOK_STREAM not in content and _BOOK_STREAM not in content:
        raise UserError(f"“{name}”是{OLD_WORD}。")
    if not is_encrypted(content):
        try:
            return read_old_workbook(content, name)
        except NeedsPassword:
            pass
    plain = decrypted(content, name)
    try:
        return _package(plain, name) if plain.startswith(_ZIP) else read_old_workbook(plain, name)
    except NeedsPassword as error:
        raise UserError(f"“{name}”设了打开密码，请取消密码后重新报送。") from error


def _package(content: bytes, name: str) -> list[Sheet]:
    with opened(content, name) as package:
        names = package.namelist()
        if any(part.startswith("word/") for part in names):
            return read_word(package, name)
        if "mimetype" in names and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
            raise UserError(f"“{name}”是 OpenDocument 文字文档，请用 Word 或 WPS 打开，另存为 .docx 后重新报送。")
        if not any(part.startswith("xl/") or part == "content.xml" for part in names):
            raise is_really(name, "别的压缩文件")
        inspected = inspect(package, name)
    try:
        return read_workbook(content, name, inspected)
    except NeedsPassword as error:
        raise UserError(f"“{name}”设了打开密码，请取消密码后重新报送。") from error


def _of_one_width(records: list[list[object]], name: str) -> list[list[object]]:
    """Pad short records, so that every row has every column."""
    width = max(map(len, records), default=0)
    if width * len(records) > limits.GRID_CELLS:
        raise UserError(f"“{name}”有一行多达 {width} 列，请检查分隔符和引号后重新报送。")
    return [record if len(record) == width else [*record, *[""] * (width - len(record))] for record in records]
