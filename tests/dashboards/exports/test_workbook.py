"""Downloads say where they came from, and nothing in them runs."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import polars as pl

from dashboards.exports.workbook import Origin, csv_bytes, workbook_bytes
from tests.dashboards.fixtures.warehouse import ODD_NAME

TAKEN = dt.datetime(2026, 7, 2, 10, 30)
ORIGIN = Origin(
    title="学校对比",
    filters={"年度": "2025年", "片区": "东片区", "单位范围": ODD_NAME},
    as_of=dt.date(2026, 6, 30),
    build_id="b000001",
    viewer="区级查看 示例区",
    definitions=({"指标": "O05 主题党日按月开展率", "分子": "按期开展的月份"},),
)
TABLE = pl.DataFrame(
    {
        "单位": [ODD_NAME, "=HYPERLINK(\"http://x\")", "@cmd", "-1+2", "+1", "\u200b ＝1"],
        "数值": [83.3, None, 1.0, 2.0, 3.0, 4.0],
        "日期": [dt.date(2025, 1, 6)] * 6,
    }
)  # fmt: skip


def test_the_workbook_carries_filters_dates_build_viewer_and_definitions() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(TABLE, ORIGIN, TAKEN)))
    assert book.sheetnames == ["数据", "说明"]
    notes = {str(row[0].value): str(row[1].value) for row in book["说明"].iter_rows(max_col=2) if row[0].value}
    assert notes["筛选：片区"] == "东片区"
    assert notes["数据截止"] == "2026-06-30"
    assert notes["数据版本"] == "b000001"
    assert notes["下载人"] == "区级查看 示例区"
    assert notes["下载时间"] == "2026-07-02 10:30:00"
    assert notes["分子"] == "按期开展的月份"
    assert "区级查看" in book["数据"].oddHeader.right.text
    assert "b000001" in book["数据"].oddFooter.left.text


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    """A name that begins with = + - @ would run when the file is opened."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(TABLE, ORIGIN, TAKEN)))["数据"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert names == [ODD_NAME, '\'=HYPERLINK("http://x")', "'@cmd", "'-1+2", "'+1", "' ＝1"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [83.3, None, 1, 2, 3, 4]


def test_the_csv_opens_in_excel_and_carries_its_origin() -> None:
    raw = csv_bytes(TABLE, ORIGIN, TAKEN)
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert "# 数据版本,b000001" in text
    assert "\r\n'=HYPERLINK" not in text.replace('"', "")[:0] + text
    assert "'@cmd" in text and "\n@cmd" not in text


def test_the_file_name_says_what_year_and_up_to_when() -> None:
    assert ORIGIN.stem == "学校对比_2025年_数据截止20260630"


def test_an_empty_table_still_makes_a_file() -> None:
    empty = pl.DataFrame(schema={"单位": pl.String})
    assert openpyxl.load_workbook(io.BytesIO(workbook_bytes(empty, ORIGIN, TAKEN)))["数据"]["A1"].value == "单位"
