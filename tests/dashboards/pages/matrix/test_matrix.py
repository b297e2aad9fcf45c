"""热力总表: cells are the mart's, order and filters are said and kept in the address, nothing is cropped unsaid."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from dashboards.charts import heat
from dashboards.charts.heat import FEW_COLUMNS, columns_of, named_beside, width_of
from dashboards.database import definitions as database_definitions
from dashboards.database import values as database_values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.exports.heat_table import grid_of, wide
from dashboards.exports.heat_workbook import grid_bytes
from dashboards.exports.workbook import Origin
from dashboards.pages.matrix import panels
from dashboards.pages.matrix.queries import grid_cells, grid_units
from dashboards.shared.heat_wording import describe_grid
from dashboards.shared.labels import STATES
from dashboards.shared.viewer import ADMIN, DISCIPLINE, SCHOOL, Viewer
from tests.dashboards.fixtures.warehouse import BRANCHES, ODD_NAME
from tests.dashboards.login import opened
from tests.dashboards.reading import words

CHIEF = Viewer(ADMIN, "district", "D1")
CLERK = Viewer(DISCIPLINE, "district", "D1")
YEAR = ("year", "2025-01-01")
ORIGIN = Origin("热力总表", {"年度": "2025年"}, dt.date(2026, 6, 30), "b000001", "区级管理员 示例区")
TAKEN = dt.datetime(2026, 7, 2, 10, 30)


def test_every_cell_is_the_value_and_status_of_the_mart(build: Build) -> None:
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活")
    for code in ("O01", "O04", "O05", "O09"):
        expected = database_values.across(Reader(CHIEF, build), code, "branch", *YEAR)
        asked = ["unit_id", "value", "status", "numerator", "denominator"]
        mine = cells.filter(pl.col("indicator_code") == code).select(asked).sort("unit_id")
        assert mine.equals(expected.select(asked).sort("unit_id")), code


def test_without_a_family_the_confirmed_indicators_stand_side_by_side(build: Build) -> None:
    """A standard that nobody confirmed is no gap, and does not belong beside those that are."""
    shown = set(grid_cells(Reader(CHIEF, build), "school", *YEAR)["indicator_code"])
    definitions = database_definitions.indicators(Reader(CHIEF, build))
    assert shown == set(definitions.filter(pl.col("confirmed") & ~pl.col("is_confidential"))["indicator_code"])
    assert "O04" not in shown


def test_the_deepest_gaps_come_first_then_most_and_equal_ones_by_name(build: Build) -> None:
    """Five things that lacked one meeting each stood above one that is lost for the year."""
    units = grid_units(Reader(CHIEF, build), "branch", *YEAR)
    order = units.select("severe", "marked", "gaps", "silent", "unit_name").rows()
    assert order == sorted(order, key=lambda row: (*(-each for each in row[:4]), row[4]))
    assert len({row[:2] for row in order}) > 1
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR)
    for unit_id, gaps in units.select("unit_id", "gaps").rows():
        mine = cells.filter((pl.col("unit_id") == unit_id) & pl.col("status").is_in(["not_met", "behind"]))
        assert mine.height == gaps


def test_the_grid_is_sorted_by_name_or_by_one_indicators_value(build: Build) -> None:
    by_name = grid_units(Reader(CHIEF, build), "branch", *YEAR, sort="name")["unit_name"].to_list()
    assert by_name == sorted(by_name)
    order = grid_units(Reader(CHIEF, build), "branch", *YEAR, sort="O09")["unit_id"].to_list()
    values = dict(
        database_values.across(Reader(CHIEF, build), "O09", "branch", *YEAR).select("unit_id", "value").rows()
    )
    known = [values[unit_id] for unit_id in order if values[unit_id] is not None]
    assert known == sorted(known), "lowest first where more is better"
    assert order[-1] == "B6", "who did not report comes last, not first as if it were 0"


def test_where_less_is_better_the_highest_come_first(build: Build) -> None:
    order = grid_units(Reader(CLERK, build), "branch", *YEAR, family="纪律作风", sort="D01")["unit_id"].to_list()
    assert order[:2] == ["B2", "B4"]


def test_a_state_keeps_the_units_that_have_it_and_all_their_cells(build: Build) -> None:
    units = grid_units(Reader(CHIEF, build), "branch", *YEAR, state="not_reported")
    assert units["unit_id"].to_list() == ["B6"]
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR, state="not_reported")
    assert cells.height == units["indicators"][0]
    assert grid_units(Reader(CHIEF, build), "branch", *YEAR, state="behind").is_empty(), "2025 is closed"


def test_pages_hold_each_unit_once_and_together_all_of_them(build: Build) -> None:
    """A page that is cut by rows instead of units would lose cells at its edge."""
    pages = [grid_cells(Reader(CHIEF, build), "branch", *YEAR, first=first, last=first + 2) for first in (1, 4, 7)]
    assert [page["unit_id"].n_unique() for page in pages] == [3, 3, 1]
    assert pl.concat(pages).equals(grid_cells(Reader(CHIEF, build), "branch", *YEAR))


def test_an_area_and_a_stage_narrow_the_grid(build: Build) -> None:
    assert set(grid_units(Reader(CHIEF, build), "branch", *YEAR, area="A2")["unit_id"]) == {"B4", "B5", "B6"}
    assert set(grid_units(Reader(CHIEF, build), "school", *YEAR, stage="初中")["unit_id"]) == {"S2", "S3"}
    assert grid_units(Reader(CHIEF, build), "area", *YEAR, area="A2")["unit_id"].to_list() == ["A2"]


def test_discipline_is_by_unit_for_the_clerk_alone_and_an_area_hides_small_counts(build: Build) -> None:
    assert grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="纪律作风").is_empty()
    assert grid_cells(Reader(CLERK, build), "branch", *YEAR, family="纪律作风")["value"].sum() == 8
    areas = grid_cells(Reader(CHIEF, build), "area", *YEAR, family="纪律作风")
    assert set(areas["status"]) == {"suppressed"}
    assert areas["value"].null_count() == areas["numerator"].null_count() == areas.height
    assert {text for text, _ in grid_of(areas).cells.values()} == {"■ 已隐藏"}


def test_a_school_sees_its_own_units_only(build: Build) -> None:
    own = Viewer(SCHOOL, "school", "S2")
    assert set(grid_units(Reader(own, build), "branch", *YEAR)["unit_id"]) == {"B2", "B3", "B7"}
    assert grid_units(Reader(own, build), "school", *YEAR)["unit_id"].to_list() == ["S2"]


def test_each_cell_has_shape_word_and_ground_and_knows_where_it_leads(build: Build) -> None:
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活")
    drawn = heat.status_heat(cells)
    touch = next(trace for trace in drawn.data if trace.customdata is not None)
    assert len(touch.customdata) == cells.height
    for (unit_id, code), said in zip(touch.customdata, touch.hovertext, strict=True):
        row = cells.filter((pl.col("unit_id") == unit_id) & (pl.col("indicator_code") == code)).row(0, named=True)
        assert STATES[row["state"]].label in said
    assert drawn.layout.xaxis.side == "top"
    assert {STATES[code].label for code in set(cells["state"])} <= {trace.name for trace in drawn.data}


def test_many_columns_keep_a_readable_width_and_few_fit_the_page(build: Build) -> None:
    few = grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活")
    assert width_of(few) is None
    many = pl.concat(
        few.with_columns(pl.format("X{}_{}", pl.lit(i), "indicator_code").alias("indicator_code"))
        for i in range(FEW_COLUMNS)
    )
    width = width_of(many)
    assert width is not None and width / many["indicator_code"].n_unique() > 50
    assert width_of(few.head(0)) is None
    heat.status_heat(few.head(0))


def test_the_workbook_has_every_unit_with_shape_colour_and_a_page_setup(build: Build) -> None:
    """The page shows some units; the file that goes to a meeting must not be the page cut off."""
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活")
    book = openpyxl.load_workbook(io.BytesIO(grid_bytes(grid_of(cells), ORIGIN, TAKEN)))
    sheet = book["热力总表"]
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$1:$2"
    names = [sheet.cell(line, 1).value for line in range(3, sheet.max_row + 1)]
    assert names == list(dict.fromkeys(cells["unit_name"])) and len(names) == len(BRANCHES)
    heads = [sheet.cell(2, column).value for column in range(2, sheet.max_column + 1)]
    assert [head for head in heads if head] == [name for _, name in columns_of(cells)]
    row = cells.filter((pl.col("unit_id") == "B2") & (pl.col("indicator_code") == "O05")).row(0, named=True)
    found = sheet.cell(3 + names.index(row["unit_name"]), 2 + heads.index(row["name_zh"]))
    assert found.value == f"{STATES[row['state']].shape} {row['value']:.1f}%"
    assert found.fill.fgColor.rgb == "FF" + STATES[row["state"]].background[1:]
    legend = {sheet.cell(1, column).value for column in range(2, sheet.max_column + 1)} - {None}
    assert legend == {STATES[code].label for code in set(cells["state"])}
    assert "数据版本" in [line[0].value for line in book["说明"].iter_rows()]


def test_many_columns_are_printed_on_a3_and_a_formula_in_a_name_stays_text(build: Build) -> None:
    cells = grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活").with_columns(unit_name=pl.lit("=1+1"))
    many = pl.concat(
        cells.with_columns(pl.format("{}{}", pl.lit(i), "indicator_code").alias("indicator_code")) for i in range(4)
    )
    sheet = openpyxl.load_workbook(io.BytesIO(grid_bytes(grid_of(many), ORIGIN, TAKEN)))["热力总表"]
    assert sheet.page_setup.paperSize == 8
    assert sheet.cell(3, 1).value == "'=1+1"


def test_the_table_says_the_full_word_and_counts_gaps(build: Build) -> None:
    table = wide(grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="组织生活"))
    assert table.height == len(BRANCHES)
    assert "— 未报送" in table["主题党日按月开展率"].to_list()
    assert "75.0% ▲ 未达标·明显" in table["主题党日按月开展率"].to_list()
    assert wide(grid_cells(Reader(CHIEF, build), "branch", *YEAR, family="没有")).is_empty()


def test_the_sentence_counts_all_pages_and_says_when_nothing_is_left(build: Build) -> None:
    units = grid_units(Reader(CHIEF, build), "branch", *YEAR)
    short = units.filter(pl.col("gaps") > 0)
    said = describe_grid("2025年", "组织生活", "branch", units, False)
    assert f"{short.height} 个支部有低于标准的（共 {short['gaps'].sum()} 格）" in said
    assert "1 个支部有未报送" in said
    assert "没有符合条件的支部" in describe_grid("2025年", "组织生活", "branch", units.head(0), True)


def test_the_page_turns_by_its_address_and_says_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "PER_PAGE", 3)
    app = opened("matrix", level="branch", year="2025", at="2")
    box = next(box for box in app.selectbox if box.label == "看哪一段")
    assert box.value == "2" and "第 4–6 个，共 7 个" in box.options
    app.button(key="page_after").click().run()
    assert app.query_params["at"] in ("3", ["3"])
    assert app.button(key="page_after").disabled
    app.button(key="page_before").click().run().button(key="page_before").click().run()
    assert "at" not in app.query_params
    wrong = opened("matrix", level="branch", year="2025", at="99")
    assert not wrong.exception
    assert next(box for box in wrong.selectbox if box.label == "看哪一段").value == "1"


def test_another_filter_goes_back_to_the_first_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "PER_PAGE", 3)
    app = opened("matrix", level="branch", year="2025", at="2")
    next(box for box in app.selectbox if box.label == "只看哪些单位").set_value("gap").run()
    assert app.query_params["state"] in ("gap", ["gap"])
    assert "at" not in app.query_params


def test_the_address_of_a_cell_shows_its_value_and_its_rows(home: Path) -> None:
    """What a click writes, the two boxes write: the keyboard gets as far as the mouse."""
    app = opened("matrix", level="branch", year="2025", family="组织生活", unit="B2", evidence="O05")
    assert not app.exception
    boxes = {box.label: box.value for box in app.selectbox}
    assert (boxes["哪个单位"], boxes["展开哪一项指标"]) == ("B2", "O05")
    read = words(app)
    assert "第二中学活动.xlsx" in read and "75\\.0%" in read
    assert any("打开第二中学语文组党支部的页面" in link.value for link in app.page_link)


def test_an_empty_cut_says_so_and_draws_nothing(home: Path) -> None:
    app = opened("matrix", level="school", year="2025", state="behind")
    assert not app.exception
    assert "没有符合条件的学校" in words(app)
    assert "看哪一段" not in [box.label for box in app.selectbox]


def test_a_name_with_markdown_is_shown_letter_for_letter(home: Path) -> None:
    app = opened("matrix", level="school", year="2025", unit="S1")
    assert not app.exception
    assert ODD_NAME in next(box for box in app.selectbox if box.label == "哪个单位").options


def test_names_of_a_wide_grid_stand_beside_its_cells_line_by_line() -> None:
    """Once they scrolled away with the first indicators, and nobody knew whose cell the last one was."""
    cells = pl.DataFrame(
        [
            {"unit_id": unit, "unit_name": name, "indicator_code": f"O{code:02}", "name_zh": "主题党日按月开展率",
             "family": "组织生活", "state": "met", "value": 100.0, "numerator": 1.0, "denominator": 1.0, "unit": "%",
             "is_hidden": False, "rests_on_few": False}
            for unit, name in (("S1", "甲<小学"), ("S2", "乙小学")) for code in range(20)
        ]
    )  # fmt: skip
    names, scrolling = named_beside(cells)
    assert list(names.layout.yaxis.ticktext) == ["甲&lt;小学", "乙小学"]
    assert scrolling.layout.yaxis.showticklabels is False
    for one in ("height", "margin.t", "margin.b", "yaxis.range", "yaxis.tickvals"):
        assert names.layout[one] == scrolling.layout[one], one
    assert sum(len(trace.customdata) for trace in scrolling.data if trace.customdata is not None) == 40
