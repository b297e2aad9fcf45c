"""Every chart and table can be taken away, and every file taken is written down."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.charts.png import picture
from dashboards.shared.page_registry import pages_for
from dashboards.shared.viewer import SCHOOL, Viewer
from dashboards.store import audit
from dashboards.widgets.downloads import log_download
from tests.dashboards.fixtures.figures import figures_of
from tests.dashboards.login import opened


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


@pytest.mark.parametrize("page", ["compare", "school", "branch", "work_plan", "calendar", "pledges"])
def test_every_chart_offers_table_data_and_picture(page: str, home: Path) -> None:
    app = opened(page, year="2025")
    assert not app.exception
    offered = labels(app)
    assert offered.count("下载图片（.png）") == len(app.get("plotly_chart"))
    assert offered.count("下载表格（.xlsx）") == offered.count("下载数据（.csv）") >= offered.count("下载图片（.png）")


def test_a_file_that_leaves_is_written_down_with_its_hash(tmp_path: Path) -> None:
    data = log_download(tmp_path, Viewer(SCHOOL, "school", "S1"), b"abc", "学校画像｜趋势", "趋势.csv；3 行")
    assert data == b"abc"
    [entry] = audit.entries(tmp_path).to_dicts()
    assert (entry["role"], entry["unit"], entry["action"], entry["object"]) == (
        SCHOOL,
        "S1",
        "export",
        "学校画像｜趋势",
    )
    assert entry["detail"] == "趋势.csv；3 行"
    assert entry["sha256"] == hashlib.sha256(b"abc").hexdigest()


def test_what_the_buttons_of_a_page_give_is_complete_and_written_down(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes are made on the click, outside the page run: who looks and at what must be known by then."""
    made: dict[str, object] = {}

    def keep(label: str, data: object, **options: object) -> bool:
        made[str(options["file_name"])] = data
        return False

    monkeypatch.setattr("dashboards.widgets.downloads.st.download_button", keep)
    app = opened("compare", year="2025", indicator="O05", level="branch")
    assert not app.exception
    files = {name: make() for name, make in made.items() if callable(make)}
    kinds = {name.rpartition(".")[2]: name for name in files if name.startswith("学校对比_2025年_")}
    assert set(kinds) == {"xlsx", "csv", "png"}
    book = openpyxl.load_workbook(io.BytesIO(files[kinds["xlsx"]]))
    assert files[kinds["csv"]].startswith(b"\xef\xbb\xbf") and files[kinds["png"]].startswith(b"\x89PNG")
    assert book.sheetnames[0] == "数据"
    entries = audit.entries(own_home).to_dicts()
    assert {entry["sha256"] for entry in entries} == {hashlib.sha256(data).hexdigest() for data in files.values()}
    of_picture = next(entry for entry in entries if entry["detail"].startswith(kinds["png"]))
    assert of_picture["object"] == "学校对比｜学校对比"
    assert "年度 2025年" in of_picture["detail"] and " 行" in of_picture["detail"]
    assert of_picture["role"] == "区级管理员" and of_picture["unit"] == "D1"


def test_every_chart_of_every_page_can_be_a_picture(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure with something that pictures do not know would fail only when somebody clicks."""
    from dashboards.widgets import downloads

    drawn = dict(figures_of(home))
    draw = downloads.buttons

    def keep(table: object, origin: object, key: str, figure: object = None, alt: str = "") -> None:
        if figure is not None:
            drawn[f"{len(drawn)} {key}"] = figure
        draw(table, origin, key, figure, alt)  # type: ignore[arg-type]

    monkeypatch.setattr("dashboards.widgets.chart.buttons", keep)
    for page in pages_for("admin"):
        for year in ("2025", "2026"):
            opened(page, year=year)
    assert len(drawn) > 20
    for name, figure in drawn.items():
        assert picture(figure, title=name).startswith(b"\x89PNG"), name
