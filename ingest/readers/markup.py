"""Web pages, web archives and XML Spreadsheet 2003, which web systems hand out under the name .xls."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from ingest.errors import UserError
from ingest.readers.html import TableParser, charset
from ingest.readers.marks import marked
from ingest.readers.sheet import Sheet, filled_down
from ingest.readers.text import decode
from ingest.readers.xml_2003 import read_xml_2003

_XML_2003 = re.compile(rb"<(\w+:)?Workbook[\s>]")
_SHEET_NAMES = re.compile(r"<x:ExcelWorksheet>.*?<x:Name>(.*?)</x:Name>", re.DOTALL)


def read_markup(content: bytes, name: str) -> list[Sheet]:
    """Read a file that begins with a tag; UserError if there is no table in it."""
    head = content[:4096]
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and _XML_2003.search(head):
        return read_xml_2003(content, name)
    tables = _tables(_text(content, charset(content), name), name)
    if not tables:
        raise UserError(f"“{name}”其实是网页，里面没有表格，请另存为 .xlsx 后重新报送。")
    return tables


def read_web_archive(content: bytes, name: str) -> list[Sheet]:
    """Read an MHTML file, in which Excel keeps a page a sheet; UserError if there is no table in it."""
    pages = list(_pages(content, name))
    names = [found.strip() for page in pages for found in _SHEET_NAMES.findall(page)]
    found = [sheet for page in pages for sheet in _tables(page, name)]
    if not found:
        raise UserError(f"“{name}”其实是网页存档，里面没有表格，请另存为 .xlsx 后重新报送。")
    for number, sheet in enumerate(found):
        if len(names) == len(found):
            sheet.name = names[number]
        elif number:
            sheet.name = f"{found[0].name}（{number + 1}）"
    return found


def _pages(content: bytes, name: str) -> Iterator[str]:
    """Yield the web pages in an archive that are not empty."""
    for part in email.message_from_bytes(content, policy=email.policy.compat32).walk():
        payload = _payload(part) if part.get_content_type() == "text/html" else b""
        if payload:
            yield _text(payload, part.get_content_charset() or charset(payload), name)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(content: bytes, named: str | None, name: str) -> str:
    try:
        return content.decode("gb18030" if named in {"gb2312", "gbk"} else named) if named else decode(content, name)
    except (LookupError, UnicodeDecodeError):
        return decode(content, name)


def _tables(text: str, name: str) -> list[Sheet]:
    parser = TableParser()
    parser.feed(text)
    parser.close()
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return [
        marked(filled_down(stem if number == 1 else f"{stem}（{number}）", cells, ranges, name), marks)
        for number, (cells, ranges, marks) in enumerate(parser.tables, start=1)
    ]
