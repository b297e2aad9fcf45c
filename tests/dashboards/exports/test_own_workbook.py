"""自己的工作簿: the numbers of a role beside what its people made of them, which filling it anew must not touch."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.exports.own_workbook.blank import TABLE_NAME, blank
from dashboards.exports.own_workbook.figures import COLUMNS, figures
from dashboards.exports.own_workbook.owner import Owner
from dashboards.exports.own_workbook.refill import Filling, refilled
from dashboards.exports.own_workbook.sheet_rows import HEADER_ROW
from dashboards.exports.own_workbook.write import write_own_workbook
from dashboards.exports.role_database import write_role_database
from dashboards.shared.viewer import ADMIN, BRANCH, DISTRICT, SCHOOL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from tests.dashboards.fixtures.warehouse import UNITS

OWNER = Owner(SCHOOL, "S2", "第二中学")
ROW = tuple(f"甲{place}" if place < 9 else 0.5 for place in range(len(COLUMNS)))
DATA = "数据"


def filling(*rows: tuple[str | float, ...], owner: Owner = OWNER) -> Filling:
    return Filling(owner, "数据截止 2025-12-31", rows or (ROW,))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def edited(content: bytes, edit: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return the workbook as another program saves it: parts renamed, texts shared, formats numbered anew."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)[DATA]
    return list(sheet.iter_rows(min_row=HEADER_ROW, values_only=True))


def with_their_own(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("我的表")
    sheet["A1"] = f"=SUM({DATA}!J{HEADER_ROW + 1}:J999)"
    sheet["A2"] = "自己写的"
    chart = BarChart()
    chart.add_data(Reference(book[DATA], min_col=10, min_row=HEADER_ROW, max_row=HEADER_ROW + 1), titles_from_data=True)
    sheet.add_chart(chart, "C3")
    book[DATA].column_dimensions["B"].width = 77
    book[DATA].cell(HEADER_ROW + 1, 10).number_format = "0.000"


@pytest.mark.parametrize("saved", [lambda content: content, lambda content: edited(content, with_their_own)])
def test_only_the_data_change_and_each_other_part_stays_byte_for_byte(saved: Callable[[bytes], bytes]) -> None:
    kept = saved(refilled(blank(OWNER), "表.xlsx", filling()))
    anew = refilled(kept, "表.xlsx", filling(ROW, ROW, ROW))
    before, after = parts(kept), parts(anew)
    assert before.keys() == after.keys()
    touched = {name.rpartition("/")[2] for name in before if before[name] != after[name]} - {"workbook.xml"}
    assert touched == {"sheet2.xml", "table1.xml"}
    assert rows_of(anew) == [tuple(COLUMNS), ROW, ROW, ROW]


def test_their_sheets_charts_widths_and_formats_are_there_after_it() -> None:
    kept = edited(refilled(blank(OWNER), "表.xlsx", filling()), with_their_own)
    book = openpyxl.load_workbook(io.BytesIO(refilled(kept, "表.xlsx", filling(ROW, ROW))))
    assert book.sheetnames == ["透视", DATA, "说明", "我的表"]
    assert book["我的表"]["A2"].value == "自己写的" and len(book["我的表"]._charts) == 1
    assert book[DATA].column_dimensions["B"].width == 77
    assert {book[DATA].cell(row, 10).number_format for row in (HEADER_ROW + 1, HEADER_ROW + 2)} == {"0.000"}
    assert book.calculation.fullCalcOnLoad


def test_the_pivot_is_over_the_table_and_is_worked_out_on_opening() -> None:
    content = refilled(blank(OWNER), "表.xlsx", filling(ROW, ROW))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book[DATA].tables[TABLE_NAME].ref == f"A{HEADER_ROW}:R{HEADER_ROW + 2}"
    (pivot,) = book["透视"]._pivots
    assert pivot.cache.cacheSource.worksheetSource.name == TABLE_NAME
    assert pivot.cache.refreshOnLoad and [one.name for one in pivot.cache.cacheFields] == list(COLUMNS)
    assert pivot.dataFields[0].subtotal == "count" and not any("pivotCacheRecords" in name for name in parts(content))


def test_fewer_rows_leave_none_of_the_old_ones_and_none_leave_an_empty_table() -> None:
    kept = refilled(blank(OWNER), "表.xlsx", filling(ROW, ROW, ROW))
    assert rows_of(refilled(kept, "表.xlsx", filling(ROW))) == [tuple(COLUMNS), ROW]
    empty = refilled(kept, "表.xlsx", Filling(OWNER, "", ()))
    assert openpyxl.load_workbook(io.BytesIO(empty))[DATA].tables[TABLE_NAME].ref == f"A{HEADER_ROW}:R{HEADER_ROW + 1}"


def test_a_filter_that_was_left_on_hides_none_of_the_new_rows() -> None:
    content = refilled(blank(OWNER), "表.xlsx", filling())
    filtered = b'<filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
    changed = parts(content)
    changed["xl/tables/table1.xml"] = re.sub(
        rb"<autoFilter ([^>]*)/>", rb"<autoFilter \1>" + filtered + b"</autoFilter>", changed["xl/tables/table1.xml"]
    )
    assert filtered in changed["xl/tables/table1.xml"]
    assert b"filterColumn" not in parts(refilled(zipped(changed), "表.xlsx", filling()))["xl/tables/table1.xml"]


def zipped(changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in changed.items():
            package.writestr(name, part)
    return out.getvalue()


def beside(book: openpyxl.Workbook) -> None:
    book[DATA].cell(HEADER_ROW + 1, len(COLUMNS) + 2, "我的批注")


def below(book: openpyxl.Workbook) -> None:
    book[DATA].cell(HEADER_ROW + 9, 1, "合计")


def renamed(book: openpyxl.Workbook) -> None:
    book[DATA].tables[TABLE_NAME].tableColumns[1].name = "名称"


def gone(book: openpyxl.Workbook) -> None:
    del book[DATA].tables[TABLE_NAME]


@pytest.mark.parametrize(
    ("edit", "said"),
    [(beside, "移到别的工作表"), (below, "移到别的工作表"), (renamed, "应当是“编号"), (gone, "没有名叫")],
)
def test_what_would_be_lost_or_is_not_found_is_said_instead(
    edit: Callable[[openpyxl.Workbook], object], said: str
) -> None:
    kept = edited(refilled(blank(OWNER), "表.xlsx", filling()), edit)
    with pytest.raises(UserError, match=said):
        refilled(kept, "表.xlsx", filling())


def test_a_workbook_of_another_role_or_maker_is_not_filled() -> None:
    """The old numbers of the other unit would go along with the new ones."""
    with pytest.raises(UserError, match="是给“学校（第二中学）”的，不是给“学校（第一中学）”的"):
        refilled(blank(OWNER), "表.xlsx", filling(owner=Owner(SCHOOL, "S1", "第一中学")))
    assert refilled(blank(OWNER), "表.xlsx", filling(owner=Owner(SCHOOL, "S2", "第二中学（新名）")))
    own = io.BytesIO()
    openpyxl.Workbook().save(own)
    with pytest.raises(UserError, match="不是从本系统导出"):
        refilled(own.getvalue(), "表.xlsx", filling())
    for content in (b"", b"PK\x03\x04 not a package", b"text"):
        with pytest.raises(UserError):
            refilled(content, "表.xlsx", filling())
    with pytest.raises(UserError, match="要是"):
        refilled(blank(OWNER), "表.xls", filling())


@pytest.mark.parametrize(
    ("role", "unit", "inside"),
    [(ADMIN, "D1", None), (SCHOOL, "S2", {"第二中学"}), (BRANCH, "B2", set())],
)
def test_it_holds_what_the_pages_of_the_role_may_show(
    build: Build, role: str, unit: str, inside: set[str] | None
) -> None:
    level = {"D": "district", "S": "school", "B": "branch"}[unit[0]]
    reader = Reader(Viewer(role, level, unit), build)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in figures(reader)]
    shown = reader.ask(
        "select v.indicator_code, v.unit_id, v.year, v.value from seen_value as v "
        "inner join seen_indicator as i on v.indicator_code = i.indicator_code "
        "where period_type = 'year' and breakdown is null order by v.indicator_code, unit_level, unit_id, year"
    )
    assert [(row["编号"], row["年度"], row["数值"]) for row in rows] == shown.drop("unit_id").rows() and rows
    schools = {name for _, level, name, *_ in UNITS if level == "school"}
    named = {text for row in rows for text in row.values() if text in schools}
    assert inside is None or named <= inside, named


def test_the_command_makes_one_and_fills_it_again_and_the_log_says_so(own_home: Path, tmp_path: Path) -> None:
    out = write_own_workbook(own_home, SCHOOL, "第二中学", tmp_path / "我的.xlsx")
    out.write_bytes(edited(out.read_bytes(), with_their_own))
    write_own_workbook(own_home, SCHOOL, "S2", out)
    book = openpyxl.load_workbook(out)
    assert "我的表" in book.sheetnames and "学校（第二中学）" in book[DATA]["A1"].value
    assert [one["detail"] for one in audit.entries(own_home).to_dicts()] == ["学校（第二中学）可见数据"] * 2
    before = out.read_bytes()
    with pytest.raises(UserError, match="不是给"):
        write_own_workbook(own_home, DISTRICT, None, out)
    assert out.read_bytes() == before and not list(tmp_path.glob("*.tmp"))


def test_nothing_is_left_lying_where_the_log_cannot_be_written(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that nobody is down for would hold what a role sees."""

    def refuse(*_: object, **__: object) -> None:
        raise UserError("磁盘满了")

    monkeypatch.setattr(audit, "record", refuse)
    (tmp_path / "出去").mkdir()
    for write, name in ((write_own_workbook, "表.xlsx"), (write_role_database, "表.duckdb")):
        with pytest.raises(UserError, match="磁盘满了"):
            write(own_home, SCHOOL, "S2", tmp_path / "出去" / name)
    assert not list((tmp_path / "出去").iterdir())
