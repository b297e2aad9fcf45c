"""A template, filled in and sent back, is read as what it is."""

from pathlib import Path

import openpyxl
import pytest

from ingest.feedback.template import write_template
from ingest.ledger import Ledger, load_ledgers
from ingest.readers.workbook import read_sheets
from ingest.recognition.recognise import recognise_file
from ingest.recognition.tidy import tidy

LEDGERS = load_ledgers()


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))
def test_a_filled_template_comes_back_whole_and_the_example_does_not_count(ledger: Ledger, tmp_path: Path) -> None:
    path = write_template(ledger, tmp_path / "模板 夹")
    assert path.name == f"{ledger.title}模板.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for place in range(2, sheet.max_column + 1):
        sheet.cell(5, place).value = sheet.cell(4, place).value
    sheet.cell(5, 1).value = 1
    book.save(path)
    result = recognise_file(read_sheets(path), LEDGERS)
    assert result.refusal is None
    (table,) = result.tables
    tidied = tidy(table, ledger)
    assert (table.ledger, tidied.frame["_row"].to_list(), tidied.faults) == (ledger.id, [5], [])
    for column_id, value in ledger.example.items():
        if not isinstance(value, str):
            assert tidied.frame[column_id].to_list() == [value]
        else:
            assert tidied.frame[column_id].null_count() == 0


def test_required_columns_are_marked_and_values_have_drop_downs(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(LEDGERS["member"], tmp_path))
    sheet = book["党员花名册"]
    assert [cell.value for cell in sheet[3]][:4] == ["序号", "党员编号", "姓名*", "公民身份证号"]
    assert sheet["D3"].number_format == "General" and sheet.column_dimensions["D"].width > 10
    assert sheet["D4"].number_format == "@", "an identity number that becomes a number loses digits"
    assert sheet.freeze_panes == "B4"
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 8
    assert book["选项"].sheet_state == "hidden"
    assert "填表说明" in book.sheetnames


def test_a_blank_template_holds_no_rows(tmp_path: Path) -> None:
    (table,) = recognise_file(read_sheets(write_template(LEDGERS["activity"], tmp_path)), LEDGERS).tables
    assert tidy(table, LEDGERS["activity"]).frame.height == 0
