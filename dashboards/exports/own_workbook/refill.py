"""Fill 自己的工作簿 anew: only the rows of its table change, all else its owner made stays as it is; pure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from dashboards.exports.own_workbook.blank import TABLE_NAME
from dashboards.exports.own_workbook.figures import COLUMNS, Cell
from dashboards.exports.own_workbook.owner import Owner
from dashboards.exports.own_workbook.package import Parts, opened_parts
from dashboards.exports.own_workbook.sheet_rows import HEADER_ROW, Looks, sheet_data
from ingest.errors import UserError
from ingest.readers.xml import Element, ends_of, name_of, parse_xml

MOST_ROWS = 1_048_576 - HEADER_ROW
"""What a sheet of Excel holds below the headers."""
_DATA = re.compile(rb"<sheetData\s*/>|<sheetData[ >].*</sheetData\s*>", re.DOTALL)
_EXTENT = re.compile(rb'(<dimension\b[^>]*\bref=")[^"]*(")')
_MOVED = "工作表“数据”里只能有系统填的表：{what}。请把自己加的内容移到别的工作表（可以引用“数据”），保存后再更新。"
_SAVED_ELSEWHERE = "这个工作簿的写法认不出来，请用 Excel 或 WPS 打开，另存为 .xlsx，再更新。"
_BEFORE_FORMULAS = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""Elements of a workbook that stand before `calcPr`, whose place is fixed."""


@dataclass(frozen=True)
class Filling:
    """What is filled in: for whom, what the numbers are of in a line, and the rows under `COLUMNS`."""

    owner: Owner
    origin: str
    rows: Sequence[Sequence[Cell]]


def refilled(content: bytes, name: str, filling: Filling) -> bytes:
    """Return the workbook with these rows; UserError where it is none of ours, another's, or has other things there."""
    if len(filling.rows) > MOST_ROWS:
        raise UserError(f"共 {len(filling.rows)} 行，一张 Excel 工作表放不下；请用 --out 写一个 .duckdb 文件。")
    with opened_parts(content, name) as parts:
        _check_owner(parts, name, filling.owner)
        table_part, table = _our_table(parts, name)
        sheet_part = parts.holder_of(table_part)
        sheet = parts.read(sheet_part)
        _check_alone(table, sheet)
        last = f"{xl_col_to_name(len(COLUMNS) - 1)}{HEADER_ROW + max(1, len(filling.rows))}"
        changed = {
            sheet_part: _with_rows(sheet, filling, last),
            table_part: _over(table, f"A{HEADER_ROW}:{last}"),
            parts.workbook: _worked_out_anew(parse_xml(parts.read(parts.workbook))),
        }
        return _copied(parts, changed)


def _copied(parts: Parts, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for info in parts.package.infolist():
            package.writestr(info, changed.get(info.filename) or parts.package.read(info))
    return out.getvalue()


def _check_owner(parts: Parts, name: str, owner: Owner) -> None:
    """Raise UserError unless the workbook was made for this role and unit: another's numbers are still in it."""
    said = Owner.said_by(parts.property)
    if said is None:
        raise UserError(f"“{name}”不是从本系统导出的工作簿，不会改动。请先导出一个新的。")
    if said != owner:
        raise UserError(
            f"“{name}”是给“{said}”的，不是给“{owner}”的，里面有那边的数，不能这样更新。请另外导出一个新的。"
        )


def _our_table(parts: Parts, name: str) -> tuple[str, Element]:
    for part in parts.names("xl/tables/"):
        table = parse_xml(parts.read(part))
        if table.get("displayName") == TABLE_NAME:
            return part, table
    raise UserError(f"“{name}”里没有名叫“{TABLE_NAME}”的表（可能改了名或删了）。请改回来，或者导出一个新的。")


def _check_alone(table: Element, sheet: bytes) -> None:
    """Raise UserError where the table has other columns or something stands beside or below it: it would be lost."""
    names = [column.get("name") for column in table.iterfind("{*}tableColumns/{*}tableColumn")]
    first, _, last = str(table.get("ref")).partition(":")
    if names != list(COLUMNS) or xl_cell_to_rowcol(first) != (HEADER_ROW - 1, 0):
        raise UserError(_MOVED.format(what="列多了、少了、改了名或挪了位置，应当是“" + "、".join(COLUMNS) + "”"))
    extent = _EXTENT.search(sheet)
    reach = sheet[extent.end(1) : extent.start(2)].decode("ascii").rpartition(":")[2] if extent else last
    (row, column), (last_row, last_column) = xl_cell_to_rowcol(reach), xl_cell_to_rowcol(last)
    if row > last_row or column > last_column:
        raise UserError(_MOVED.format(what=f"表到 {last} 为止，{reach} 还有内容或格式"))


def _with_rows(sheet: bytes, filling: Filling, last: str) -> bytes:
    if not _DATA.search(sheet):
        raise UserError(_SAVED_ELSEWHERE)
    rows = sheet_data(filling.origin, tuple(COLUMNS), filling.rows, _looks(sheet))
    sheet = _EXTENT.sub(lambda match: match[1] + f"A1:{last}".encode() + match[2], sheet)
    return _DATA.sub(lambda _: rows, sheet, count=1)


def _looks(sheet: bytes) -> Looks:
    """Return the formats of the cells down to the first row of data; the rest of the sheet is not read."""
    found: dict[tuple[int, int], int] = {}
    for cell in ends_of(sheet, "c"):
        row, column = xl_cell_to_rowcol(cell.get("r", "A1"))
        if row > HEADER_ROW:
            break
        found[row + 1, column + 1] = int(cell.get("s", "0"))
    return found


def _over(table: Element, ref: str) -> bytes:
    """Return the table over `ref`, without a filter or order of its rows: the new ones were not put through it."""
    table.set("ref", ref)
    for kept in table.iterfind("{*}autoFilter"):
        kept.set("ref", ref)
        for child in list(kept):
            kept.remove(child)
    for order in table.findall("{*}sortState"):
        table.remove(order)
    return _bytes(table)


def _worked_out_anew(workbook: Element) -> bytes:
    """Return the workbook with its formulas worked out on opening: their stored results are of the old numbers."""
    found = workbook.find("{*}calcPr")
    if found is None:
        found = etree.Element(f"{{{etree.QName(workbook).namespace}}}calcPr")
        before = [place for place, one in enumerate(workbook) if name_of(one) in _BEFORE_FORMULAS]
        workbook.insert(max(before) + 1, found)
    found.set("fullCalcOnLoad", "1")
    return _bytes(workbook)


def _bytes(element: Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
