"""A chart's workbook holds the same chart, editable, drawn from cells with the same numbers."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import plotly.graph_objects as go
import polars as pl
import pytest

from dashboards.charts.template import figure
from dashboards.exports.chart_series import native
from dashboards.exports.native_parts import Cells, Native
from dashboards.exports.workbook import Origin, workbook_bytes
from tests.dashboards.fixtures.figures import figures_of
from tests.dashboards.fixtures.warehouse import ODD_NAME

TAKEN = dt.datetime(2026, 7, 2, 10, 30)
ORIGIN = Origin("学校对比", {"年度": "2025年"}, dt.date(2026, 6, 30), "b000001", "区级查看 示例区")
TABLE = pl.DataFrame({"单位": [ODD_NAME], "数值": [83.3]})


@pytest.fixture
def samples(home: Path) -> dict[str, go.Figure]:
    return figures_of(home)


def workbook(drawn: go.Figure) -> bytes:
    return workbook_bytes(TABLE, ORIGIN, TAKEN, drawn, "图的说明")


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}


def test_every_figure_of_ours_has_a_native_form_or_nothing_to_show(samples: dict[str, go.Figure]) -> None:
    kinds = {
        "distribution": "bar", "funnel": "scatter", "trend": "line", "trend with bands": "line",
        "own_among_peers": "bar", "stacked": "bar", "before_after": "bar", "endings": "column", "stage_dots": "scatter",
    }  # fmt: skip
    for name, sample in samples.items():
        found = native(sample)
        if name in kinds:
            assert isinstance(found, Native) and found.kind == kinds[name], name
        else:
            assert isinstance(found, Cells) if sample.data else found is None, name


def test_the_workbook_of_a_chart_opens_with_that_chart_and_its_alt_text(samples: dict[str, go.Figure]) -> None:
    for name, sample in samples.items():
        data = workbook(sample)
        book = openpyxl.load_workbook(io.BytesIO(data))
        found = native(sample)
        assert book.sheetnames == (["数据", "图", "说明"] if found else ["数据", "说明"]), name
        if isinstance(found, Native):
            assert len(book["图"]._charts) == 1, name
            assert any('descr="图的说明"' in part for part in parts(data).values()), name


def test_the_charts_cells_hold_the_figures_numbers(samples: dict[str, go.Figure]) -> None:
    """The chart reads cells of its own sheet: a wrong reference would show other numbers than the page."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(samples["stacked"])))["图"]
    columns = {column[1].value: [cell.value for cell in column[2:4]] for column in sheet.iter_cols(min_col=16)}
    assert columns["● 逾期未完成"] == [1, 3] and columns["✓ 按时完成"] == [40, 3]
    series = sheet._charts[0].series
    assert [one.val.numRef.f for one in series] == [f"图!${letter}$3:${letter}$4" for letter in "QRST"]
    assert {one.cat.numRef.f if one.cat.numRef else one.cat.strRef.f for one in series} == {"图!$P$3:$P$4"}


def test_names_in_the_chart_cannot_run_and_are_not_html(samples: dict[str, go.Figure]) -> None:
    made = figure(200)
    made.add_bar(x=["=1+1", "甲&amp;乙"], y=[1, 2], name="@标准")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(made)))["图"]
    cells = {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"'=1+1", "甲&乙", "'@标准"} <= cells
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_intervals_are_drawn_as_error_bars(samples: dict[str, go.Figure]) -> None:
    charts = [text for name, text in parts(workbook(samples["distribution"])).items() if "charts/chart" in name]
    assert "<c:errBars>" in charts[0] and "<c:minus>" in charts[0]


def test_a_grid_becomes_coloured_cells_with_shape_and_number(samples: dict[str, go.Figure]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(samples["status_heat"])))["图"]
    said = {str(cell.value): cell for row in sheet.iter_rows(min_row=4, min_col=2) for cell in row if cell.value}
    met = next(cell for text, cell in said.items() if text.startswith("✓"))
    assert met.fill.fgColor.rgb == "FFDCF0E3"
    assert any(text.startswith("▲") for text in said)


def test_a_value_that_is_missing_is_an_empty_cell_not_zero() -> None:
    made = figure(200)
    made.add_scatter(x=["2024年", "2025年"], y=[None, 80.0], name="本单位", mode="lines+markers")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(made)))["图"]
    assert [sheet.cell(row, 17).value for row in (3, 4)] == [None, 80]
