"""Figures of a work report: how a document writes them, what is left out and why, who sees what, one page."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.database.report_figures import figure_rows, figure_sentences, figure_values
from dashboards.shared.report_paragraphs import compose, left_out, written
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, NOBODY, SCHOOL, Viewer
from tests.dashboards.fixtures.report_figures import add_report_figures
from tests.dashboards.fixtures.warehouse import write_warehouse
from tests.dashboards.login import opened

CHIEF = Viewer(ADMIN, "district", "D1")
CLERK = Viewer(DISCIPLINE, "district", "D1")
YEAR = ("2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("value", "unit", "step", "words"),
    [
        (812, "场", 100, "800余场"),
        (800, "场", 100, "800场"),
        (523, "场", 100, "500余场"),
        (1234, "人次", 100, "1200余人次"),
        (23, "次", 10, "20余次"),
        (9, "次", 10, "9次"),
        (157, "份", None, "157份"),
        (23.47, "万元", 10, "20余万元"),
        (3.4567, "万元", 10, "3.46万元"),
        (20.000000001, "万元", 10, "20万元"),
        (29.999999999, "万元", 10, "30万元"),
        (99.0, "%", 1, "99%"),
        (99.4, "%", 1, "99%以上"),
        (100, "%", 1, "100%"),
    ],
)
def test_a_number_is_written_as_documents_write_it(value: float, unit: str, step: int | None, words: str) -> None:
    """Exactly 800 is not 800余; money summed in binary must not fall a step short."""
    assert written(value, unit, step) == words


def clause(sentence: int, text: str, begin: str = "", paragraph: int = 1) -> dict[str, object]:
    return {
        "paragraph_order": paragraph, "paragraph": "{span}，{unit}：", "sentence_order": sentence,
        "sentence_begin": begin, "sentence_end": "", "joined_by": "，", "clause": text,
    }  # fmt: skip


def figure(name: str, value: float | None, state: str = "told", step: int | None = None) -> dict[str, object]:
    return {"figure": name, "label": name, "unit": "个", "round_down_to": step, "value": value, "state": state}


def test_a_clause_goes_with_its_figure_and_a_sentence_with_its_last_clause() -> None:
    """Never 0余: nothing is said of what is not there."""
    patterns = [
        clause(1, "甲{a}", "做了，"), clause(1, "乙{b}", "做了，"), clause(1, "{a}丙丁{b}"),
        clause(2, "丙{c}", "还有，"), clause(1, "丁{b}", paragraph=2),
    ]  # fmt: skip
    figures = [figure("a", 12, step=10), figure("b", None, "none"), figure("c", None, "not_reported")]
    assert compose(patterns, figures, "某区", "2025年") == ["2025年，某区：做了，甲10余个。"]
    assert left_out(figures) == [("b", "没有记录"), ("c", "未报送")]


def test_the_first_clause_can_go_and_the_sentence_keeps_its_beginning() -> None:
    patterns = [clause(1, "甲{a}", "做了，"), clause(1, "乙{b}", "做了，")]
    assert compose(patterns, [figure("a", None, "none"), figure("b", 3)], "某区", "2025年") == [
        "2025年，某区：做了，乙3个。"
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("工作 报告")
    path = write_warehouse(folder)
    connection = duckdb.connect(str(path))
    add_report_figures(connection)
    connection.close()
    return folder


def told(reader: Reader, level: str, unit: str, days: tuple[str, str] = YEAR) -> dict[str, object]:
    """Value of each figure that is told, state of the others."""
    rows = figure_values(reader, UnitKey(level, unit), *days).to_dicts()
    return {row["figure"]: row["value"] if row["state"] == "told" else row["state"] for row in rows}


def test_a_unit_counts_the_rows_of_its_own_organisations_inside_the_span(build: Build) -> None:
    assert told(Reader(CHIEF, build), "district", "D1")["meetings"] == 24
    assert told(Reader(CHIEF, build), "branch", "B2")["meetings"] == 12
    assert told(Reader(CHIEF, build), "school", "S2", ("2025-03-01", "2025-05-31"))["meetings"] == 6
    assert told(Reader(CHIEF, build), "area", "A2")["visited"] == 30


def test_a_span_that_has_not_ended_stops_at_the_day_the_data_look_at(build: Build) -> None:
    assert told(Reader(CHIEF, build), "district", "D1", ("2026-01-01", "2026-12-31"))["meetings"] == 1
    assert told(Reader(CHIEF, build), "district", "D1", ("2026-07-01", "2026-12-31"))["files"] != 2


def test_what_is_in_force_is_judged_on_the_last_day_and_what_is_kept_counts_from_the_start(build: Build) -> None:
    assert told(Reader(CHIEF, build), "district", "D1", ("2025-01-01", "2025-06-30"))["pairings"] == 2
    assert told(Reader(CHIEF, build), "district", "D1")["pairings"] == 1
    assert told(Reader(CHIEF, build), "district", "D1")["files"] == 2
    assert told(Reader(CHIEF, build), "district", "D1", ("2024-01-01", "2024-12-31"))["files"] == 1


def test_not_reported_is_not_the_same_as_nothing_recorded(build: Build) -> None:
    """B3 keeps a ledger of activities without any visit; B6 sent none."""
    assert told(Reader(CHIEF, build), "branch", "B3")["visited"] == "none"
    assert told(Reader(CHIEF, build), "branch", "B6")["visited"] == "not_reported"


def test_a_share_is_pooled_and_says_nothing_below_ten_valid_votes(build: Build) -> None:
    assert told(Reader(CHIEF, build), "district", "D1")["satisfaction"] == pytest.approx(100 * 204 / 209)
    assert told(Reader(CHIEF, build), "branch", "B4")["satisfaction"] == "too_few"
    assert figure_rows(Reader(CHIEF, build), "satisfaction", UnitKey("branch", "B4"), *YEAR).is_empty()


def test_the_discipline_clerk_counts_persons_once_in_any_unit_and_span(build: Build) -> None:
    assert told(Reader(CLERK, build), "district", "D1")["sanctioned"] == 4
    assert told(Reader(CLERK, build), "branch", "B2", ("2025-04-01", "2025-06-30"))["sanctioned"] == 2
    assert told(Reader(CLERK, build), "branch", "B3")["sanctioned"] == "none"
    assert told(Reader(CLERK, build), "district", "D1", ("2024-01-01", "2024-12-31"))["sanctioned"] == "not_reported"
    assert figure_rows(Reader(CLERK, build), "sanctioned", UnitKey("branch", "B2"), *YEAR).height == 3


@pytest.mark.parametrize(
    ("level", "unit", "days"),
    [
        ("school", "S2", YEAR),
        ("branch", "B2", YEAR),
        ("area", "A2", YEAR),  # suppressed by the marts: 2 persons
        ("district", "D1", ("2025-01-01", "2025-11-30")),
        ("district", "D1", ("2024-01-01", "2025-12-31")),
        ("district", "D1", ("2025-01-02", "2025-12-31")),
    ],
)
def test_nobody_else_gets_discipline_by_unit_or_by_a_span_of_their_own(
    build: Build, level: str, unit: str, days: tuple[str, str]
) -> None:
    """Two spans that differ by a month would give a single case away."""
    assert told(Reader(CHIEF, build), level, unit, days)["sanctioned"] == "hidden"
    assert figure_rows(Reader(CHIEF, build), "sanctioned", UnitKey(level, unit), *days).is_empty()


def test_a_whole_years_discipline_comes_from_the_published_value(build: Build) -> None:
    """7 is the indicator's figure for 2024: the rows themselves are not counted for anyone but the clerk."""
    row = figure_values(Reader(CHIEF, build), UnitKey("district", "D1"), "2024-01-01", "2024-12-31").filter(
        figure="sanctioned"
    )
    assert row.select("state", "value", "row_count").row(0) == ("told", 7.0, None)


@pytest.mark.parametrize(
    ("viewer", "level", "unit"),
    [
        (NOBODY, "district", "D1"),
        (Viewer(AREA, "area", "A1"), "area", "A2"),
        (Viewer(AREA, "area", "A1"), "district", "D1"),
        (Viewer(SCHOOL, "school", "S1"), "school", "S2"),
        (Viewer(BRANCH, "branch", "B2"), "branch", "B3"),
    ],
)
def test_another_units_figures_are_not_served(build: Build, viewer: Viewer, level: str, unit: str) -> None:
    assert figure_values(Reader(viewer, build), UnitKey(level, unit), *YEAR).is_empty()
    assert figure_rows(Reader(viewer, build), "meetings", UnitKey(level, unit), *YEAR).is_empty()


def test_the_paragraphs_of_a_district(build: Build) -> None:
    said = compose(
        figure_sentences(Reader(CHIEF, build)).to_dicts(),
        figure_values(Reader(CHIEF, build), UnitKey("district", "D1"), *YEAR).to_dicts(),
        unit="示例区",
        span="2025年",
    )
    assert said == [
        "2025年，示例区：扎实开展活动，主题党日20余场，走访慰问42人次。村社结对1对。",
        "2025年，示例区从严治党：建有廉政档案2份，党纪政务处分8人。满意率97%以上。",
    ]


@pytest.fixture
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGJIAN_HOME", str(home))
    monkeypatch.setattr("sys.argv", ["streamlit"])


def paragraphs(app: AppTest) -> str:
    """The text to be copied; the page's own link, which is code too, is left aside."""
    return next(str(one.value) for one in app.code if not one.value.startswith("/"))


def test_the_page_gives_the_paragraph_the_figures_and_their_rows(at_home: None) -> None:
    app = opened("report_figures", year="2025", level="school", unit="S2", figure="visited")
    assert not app.exception, app.exception[0].message
    assert paragraphs(app).startswith("2025年，第二中学：扎实开展活动，主题党日20余场，走访慰问12人次。")
    figures, missing, rows = (table.value for table in app.dataframe)
    assert figures.set_index("名称").loc["主题党日", ["写法", "实数", "台账行数"]].to_list() == ["20余场", "24场", "24"]
    assert ["受党纪政务处分", "不便显示"] in missing.to_numpy().tolist()
    assert rows[["文件", "工作表", "数量"]].to_numpy().tolist() == [["activity.xlsx", "明细", 12.0]]


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ({"year": "2024", "span": "since"}, "2024年以来，示例区："),
        ({"year": "2025", "span": "M02"}, "2025年2月，示例区："),
        ({"year": "2026"}, "2026年（截至6月30日），示例区："),
        ({"span": "days", "from": "2025-02-01", "to": "2025-03-09"}, "2025年2月1日至2025年3月9日，示例区："),
        ({"span": "days", "from": "2025-03-09", "to": "2025-02-01"}, "2025年2月1日至2025年3月9日，示例区："),
        (
            {"span": "days", "from": "第一天", "to": "9999-01-01", "year": "2025"},
            "2025年1月1日至2026年6月30日，示例区：",
        ),
    ],
)
def test_the_span_of_the_address_is_the_span_of_the_paragraph(
    at_home: None, address: dict[str, str], start: str
) -> None:
    app = opened("report_figures", **address)
    assert not app.exception, app.exception[0].message
    assert paragraphs(app).startswith(start), paragraphs(app)


def test_a_unit_left_over_from_another_level_gives_way_but_anothers_unit_is_refused(at_home: None) -> None:
    app = opened("report_figures", level="area", unit="S2", year="2025")
    assert not app.exception
    assert paragraphs(app).startswith("2025年，东片区：")
    other = opened("report_figures", role="school", viewer_unit="S1", unit="S3")
    assert "当前身份无权查看" in other.warning[0].value
    assert not other.dataframe


@pytest.mark.parametrize("viewer", [CHIEF, CLERK], ids=lambda viewer: viewer.role)
@pytest.mark.parametrize(
    "span", [("2025-01-01", "2025-11-30"), ("2025-10-01", "2025-12-31"), ("2024-07-01", "2025-12-31")]
)
def test_no_span_but_whole_years_tells_of_votes(viewer: Viewer, span: tuple[str, str], build: Build) -> None:
    """Two spans of free dates, one less the other, gave the votes of a single day: 3 of 3."""
    reader, whole = Reader(viewer, build), UnitKey("district", "D1")
    told = {row["figure"]: row for row in figure_values(reader, whole, *span).to_dicts()}["satisfaction"]
    assert (told["state"], told["value"], told["row_count"]) == ("hidden", None, None)
    assert figure_rows(reader, "satisfaction", whole, *span).is_empty()
    assert figure_values(reader, whole, *YEAR).filter(pl.col("figure") == "satisfaction")["state"].item() == "told"
    assert figure_rows(reader, "satisfaction", whole, *YEAR)["row_number"].null_count() > 0


def test_years_together_do_not_tell_of_one_with_too_few_votes(home: Path, tmp_path: Path) -> None:
    """Two years less the one that is told gave the other away."""
    shutil.copytree(home / "warehouse", tmp_path / "warehouse")
    found = published_build(tmp_path)
    assert found is not None
    reader, branch, both = Reader(CHIEF, found), UnitKey("branch", "B4"), ("2024-01-01", "2025-12-31")
    for side in ("numerator", "denominator"):
        with duckdb.connect(found.path) as connection:
            connection.execute(
                "insert into marts.figure_row select figure, ?, org_code, date '2024-11-01', until_date, subject, 30,"
                " ledger, batch, file, sheet, row_number from marts.figure_row"
                " where figure = 'satisfaction' and org_code = 'B4' limit 1",
                [side],
            )
    told = figure_values(reader, branch, *both).filter(pl.col("figure") == "satisfaction")
    assert told.select("state", "value").rows() == [("too_few", None)]
    assert figure_rows(reader, "satisfaction", branch, *both).is_empty()
    alone = figure_values(reader, branch, "2024-01-01", "2024-12-31").filter(pl.col("figure") == "satisfaction")
    assert alone["state"].to_list() == ["told"]
    other = tmp_path / "another home"
    shutil.copytree(tmp_path / "warehouse", other / "warehouse")  # what has been read is held open
    again = published_build(other)
    assert again is not None
    with duckdb.connect(again.path) as connection:
        connection.execute("insert into marts.survey_kept_back values ('satisfaction', 'branch', 'B4', 2024)")
    values = figure_values(Reader(CHIEF, again), branch, "2024-01-01", "2024-12-31")
    kept_back = values.filter(pl.col("figure") == "satisfaction")
    assert kept_back["state"].to_list() == ["too_few"], "enough votes, but they would give another branch's away"
