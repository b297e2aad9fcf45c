"""XML Spreadsheet 2003 and web archives, called .xls by the systems that write them."""

from datetime import date, time
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.readers.sheet import Uncomputed
from ingest.readers.workbook import read_sheets

XML = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="台账"><Table><Column ss:Index="3" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">一小支部</Data></Cell>
 <Cell><Data ss:Type="DateTime">2026-03-12T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">11</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="DateTime">1899-12-31T14:30:00.000</Data></Cell>
 <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>加</B>粗</ss:Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:StyleID="s1"><Data ss:Type="String">a</Data></Cell>
 <Cell ss:StyleID="s1"><Data ss:Type="String">b</Data></Cell></Row>
<Row><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1+1"/></Row>
</Table></Worksheet>
<Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "GBK"])
def test_xml_spreadsheet_2003_is_read_with_its_spans_types_and_marks(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.xls").write_bytes(XML.format(encoding=encoding).encode("utf-8" if encoding == "UTF-8" else "gbk"))
    (sheet,) = read_sheets(tmp_path / "a.xls")
    assert sheet.cells == [
        ["标题", "", ""], ["", "", ""], ["一小支部", date(2026, 3, 12), 11.0], ["一小支部", time(14, 30), "加粗"],
        ["a", "b", ""], ["#N/A", "=1+1", ""],
    ]  # fmt: skip
    assert isinstance(sheet.cells[5][1], Uncomputed)
    assert (sheet.name, sheet.struck_rows, sheet.hidden_rows, sheet.hidden_columns) == ("台账", {4}, {4}, {2})
    assert sheet.hidden_sheets == ("旧",)


def test_entities_in_xml_are_refused(tmp_path: Path) -> None:
    text = XML.format(encoding="UTF-8").replace(
        "<?mso", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><?mso'
    )
    (tmp_path / "a.xls").write_text(text.replace("标题", "&b;"), encoding="utf-8")
    with pytest.raises(UserError, match="损坏"):
        read_sheets(tmp_path / "a.xls")


def test_a_web_archive_is_read_page_by_page(tmp_path: Path) -> None:
    page = "<html><head><meta charset=gb2312></head><table><tr><td>{0}<td>活动日期</tr></table></html>"
    pages = [page.format(name).encode("gbk").decode("latin-1") for name in ("党组织", "党支部")]
    names = "<x:ExcelWorksheet><x:Name>{0}</x:Name></x:ExcelWorksheet>"
    index = "".join(names.format(name) for name in ("甲", "乙")).encode("gbk").decode("latin-1")
    parts = [f"<html><meta charset=gb2312><xml>{index}</xml></html>", *pages]
    text = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_x"\r\n\r\n' + "".join(
        f"----=_x\r\nContent-Location: file:///C:/s{number}.htm\r\nContent-Transfer-Encoding: 8bit\r\n"
        f'Content-Type: text/html; charset="gb2312"\r\n\r\n{part}\r\n\r\n'
        for number, part in enumerate(parts)
    )
    (tmp_path / "a.xls").write_bytes((text + "----=_x--\r\n").encode("latin-1"))
    assert [(sheet.name, sheet.cells) for sheet in read_sheets(tmp_path / "a.xls")] == [
        ("甲", [["党组织", "活动日期"]]),
        ("乙", [["党支部", "活动日期"]]),
    ]


def test_a_web_archive_without_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("MIME-Version: 1.0\nContent-Type: text/html\n\n<html>登录</html>", encoding="utf-8")
    with pytest.raises(UserError, match="没有表格"):
        read_sheets(tmp_path / "a.xls")
