"""Every page for every role, as AppTest runs it: it renders, refuses what is not the viewer's, keeps addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.shared.page_registry import HOME, pages_for, path_of
from dashboards.shared.viewer import ROLE_ADDRESS
from pipeline.demo_mark import mark
from tests.dashboards.fixtures.warehouse import ODD_NAME, UNITS, write_warehouse
from tests.dashboards.login import opened
from tests.dashboards.positions import found_in
from tests.dashboards.reading import words

EVERY_PAGE = tuple(pages_for("admin"))


@pytest.mark.parametrize("role", ROLE_ADDRESS)
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_each_page_renders_or_refuses_for_each_role(page: str, role: str, home: Path) -> None:
    app = opened(page, role=role)
    assert not app.exception, app.exception[0].message
    if page in pages_for(role):
        assert app.title[0].value != "无法查看"
        assert "数据截止：**2026年6月30日**" in words(app)
        assert not found_in(app, [name for _, _, name, *_ in UNITS])
    else:
        assert app.title[0].value == "无法查看"
        assert "无权查看这一页" in app.warning[0].value


@pytest.mark.parametrize("year", ["2024", "2025"])
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_each_page_renders_for_earlier_years(page: str, year: str, home: Path) -> None:
    app = opened(page, year=year)
    assert not app.exception, app.exception[0].message


def test_a_year_without_data_in_an_old_link_is_told(home: Path) -> None:
    """The newest year stood there in its place, and nobody noticed."""
    assert "地址里的年度“2023”没有数据，下面是2026年的。" in words(opened("overview", year="2023"))
    assert "没有数据，下面是" not in words(opened("overview", year="2025"))


def test_the_comparison_of_a_school_says_what_its_figures_are_for_too(home: Path) -> None:
    assert "数据供工作参考，不代替评议结论" in words(opened("compare", role="school"))


def test_the_dictionary_is_searched_by_any_word_of_it(home: Path) -> None:
    whole, found = opened("methods"), opened("methods", find="主题党日按月")
    assert len(found.expander) < len(whole.expander)
    assert any("O05" in one.label for one in found.expander)
    assert "里有“没有这个词”" in words(opened("methods", find="没有这个词"))


@pytest.mark.parametrize(
    ("page", "role", "own", "other"),
    [("school", "school", "S1", "S2"), ("branch", "school", "S1", "B2"), ("branch", "branch", "B2", "B3"),
     ("school", "area", "A1", "S3"), ("branch", "area", "A1", "B5"), ("school", "admin", "D1", "S999")],
)  # fmt: skip
def test_another_units_address_is_refused_with_a_sentence(
    page: str, role: str, own: str, other: str, home: Path
) -> None:
    """`?unit=` of someone else: unknown and forbidden read the same."""
    app = opened(page, role=role, viewer_unit=own, unit=other)
    assert not app.exception
    assert "当前身份无权查看" in app.warning[0].value
    assert not app.dataframe


@pytest.mark.parametrize(("role", "unit"), [("mayor", None), ("school", "S999"), ("branch", "D1")])
def test_an_unknown_identity_sees_no_data(role: str, unit: str | None, home: Path) -> None:
    app = opened("overview", role=role, viewer_unit=unit)
    assert app.title[0].value == "无法查看"
    assert not app.dataframe


@pytest.mark.parametrize("role", [role for role in ROLE_ADDRESS if role != "discipline"])
def test_no_page_shows_a_discipline_count_below_the_area(role: str, home: Path) -> None:
    """2025 has 2 and 6 cases: hidden by unit, and 西片区's 2 must not show through 东片区's 6."""
    for page in pages_for(role):
        app = opened(page, role=role, year="2025", evidence="D01", indicator="D01", level="area")
        assert not app.exception, app.exception[0].message
        assert not re.search(r"\b[26] 人(?!次)", words(app)), page


def test_hidden_counts_are_said_to_be_hidden(home: Path) -> None:
    assert "已隐藏" in words(opened("compare", indicator="D01", level="area", year="2025"))
    assert "6 人" in words(opened("compare", indicator="D01", level="branch", year="2025", role="discipline"))


def test_a_name_with_markdown_and_html_in_it_is_shown_letter_for_letter(home: Path) -> None:
    read = words(opened("school", unit="S1"))
    assert "[点我](x)" not in re.sub(r"\\(.)", "", read.split("label")[0]) or ODD_NAME in read
    assert re.sub(r"\\(.)", r"\1", read).count(ODD_NAME) >= 2


def test_the_address_holds_ids_and_the_boxes_chinese(home: Path) -> None:
    app = opened("compare", indicator="O05", year="2025", period="M04", area="A1", stage="初中")
    boxes = {box.label: box for box in app.selectbox}
    assert boxes["指标"].value == "O05"
    assert "组织生活｜主题党日按月开展率" in boxes["指标"].options
    assert "2025年4月" in words(app)
    boxes["年度"].set_value("2024").run()
    assert app.query_params["year"] in ("2024", ["2024"])
    assert app.query_params["area"] in ("A1", ["A1"])


def test_a_wrong_value_in_the_address_falls_back(home: Path) -> None:
    app = opened("compare", indicator="X99", year="1999", period="Q99", area="nowhere", level="planet")
    assert not app.exception
    assert {box.label: box.value for box in app.selectbox}["年度"] == "2026"


def test_links_keep_the_filters_and_lead_down_and_back(home: Path) -> None:
    app = opened("branch", unit="B7", year="2025")
    assert not app.exception
    steps = [link for link in app.page_link if "›" in link.value]
    assert [re.sub(r"\\(.)", r"\1", link.value) for link in steps] == [
        "全区 ›", "东片区 ›", f"{ODD_NAME} ›", "第二中学 ›",
    ]  # fmt: skip
    assert all("year=2025" in link.proto.query_string for link in steps)


def test_not_reported_is_not_zero(home: Path) -> None:
    read = words(opened("branch", unit="B6", year="2025", evidence="O05"))
    assert "— 未报送" in read
    assert "没有收到数据" in read


def test_an_unconfirmed_standard_is_marked_and_judges_nothing(home: Path) -> None:
    read = words(opened("branch", unit="B1"))
    assert "≥100%（未确认）" in read
    assert "党课按期开展率" not in words(opened("shortfall", at="all"))


def test_the_checklist_says_what_is_missing_in_numbers_and_by_when(home: Path) -> None:
    app = opened("branch", unit="B2")
    tables = [table.value.to_dict("records") for table in app.dataframe]
    checklist = next(rows for rows in tables if "年内还要做" in rows[0])
    row = next(row for row in checklist if row["要求"] == "主题党日按月开展率")
    assert (row["已做/应做"], row["年内还要做"], row["期限"]) == ("5/6", "1 次", "2026年12月31日")


def test_evidence_leads_to_file_sheet_and_row(home: Path) -> None:
    read = words(opened("branch", unit="B2", evidence="O05"))
    assert "第二中学活动.xlsx" in read
    assert "共 5 行台账记录" in read


def test_the_page_says_so_when_newer_data_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page never mixes builds: the reader chooses when to move on."""
    write_warehouse(tmp_path)
    monkeypatch.setenv("DANGJIAN_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    app = opened("methods")  # it names the build
    assert "b000001" in words(app)
    write_warehouse(tmp_path, "b000002")
    app.run()
    assert "b000001" in words(app)
    assert "数据已更新，点此刷新。" in words(app)
    app.button(key="take_newest").click().run()
    assert "b000002" in words(app)
    assert "数据已更新" not in words(app)


def test_without_a_warehouse_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(tmp_path / "空")
    monkeypatch.setenv("DANGJIAN_HOME", str(tmp_path / "空"))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    app = opened(HOME)
    assert not app.exception
    assert "请先到“数据报送”上传台账" in app.info[0].value
    app.switch_page(path_of("submit")).run()
    assert not app.exception
    assert app.file_uploader


def test_roles_that_only_look_cannot_upload_rebuild_or_withdraw(home: Path) -> None:
    app = opened("submit", role="district")
    assert not app.file_uploader
    assert not [button for button in app.button if button.label in ("更新数据", "撤回")]
    school = opened("submit", role="school")
    assert school.file_uploader
    assert not [button for button in school.button if button.label in ("更新数据", "撤回")]
