"""The first 自己的工作簿 of somebody: sheets 透视, 数据 and 说明; rows are filled in by `refill`; pure."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.own_workbook import pivot
from dashboards.exports.own_workbook.figures import COLUMNS
from dashboards.exports.own_workbook.owner import Owner
from dashboards.exports.own_workbook.sheet_rows import HEADER_ROW

TABLE_NAME = "指标数据"
"""By which the data are found again, whatever its owner calls the sheet."""
_DECIMALS = frozenset({"数值", "标准"})
_WIDTHS = {"编号": 8, "指标": 30, "类别": 12, "单位": 26, "学校": 22, "片区": 14, "状态": 14}
_PIVOT = pivot.Pivot(
    source=TABLE_NAME,
    columns=tuple(COLUMNS),
    filters=("片区", "学段"),
    lines=("年度", "单位层级", "指标"),
    across="状态",
    counted="单位",
)
_NOTES = (
    "这个工作簿是给您自己做表、做图用的。",
    "“数据”这张表由系统填：一行是一个指标、一个单位、一个年度的数，列名和页面上一样，范围也和您在页面上看到的一样。",
    "“透视”在打开工作簿时自动刷新，数的是各年度、各层级、每个指标处于各种状态的单位有几个；字段可以自己拖。",
    "您可以自己加工作表、图表和公式，引用“数据”里的列，更新时都保留；请不要在“数据”这张表的旁边或下面写东西，不要改列名。",
    f'取一个数的公式：=SUMIFS({TABLE_NAME}[数值],{TABLE_NAME}[单位],"某某学校",{TABLE_NAME}[编号],"L01",{TABLE_NAME}[年度],2026)',
    "没有数的格子是空的：没有报送、不适用，或者人数太少不便显示，看“状态”。率不能直接平均：要合起来，用分子之和除以分母之和。",
    "更新：在“指标页”下方上传这个工作簿，下载新的；或者运行 dangjian export，--out 写这个文件。",
    "更新只换“数据”，别的都不动。",
    "数据供工作参考，不代替评议结论。",
)


def blank(owner: Owner) -> bytes:
    """Return a workbook without rows for its owner, who alone may have it filled."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, value in owner.properties().items():
        book.set_custom_property(name, value)
    book.add_worksheet("透视").set_column(0, 0, 36)
    _write_head(book, book.add_worksheet("数据"))
    notes = book.add_worksheet("说明")
    notes.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for line, text in enumerate(_NOTES):
        notes.write_string(line, 0, text)
    book.close()
    return _with_pivot(out.getvalue())


def _write_head(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write headers and one row: its looks are those of all rows to come."""
    plain, decimal = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "num_format": "0.0"})
    sheet.write_string(0, 0, "", book.add_format({"bold": True}))
    columns = [{"header": name} for name in COLUMNS]
    sheet.add_table(HEADER_ROW - 1, 0, HEADER_ROW, len(columns) - 1, {"name": TABLE_NAME, "columns": columns})
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS.get(name, 10))
        sheet.write_blank(HEADER_ROW, place, None, decimal if name in _DECIMALS else plain)
    sheet.freeze_panes(HEADER_ROW, 2)


def _with_pivot(content: bytes) -> bytes:
    """Put the pivot on the first sheet: XlsxWriter makes all but that."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for info in made.infolist():
            package.writestr(info.filename, _joined(info.filename, made.read(info)))
        for name, part in _PIVOT.parts().items():
            package.writestr(name, part)
        sheet = pivot.relations({"rId1": (pivot.TABLE_RELATION, "../pivotTables/pivotTable1.xml")})
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", sheet)
    return out.getvalue()


def _joined(name: str, part: bytes) -> bytes:
    """Return a part with its mention of the pivot, where it has to have one."""
    if name == "[Content_Types].xml":
        kinds = "".join(
            f'<Override PartName="/{one}" ContentType="{kind}"/>' for one, kind in pivot.CONTENT_TYPES.items()
        )
        return part.replace(b"</Types>", kinds.encode() + b"</Types>")
    if name == "xl/_rels/workbook.xml.rels":
        target = pivot.relation("rIdPivot", pivot.CACHE_RELATION, pivot.CACHE.removeprefix("xl/"))
        return part.replace(b"</Relationships>", target.encode() + b"</Relationships>")
    if name == "xl/workbook.xml":
        caches = f'<pivotCaches><pivotCache cacheId="{pivot.CACHE_ID}" r:id="rIdPivot"/></pivotCaches>'
        return part.replace(b"</workbook>", caches.encode() + b"</workbook>")
    return part
