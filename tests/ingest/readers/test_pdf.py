"""PDF: tables of a text layer become sheets that a person has to confirm; scans are refused with what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typst
from PIL import Image
from pypdf import PdfWriter

from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.readers.workbook import read_sheets
from tests.ingest.small_district import basics, send

TABLE = """#table(columns: 4, [党组织], [活动日期], [活动类型], [活动主题],
  table.cell(rowspan: 2)[永安小学党支部], [2025-03-07], [党课], [学习两会],
  [2025-04-07], [主题党日], [学习党史])"""


def pdf(path: Path, *blocks: str) -> Path:
    page = '#set page(width: 20cm, height: 10cm)\n#set text(font: "Noto Sans SC", size: 10pt)\n'
    source = path.with_suffix(".typ")
    source.write_text(page + "\n\n".join(blocks), encoding="utf-8")
    import pylopdf_fonts_zh_cn as fonts

    path.write_bytes(typst.compile(str(source), font_paths=[str(Path(fonts.__file__).parent)]))
    return path


def test_a_table_is_a_sheet_with_the_lines_above_it_and_awaits_a_person(tmp_path: Path) -> None:
    (sheet,) = read_sheets(pdf(tmp_path / "a.pdf", "2025年组织生活登记表", TABLE))
    assert (sheet.name, sheet.first_row, sheet.needs_confirmation) == ("第1页表1", 0, True)
    assert sheet.cells == [
        ["2025年组织生活登记表", "", "", ""], ["党组织", "活动日期", "活动类型", "活动主题"],
        ["永安小学党支部", "2025-03-07", "党课", "学习两会"], ["永安小学党支部", "2025-04-07", "主题党日", "学习党史"],
    ]  # fmt: skip
    assert sheet.spans == ((2, 0, 3, 0),)


def test_a_table_that_goes_on_over_the_page_is_known(tmp_path: Path) -> None:
    sheets = read_sheets(pdf(tmp_path / "a.pdf", "标题", TABLE, "#pagebreak()", TABLE))
    assert [(sheet.name, sheet.continues) for sheet in sheets] == [("第1页表1", False), ("第2页表1", True)]


def test_nothing_of_a_pdf_is_landed_before_a_person_has_confirmed_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    (receipt,) = send(store, pdf(tmp_path / "登记.pdf", TABLE))
    assert receipt.ledger == "activity" and receipt.refused is not None
    assert "“登记.pdf”是 PDF" in receipt.refused and "确认版式" in receipt.refused
    assert not store.live_frame("activity").height


def scan(path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PDF")
    path.write_bytes(picture.getvalue())
    return path


def locked(path: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("1234", algorithm="RC4-128")
    writer.write(str(path))
    return path


@pytest.mark.parametrize(
    ("make", "why"),
    [(scan, "照片或扫描件"), (locked, "设了密码"), (lambda path: pdf(path, "一段文字"), "没有带框线的表格")],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, make: object, why: str) -> None:
    with pytest.raises(UserError, match=why) as raised:
        read_sheets(make(tmp_path / "a.pdf"))  # type: ignore[operator]
    assert "报送原来的电子表格" in str(raised.value)
