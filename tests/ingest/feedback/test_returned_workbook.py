from datetime import date
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from ingest.feedback import returned_workbook, write_feedback
from ingest.feedback.receipt import Receipt
from ingest.feedback.returned_workbook import LIST_SHEET, ORIGINAL_ROW
from ingest.landing.store import Store
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send, write

WRONG = [
    ACTIVITIES[0],
    ["永安小学党支部", "2025-03-07", "主题党日", "学习两会", "3", "3"],
    ["永按小学党支部", "2025-04-07", "党课", "=1+1", "3", "-"],
    ["永安小学党支部", "2025-02-30", "党课", "@甲", "3", "2"],
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def own_workbook(path: Path) -> Path:
    """Write a clerk's workbook: a title over merged cells, a list beside the ledger, formatting, a merged column."""
    workbook = Workbook()
    page = workbook.active
    page.title = "三月's 台账"
    page["A1"] = "2025年组织生活台账"
    page["A1"].font = Font(bold=True, size=20)
    page.merge_cells("A1:F1")
    for row in WRONG:
        page.append(row)
    page.merge_cells("A3:A4")
    page.column_dimensions["D"].width = 44
    workbook.create_sheet("代码表")["A1"] = "党课"
    workbook.save(path)
    return path


def returned(receipt: Receipt):
    assert receipt.workbook is not None
    return load_workbook(receipt.workbook)


def test_the_clerk_s_own_workbook_comes_back_marked(store: Store, tmp_path: Path) -> None:
    receipt = only(send(store, own_workbook(tmp_path / "三月 台账.xlsx")), "activity")
    assert receipt.workbook is not None and receipt.workbook.name == "退回_三月 台账.xlsx"
    workbook = returned(receipt)
    assert workbook.sheetnames == [LIST_SHEET, "三月's 台账", "代码表"]
    page = workbook["三月's 台账"]
    assert page["A1"].font.size == 20 and page.column_dimensions["D"].width == 44
    assert page["B5"].fill.start_color.rgb == "FFFFC7CE" and "2025-02-30" in page["B5"].comment.text
    assert page["B3"].comment is None and page["B3"].fill.fill_type is None
    links = [(cell.value, cell.hyperlink.location or cell.hyperlink.target) for cell in workbook[LIST_SHEET]["C"][5:]]
    assert (5, "'三月''s 台账'!B5") in [(row, link.lstrip("#")) for row, link in links]


def test_a_corrected_workbook_is_taken_in_and_forgets_its_marks(store: Store, tmp_path: Path) -> None:
    receipt = only(send(store, own_workbook(tmp_path / "三月 台账.xlsx")), "activity")
    workbook = returned(receipt)
    workbook["三月's 台账"]["B5"] = date(2025, 2, 28)
    half = tmp_path / "退回_改.xlsx"
    workbook.save(half)
    again = only(send(store, half), "activity")
    assert again.read == receipt.read and again.accepted == 1
    if again.workbook is not None:
        page = load_workbook(again.workbook)["三月's 台账"]
        assert page["B5"].comment is None and page["B5"].fill.fill_type is None


@pytest.mark.parametrize("name", ["活动.csv", "活动.xls", "活动.ods"])
def test_other_formats_come_back_as_a_workbook_of_the_same_rows(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".csv"):
        write(tmp_path, name, WRONG, "gbk")
    elif name.endswith(".xls"):
        book = xlwt.Workbook()
        page = book.add_sheet("活动")
        for row, cells in enumerate(WRONG):
            for column, value in enumerate(cells):
                page.write(row, column, value)
        book.save(str(path))
    else:
        write_ods(path)
    receipt = only(send(store, path), "activity")
    assert counts(receipt) == (3, 1, 0, 2)
    workbook = returned(receipt)
    page = workbook["活动"]
    assert page["A3"].comment is not None and page["B4"].comment is not None
    assert page["D3"].value == "=1+1" and page["D3"].data_type == "s" and page["D3"].quotePrefix
    page["A3"] = "永安小学党支部"
    page["B4"] = "2025-02-28"
    corrected = tmp_path / "改正.xlsx"
    workbook.save(corrected)
    assert counts(only(send(store, corrected), "activity")) == (3, 2, 1, 0)


def write_ods(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="活动")
    for cells in WRONG:
        row = TableRow()
        for value in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))


def test_of_a_very_large_file_only_head_and_returned_rows_come_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned_workbook, "_ROWS_OF_OWN_WORKBOOK", 3)
    monkeypatch.setattr(write_feedback, "call", lambda write, *told, about: write(*told))
    workbook = returned(only(send(store, write(tmp_path, "活动.csv", [["2025年台账"], *WRONG])), "activity"))
    page = workbook["活动"]
    assert [cell.value for cell in page["G"]] == [None, ORIGINAL_ROW, 4, 5]
    assert page["A3"].value == "永按小学党支部" and page["A3"].comment is not None
    page["A3"], page["B4"] = "永安小学党支部", "2025-02-28"
    corrected = tmp_path / "改正.xlsx"
    workbook.save(corrected)
    assert counts(only(send(store, corrected), "activity")) == (2, 2, 0, 0)


def test_nothing_that_we_list_can_become_a_formula(store: Store, tmp_path: Path) -> None:
    rows = [ACTIVITIES[0], ["=cmd|' /C calc'!A0", "2025-03-07", "党课", "甲", "", ""]]
    workbook = returned(only(send(store, write(tmp_path, "活动.csv", rows)), "activity"))
    for page in workbook.worksheets:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_two_ledgers_of_one_workbook_come_back_in_one(store: Store, tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.title = "活动"
    for row in WRONG:
        workbook["活动"].append(row)
    workbook.create_sheet("学校")
    for row in (["学校代码", "学校名称", "学段", "所属片区"], ["2109", "云岭区山边小学", "小学", "城东片区"]):
        workbook["学校"].append(row)
    workbook.save(tmp_path / "两种.xlsx")
    receipts = send(store, tmp_path / "两种.xlsx")
    assert [receipt.ledger for receipt in receipts] == ["school", "activity"]
    assert receipts[0].folder == receipts[1].folder and receipts[0].workbook is None
    assert returned(receipts[1]).sheetnames == [LIST_SHEET, "活动", "学校"]


def test_control_and_direction_characters_keep_no_workbook_from_going_back(store: Store, tmp_path: Path) -> None:
    """A sentence that quoted one could be written into no comment, and the whole workbook was missing."""
    rows = [
        ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"],
        ["永\u202e按小\x07学党支部", "2025-02-\x0130", "党课", "\u200b＝1+1\x02", "3", "-"],
    ]
    receipt = only(send(store, write(tmp_path, "\u202e台账.csv", rows)), "activity")
    workbook = returned(receipt)
    page = workbook[workbook.sheetnames[1]]
    assert page["A2"].value == "永按小学党支部" and "永按小学" in page["A2"].comment.text
    assert page["D2"].value == "＝1+1" and page["D2"].quotePrefix
