"""Read CSV, TSV and TXT: find the encoding and the delimiter, keep the spreadsheet's row numbers."""

import csv
import io
import re
from collections.abc import Iterator

from ingest.errors import UserError

_DELIMITERS = (",", "\t", ";", "，", "|")
_SAMPLE_RECORDS = 60
_SEPARATOR_LINE = re.compile(r"^\s*sep=(.)\s*$", re.IGNORECASE)
_FIELD_AT_MOST = 1_000_000


def decode(content: bytes, name: str) -> str:
    """Return the text: by byte-order mark, else UTF-8, else GB18030 (which holds GBK and GB2312).

    UserError when no encoding fits, or when the file ends in the middle of a character (it was cut off).
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return _strictly(content[3:], "utf-8", name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16", name)
    head = content[:2000]
    if b"\x00" in head:  # UTF-16 without a mark: ASCII characters show which half comes first
        little = head[1::2].count(0) >= head[::2].count(0)
        return _strictly(content, "utf-16-le" if little else "utf-16-be", name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            raise _cut_off(name) from error
    return _strictly(content, "gb18030", name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(content) and error.start > 0:
            raise _cut_off(name) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"“{name}”第 {line} 行附近的文字编码无法识别，请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。"
        ) from error


def _cut_off(name: str) -> UserError:
    return UserError(f"“{name}”的末尾不完整（传输或保存时被截断），请重新导出后报送。")


def read_records(content: bytes, name: str) -> list[list[object]]:
    """Return every record, blank ones included, so that a record's place is its row number in a spreadsheet."""
    text = decode(content, name)
    declared = _SEPARATOR_LINE.match(text.split("\n", 1)[0].rstrip("\r"))
    if declared:  # spreadsheet programs obey this line and do not show it
        text = text.split("\n", 1)[1] if "\n" in text else ""
        delimiter = declared.group(1)
    else:
        delimiter = _sniff(text)
    previous = csv.field_size_limit(_FIELD_AT_MOST)
    try:
        return list(_records(text, delimiter, name))
    finally:
        csv.field_size_limit(previous)


def _records(text: str, delimiter: str, name: str) -> Iterator[list[object]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 0
    try:
        for record in reader:
            start = reader.line_num
            yield [_unprotected(cell) for cell in record]
    except csv.Error as error:
        problem = str(error)
        if "unexpected end of data" in problem or "field larger" in problem:
            raise UserError(
                f"“{name}”从第 {start + 1} 行起有一个双引号没有配对，后面的内容分不清行列，请改正后重新报送。"
            ) from error
        yield from _records_with_loose_quotes(text, delimiter, start, name)


def _records_with_loose_quotes(text: str, delimiter: str, start: int, name: str) -> Iterator[list[object]]:
    """Go on from a line where a quoted field is followed by stray text, the way spreadsheet programs do."""
    rest = io.StringIO(text, newline="")
    for _ in range(start):
        rest.readline()
    try:
        for record in csv.reader(rest, delimiter=delimiter):
            yield [_unprotected(cell) for cell in record]
    except csv.Error as error:
        raise UserError(f"“{name}”第 {start + 1} 行之后有无法读取的内容，请另存为 .xlsx 后重新报送。") from error


def _unprotected(cell: str) -> str:
    """Undo `="0012"`, with which systems keep spreadsheet programs from taking a code for a number."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def _sniff(text: str) -> str:
    """Return the delimiter that parts the first records into most fields; the commoner one wins a tie."""
    head = text[:200_000]

    def fields(delimiter: str) -> int:
        total = 0
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            for count, record in enumerate(reader):
                if count >= _SAMPLE_RECORDS:
                    break
                total += len(record) - 1 if len(record) > 2 else 0
        except csv.Error:
            return total
        return total

    return max(_DELIMITERS, key=fields)
