"""The main path in headless Chromium: every page of every role, in Chinese, without errors, overflow or other hosts."""

from __future__ import annotations

import http.client
import re

import playwright.sync_api as playwright
import pytest

from dashboards.shared.page_registry import pages_for, title_of
from dashboards.shared.viewer import ROLE_ADDRESS
from tests.dashboards.browsing import NEEDS_CHROMIUM, Watched
from tests.dashboards.login import PATIENCE_SECONDS

pytestmark = NEEDS_CHROMIUM


@pytest.mark.parametrize("role", [role for role in ROLE_ADDRESS if role != "admin"])
def test_every_page_is_chinese_fits_and_asks_nobody_else(role: str, served: str, browser: playwright.Browser) -> None:
    """From page to page by the menu, as people go; the admin's are walked in test_accessibility.py.

    Pages that a role may not see are tried without a browser.
    """
    watched = Watched(browser, served, role)
    watched.go()
    for page in pages_for(role):
        watched.menu(title_of(page))
        assert watched.faults() == [], page
    assert watched.page.evaluate("document.documentElement.lang") == "zh-CN"
    watched.page.close()


@pytest.mark.parametrize("part", [{"view": "预警规则"}, {"view": "季度简报"}, {"item": "O05~branch~B4"}])
def test_every_part_of_the_shortfall_page_is_chinese_and_fits(
    part: dict[str, str], served: str, browser: playwright.Browser
) -> None:
    """Parts that are drawn only when they are opened are not walked with the pages."""
    for width, height in ((1366, 768), (390, 844)):
        watched = Watched(browser, served, width=width, height=height)
        watched.go("shortfall", **part)
        assert watched.faults() == []
        watched.page.close()


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("shortfall", {"view": "督办单"}),
        ("review", {"view": "一个单位"}),
        ("review", {"view": "批量生成"}),
        ("school", {"unit": "S1", "evidence": "O05"}),
        ("branch", {"unit": "B1", "evidence": "O05"}),
        ("compare", {"indicator": "O05", "year": "2025", "level": "branch"}),
        ("matrix", {"level": "school", "year": "2024"}),
    ],
)
def test_every_further_part_is_chinese_and_fits(
    page: str, part: dict[str, str], served: str, browser: playwright.Browser
) -> None:
    """Tabs that stand in the address are drawn only when they are asked for."""
    watched = Watched(browser, served)
    watched.go(page, **part)
    assert watched.faults() == []
    watched.page.close()


def test_the_head_of_a_page_is_one_line_and_a_tab_stands_in_the_address(
    served: str, browser: playwright.Browser
) -> None:
    """The build's id was broken over two lines, and a link to 趋势 opened 分布."""
    watched = Watched(browser, served)
    watched.go("compare", indicator="O05", year="2025", tab="趋势")
    assert watched.page.get_by_role("tab", name="趋势", exact=True).get_attribute("aria-selected") == "true"
    watched.page.get_by_role("tab", name="漏斗图", exact=True).click()
    watched.page.wait_for_url(re.compile("tab=(漏斗图|%E6%BC%8F%E6%96%97%E5%9B%BE)"))
    head = watched.page.locator(".st-key-page_header").bounding_box()
    assert head is not None and head["height"] < 48
    assert watched.problems == []
    watched.page.close()


def test_names_of_a_wide_grid_stay_in_sight_while_it_scrolls(served: str, browser: playwright.Browser) -> None:
    watched = Watched(browser, served, width=390, height=844)
    watched.go("matrix", level="branch", year="2025")
    names, cells = (watched.page.locator(f".st-key-{key}") for key in ("grid_names", "wide_grid"))
    # A hint above the cells alone shifted them by a line. Both are drawn one after the other, so that it is waited for.
    watched.page.wait_for_function(
        """() => {
            const [names, cells] = ['.st-key-grid_names', '.st-key-wide_grid .js-plotly-plot'].map(
                each => document.querySelector(each)?.getBoundingClientRect().y)
            return Math.abs(names - cells) < 2
        }"""
    )
    before = names.bounding_box()
    assert before is not None
    cells.evaluate("box => { box.scrollLeft = 200 }")
    assert cells.evaluate("box => box.scrollLeft") == 200
    after = names.bounding_box()
    assert after is not None and after["x"] == before["x"]
    assert watched.overflow() <= 0
    watched.page.close()


def test_a_page_outside_the_menu_is_refused_as_the_first_address_of_a_session(
    served: str, browser: playwright.Browser
) -> None:
    watched = Watched(browser, served, "branch")
    watched.go("quality")
    assert watched.page.inner_text("h1") == "无法查看"
    assert watched.page.locator("[data-testid=stDataFrame]").count() == 0
    watched.page.close()


def test_the_way_down_and_back_keeps_the_year(served: str, browser: playwright.Browser) -> None:
    """总览 -> 支部 -> 学校 -> 片区 -> 全区, by links; the address of each step reproduces it."""
    watched = Watched(browser, served)
    page = watched.page
    watched.go(year="2025")
    page.locator("[data-testid=stPageLink]").get_by_text("第三中学退休党支部").first.click()
    page.wait_for_url(re.compile(r"/branch\?.*unit=B5"))
    watched.settle()
    assert "year=2025" in page.url
    page.get_by_role("tab", name="年内还要做").wait_for()
    page.locator(".st-key-breadcrumb").get_by_text("第三中学 ›").click()
    page.wait_for_url(re.compile(r"/school\?.*unit=S3"))
    watched.settle()
    page.locator(".st-key-breadcrumb").get_by_text("西片区 ›").click()
    page.wait_for_url(re.compile(r"area=A2"))
    watched.settle()
    page.locator(".st-key-breadcrumb").get_by_text("全区 ›").click()
    page.wait_for_function("!location.search.includes('area=')")
    assert "year=2025" in page.url
    assert watched.problems == []
    page.close()


def test_a_row_of_the_comparison_opens_the_school(served: str, browser: playwright.Browser) -> None:
    watched = Watched(browser, served)
    watched.go("compare", indicator="O05", year="2025")
    watched.page.get_by_role("tab", name="表", exact=True).click()
    cells = watched.page.locator("[data-testid=stDataFrame] canvas").last
    cells.wait_for()
    opened = re.compile(r"/school\?.*unit=S")
    for _ in range(PATIENCE_SECONDS):  # the table is a canvas: it may still be drawing itself when a click falls
        box = cells.bounding_box()
        if box is not None:
            watched.page.mouse.click(box["x"] + 60, box["y"] + 52)
        watched.page.wait_for_timeout(1000)
        if opened.search(watched.page.url):
            break
    assert opened.search(watched.page.url), watched.page.url
    watched.settle()
    assert watched.page.inner_text("h1") == "学校画像"
    watched.page.close()


def test_boxes_for_several_units_speak_chinese_when_open_and_full(served: str, browser: playwright.Browser) -> None:
    watched = Watched(browser, served)
    watched.go("compare", indicator="L03", year="2025", level="branch", pick="B1,B2,B3,B4,B5,B6")
    watched.page.get_by_text("与谁比：默认同类、放宽或自选").click()
    for box in watched.page.locator("[data-testid=stMultiSelect] input").all():
        box.click()
        watched.page.wait_for_timeout(500)
        assert watched.english() == set()
        watched.page.keyboard.press("Escape")
    assert watched.problems == []
    watched.page.close()


def test_the_box_of_a_tables_columns_speaks_chinese(served: str, browser: playwright.Browser) -> None:
    """It listed the rows' numbers as a column that is hidden, in English; a table has no such column now."""
    watched = Watched(browser, served)
    watched.go("review", year="2025")
    watched.page.locator("[data-testid=stDataFrame]").first.hover()
    watched.page.get_by_role("button", name="显示或隐藏列").first.click()
    watched.page.get_by_text("全选", exact=True).wait_for()
    assert watched.page.get_by_text("缺报份次", exact=True).last.is_visible()
    assert watched.page.get_by_text("行号", exact=True).count() == 0
    assert watched.english() == set()
    watched.page.close()


def test_a_definition_is_one_click_away_and_a_download_has_a_chinese_name(
    served: str, browser: playwright.Browser
) -> None:
    watched = Watched(browser, served)
    watched.go("compare", indicator="O05", year="2025")
    watched.page.get_by_role("button", name="口径").first.click()
    watched.page.get_by_text("应开展的次数").first.wait_for()
    watched.page.keyboard.press("Escape")
    watched.page.get_by_role("tab", name="表", exact=True).click()
    download = watched.taken(watched.page.get_by_role("button", name="下载表格（.xlsx）"))
    assert download.suggested_filename == "学校对比_2025年_数据截止20260630.xlsx"
    watched.page.close()


def test_a_click_on_a_cell_of_the_grid_shows_where_it_comes_from(served: str, browser: playwright.Browser) -> None:
    """Cells of a heat map answer no click by themselves; the boxes below say the same as the click."""
    watched = Watched(browser, served)
    page = watched.page
    watched.go("matrix", level="branch", year="2025", family="组织生活", sort="name")
    field = page.locator(".st-key-wide_grid .nsewdrag")
    field.wait_for()
    box = field.bounding_box()
    assert box is not None
    across, down = box["x"] + box["width"] / 5 * 3.5, box["y"] + box["height"] / 7 * 2.5  # five indicators, seven units
    page.mouse.move(across, down)
    page.locator(".st-key-wide_grid .hoverlayer .hovertext").first.wait_for()
    page.mouse.click(across, down)
    page.wait_for_url(re.compile(r"unit=B\d&evidence=O05|evidence=O05&unit=B\d"))
    watched.settle()
    page.get_by_text("行台账记录").wait_for()
    assert watched.problems == []
    page.close()


def test_a_chart_is_a_picture_in_hand_within_four_clicks_of_the_home_page(
    served: str, browser: playwright.Browser
) -> None:
    watched = Watched(browser, served)
    watched.go()
    watched.menu("学校对比")
    watched.page.get_by_text("看数据表、下载").locator("visible=true").first.click()
    download = watched.taken(watched.page.get_by_role("button", name="下载图片（.png）"))
    assert download.suggested_filename.endswith(".png")
    assert download.path().read_bytes().startswith(b"\x89PNG")
    watched.page.close()


def test_a_view_is_saved_with_the_keyboard_alone_and_gives_the_page_back(
    served: str, browser: playwright.Browser
) -> None:
    watched = Watched(browser, served, "district")
    watched.go("compare", indicator="O05", year="2024")
    watched.page.get_by_role("button", name="视图与链接").press("Enter")
    box = watched.page.get_by_label("保存当前视图，名称")
    box.fill("两年前的主题党日")
    box.press("Tab")
    watched.page.get_by_role("button", name="保存当前视图", exact=True).press("Enter")
    watched.page.get_by_role("button", name="两年前的主题党日", exact=True).wait_for()
    watched.go()
    watched.page.get_by_role("button", name="视图与链接").press("Enter")
    watched.page.get_by_role("link", name="两年前的主题党日").click()
    watched.page.get_by_role("heading", name="学校对比").wait_for()
    watched.settle()
    assert "year=2024" in watched.page.url and "indicator=O05" in watched.page.url
    assert watched.is_still_who_they_were()
    assert not watched.problems
    watched.page.close()


def test_the_served_pages_answer_to_no_name_that_another_site_gave_this_machine(served: str) -> None:
    """A site whose name leads to 127.0.0.1 could read every page in the visitor's browser (DNS rebinding)."""
    machine, _, port = served.removeprefix("http://").partition(":")
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    for path, headers in (("/", {}), ("/compare?role=discipline", {}), ("/_stcore/stream", upgrade)):
        for name, refused in (("evil.example", True), ("localhost", False)):
            connection = http.client.HTTPConnection(machine, int(port), timeout=PATIENCE_SECONDS)
            connection.request("GET", path, headers={**headers, "Host": f"{name}:{port}"})
            assert (connection.getresponse().status == 403) == refused, (path, name)
            connection.close()
