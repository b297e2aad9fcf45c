"""What a first-time user comes for, each in at most four clicks from the home page, on the sample district."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import openpyxl
import playwright.sync_api as playwright
import pptx
import pytest

from dashboards.database.connection import published_build
from dashboards.review_packs.snapshot import freeze
from tests.dashboards.browsing import NEEDS_CHROMIUM, Watched, serving

pytestmark = NEEDS_CHROMIUM
MOST = 4


class FirstTimer:
    """Somebody on the home page whose clicks are counted."""

    def __init__(self, browser: playwright.Browser, served: str, role: str) -> None:
        self.watched = Watched(browser, served, role)
        self.page = self.watched.page
        self.clicks = 0
        self.watched.go()

    def click(self, what: playwright.Locator) -> None:
        what.locator("visible=true").first.click()
        self.count()
        self.watched.settle()

    def count(self) -> None:
        self.clicks += 1
        assert self.clicks <= MOST, "too far from the home page"

    def menu(self, title: str) -> None:
        self.click(self.page.locator(".st-key-menu").get_by_role("link", name=title, exact=True))
        self.page.get_by_role("heading", name=title, exact=True).wait_for()
        self.watched.settle()

    def tab(self, name: str) -> None:
        self.page.wait_for_function("!document.querySelector('[data-stale=true]')")  # left over from the page before
        self.click(self.page.get_by_role("tab", name=name, exact=True))

    def cells(self, label: str) -> list[list[str]]:
        """Return the lines of the table in sight as its screen-reader copy has them: a canvas has no text."""
        in_sight = self.page.locator("[data-testid=stDataFrame]").locator("visible=true")
        grid = in_sight.locator("table[role=grid]").filter(has_text=label).first
        grid.wait_for(state="attached")
        rows = grid.locator("tbody tr").all()
        return [[cell.text_content() or "" for cell in row.locator("td").all()] for row in rows]

    def table(self, folder: Path) -> Path:
        """Download the table in sight into `folder`."""
        self.count()
        download = self.watched.taken(self.page.get_by_role("button", name="下载表格（.xlsx）"))
        download.save_as(folder / download.suggested_filename)
        return folder / download.suggested_filename

    def leave(self) -> None:
        assert self.watched.problems == []
        self.page.close()


def test_the_three_schools_furthest_below_a_standard(browser: playwright.Browser, served_sample: str) -> None:
    """学校对比 lists schools from the lowest value up, with the standard beside each."""
    someone = FirstTimer(browser, served_sample, "admin")
    someone.menu("学校对比")
    someone.tab("表")
    rows = someone.cells("95%区间")[:3]
    values = [float(re.findall(r"[\d.]+", row[2])[0]) for row in rows]
    assert len(values) == 3 and values == sorted(values)
    assert all("不低于" in row[4] and ("未达标" in row[3] or "进度滞后" in row[3]) for row in rows), rows
    someone.leave()


def test_why_a_number_is_what_it_is_down_to_a_ledger_row(browser: playwright.Browser, served_sample: str) -> None:
    someone = FirstTimer(browser, served_sample, "admin")
    someone.menu("支部详情")
    someone.tab("数字从哪里来")
    rows = someone.cells("工作表")
    assert rows and all(re.search(r"\.(xlsx?|csv|ods|tsv|txt)$", row[4]) for row in rows), rows[:2]
    assert all(re.fullmatch(r"[\d,]+", row[6]) for row in rows), rows[:2]
    someone.leave()


@pytest.mark.parametrize("role", ["admin", "branch"])
def test_what_a_branch_must_still_do_this_year(role: str, browser: playwright.Browser, served_sample: str) -> None:
    """In numbers and by when."""
    someone = FirstTimer(browser, served_sample, role)
    someone.menu("支部详情")
    someone.tab("年内还要做")
    rows = someone.cells("还差")
    assert rows
    assert all(re.fullmatch(r"2026年\d+月\d+日", row[0]) and re.match(r"\d", row[4]) for row in rows), rows[:2]
    someone.leave()


def test_the_branches_that_did_not_report(browser: playwright.Browser, served_sample: str, tmp_path: Path) -> None:
    someone = FirstTimer(browser, served_sample, "admin")
    way = someone.page.get_by_role("link", name="看报送情况 →")
    way.wait_for()
    silent = someone.page.locator(".st-key-attention_silent [data-testid=stPageLink]").all_inner_texts()[:-1]
    someone.click(way)
    someone.page.get_by_role("heading", name="数据报送", exact=True).wait_for()
    someone.tab("报送情况")
    someone.click(someone.page.get_by_text("看数据表、下载"))
    table = openpyxl.load_workbook(someone.table(tmp_path))["数据"]
    missing = {row[0] for row in table.iter_rows(min_row=2, values_only=True) if "缺报" in str(row[2])}
    assert silent and missing >= set(silent), (silent, missing)
    someone.leave()


def test_a_comparison_for_a_meeting(browser: playwright.Browser, served_sample: str, tmp_path: Path) -> None:
    """A table that has lost its filters and its day cannot be argued with in a meeting."""
    someone = FirstTimer(browser, served_sample, "admin")
    someone.menu("学校对比")
    someone.tab("表")
    book = openpyxl.load_workbook(someone.table(tmp_path))
    notes = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True, max_col=2) if row[0]}
    assert notes["筛选：年度"] == "2026年" and notes["筛选：单位层级"] == "学校" and notes["筛选：指标"]
    assert notes["数据截止"] == "2026-10-31" and re.fullmatch(r"\d{8}T\d{6}-\w+", notes["数据版本"])
    assert book["数据"].max_row == 1 + 24, "every school of the district"
    someone.leave()


def test_the_five_branches_to_call_today(browser: playwright.Browser, served_sample: str) -> None:
    """949 branches of one colour told nobody where to begin: the first lines are those of whom most can be saved."""
    someone = FirstTimer(browser, served_sample, "admin")
    someone.menu("未达标与预警")
    rows = someone.cells("还补得上")[:5]
    assert len({row[0] for row in rows}) == 5
    assert all(re.fullmatch(r"[1-9]\d* 项", row[1]) and row[2] for row in rows), rows
    assert someone.clicks <= 2
    someone.leave()


def test_one_schools_comparison_defended(browser: playwright.Browser, served_sample: str) -> None:
    """A school with three peers is not compared with others in silence: a wider group is its reader's choice."""
    someone = FirstTimer(browser, served_sample, "school")
    someone.menu("学校对比")
    someone.page.get_by_text(re.compile("不足 5，不作比较")).first.wait_for()
    someone.click(someone.page.get_by_role("combobox", name=re.compile("与谁比")))
    someone.click(someone.page.get_by_role("option", name=re.compile("不分学段")))
    someone.page.get_by_text(re.compile("在本页选用的，不是默认同类")).first.wait_for()
    assert someone.clicks <= 3
    someone.leave()


def test_why_a_number_fell(browser: playwright.Browser, served_sample: str) -> None:
    """The parts of a change are its whole change, and name the schools that made it."""
    someone = FirstTimer(browser, served_sample, "admin")
    someone.menu("指标页")
    someone.click(someone.page.get_by_role("combobox", name=re.compile("年度")))
    someone.click(someone.page.get_by_role("option", name="2025年"))
    told = someone.page.get_by_text(re.compile(r"2024年 [\d.]+% → 2025年 [\d.]+%，下降")).first
    told.wait_for()
    assert someone.clicks <= 3
    words = told.inner_text().replace("−", "-")
    whole = re.search(
        r"下降 ([\d.]+) 个百分点：自身变化 ([+-]?[\d.]+)，构成变化 ([+-]?[\d.]+)，新增、减少 ([+-]?[\d.]+)", words
    )
    assert whole, words
    fall, *parts = map(float, whole.groups())
    assert -sum(parts) == pytest.approx(fall, abs=0.21), "each is rounded to a tenth"
    assert re.search(r"拉低最多：\S+ -", words), words
    someone.leave()


def test_a_schools_profile_printed(browser: playwright.Browser, served_sample: str) -> None:
    someone = FirstTimer(browser, served_sample, "school")
    someone.menu("学校画像")
    someone.count()
    page = someone.watched.taken(someone.page.get_by_role("button", name="打印版"))
    text = Path(page.path()).read_text(encoding="utf-8")
    assert page.suggested_filename.endswith("_打印版.html") and "<h1" in text
    assert "button" not in text and "<script" not in text
    assert someone.clicks <= 2
    someone.leave()


@pytest.fixture
def frozen(shown_sample: Path, tmp_path: Path) -> Path:
    """The sample district with its open year frozen, in a home of its own: others see a year that is not."""
    home = tmp_path / "home"
    shutil.copytree(shown_sample, home)
    build = published_build(home)
    assert build is not None
    freeze(home, 2026, build, dt.date(2026, 10, 31), "区级管理员")
    return home


def test_the_slides_of_one_secretary(browser: playwright.Browser, frozen: Path, tmp_path: Path) -> None:
    """Six slides at most, with what is left to say marked; their outline is read before anything is downloaded."""
    with serving(frozen, tmp_path) as address:
        someone = FirstTimer(browser, address, "school")
        someone.menu("述职评议")
        someone.tab("一个单位")
        someone.page.get_by_text("述职幻灯片和一页纸的提纲").first.wait_for()
        someone.click(someone.page.get_by_role("button", name=re.compile("^生成材料")))
        someone.count()
        slides = someone.watched.taken(someone.page.get_by_role("button", name="下载述职幻灯片（.pptx）"))
        deck = pptx.Presentation(str(slides.path()))
        text = "\n".join(
            shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
        )
        assert 3 <= len(deck.slides) <= 6 and "【请" in text
        assert someone.clicks <= MOST
        someone.leave()
