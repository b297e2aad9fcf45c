"""The layout step in headless Chromium: a school's clerk hands in a workbook that nobody knows, and it counts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import playwright.sync_api as playwright
import pytest

from ingest.landing.store import Store
from pipeline.demo_mark import mark
from tests.conftest import SAMPLE_DAY
from tests.dashboards.browsing import NEEDS_CHROMIUM, Watched, serving
from tests.replay import Replay

pytestmark = NEEDS_CHROMIUM
SCHOOL, BRANCH, BRANCH_NAME = "3453001021", "0121001001001", "云岭区田园高级中学第一党支部"
MOST_CLICKS = 6
HEADERS = ["序号", "党支部", "开会那天", "会议类型", "会议主题", "应到", "来了几个"]
CHATTER = "谁也不认得的一句闲话"


class Clerk:
    """A school's clerk on 数据报送, whose clicks are counted from the moment a file is read."""

    def __init__(self, browser: playwright.Browser, served: str) -> None:
        self.watched = Watched(browser, served, "school", SCHOOL)
        self.page = self.watched.page
        self.clicks = 0
        self.watched.go("submit")

    def hand_in(self, file: Path) -> None:
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.locator("[data-testid=stFileUploader]").get_by_text(file.name).wait_for()
        self.page.get_by_role("button", name="上传并检查").click()
        self.page.get_by_text("检查完毕").wait_for()
        self.watched.settle()

    def click(self, what: playwright.Locator) -> None:
        what.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)  # a list that has opened closes when the page scrolls
        what.click()
        self.clicks += 1

    def read_as(self, header: str, column: str) -> None:
        self.click(self.page.get_by_role("combobox", name=re.compile(header)))
        self.click(self.page.get_by_role("option", name=column, exact=True))

    @property
    def is_asked(self) -> bool:
        return self.page.locator(".st-key-layout_step, [class*=st-key-poorer]").count() > 0


@pytest.fixture(scope="module")
def landed(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of its own: files are landed in it."""
    home = Path(shutil.copytree(sample_home, tmp_path_factory.mktemp("landed") / "区 home"))
    mark(home)
    return home


@pytest.fixture(scope="module")
def served(landed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(landed, tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


def book(path: Path, *rows: list[object], headers: list[str] = HEADERS) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = "登记"
    for row in ([*headers], *rows):
        workbook.active.append(row)
    workbook.save(path)
    return path


def attendance(browser: playwright.Browser, served: str) -> tuple[int, int]:
    """Return numerator and denominator of 党员参学率 as the branch's page shows them."""
    watched = Watched(browser, served, "branch", BRANCH)
    watched.go("branch", year="2026", evidence="O09", unit=BRANCH)
    found = re.search(r"党员参学率.{0,40}分子/分母 (\d+)/(\d+)", watched.page.inner_text("body"))
    watched.page.close()
    assert found is not None
    return int(found[1]), int(found[2])


def test_unknown_columns_are_mapped_in_six_clicks_and_the_next_file_is_read_without_a_question(
    landed: Path, served: str, browser: playwright.Browser, tmp_path: Path, replay: Replay
) -> None:
    before = attendance(browser, served)
    clerk = Clerk(browser, served)
    rows: list[list[object]] = [
        [1, BRANCH_NAME, "2026-09-08", "党课", "版式一", 10, 8],
        [2, BRANCH_NAME, "2026-09-18", "主题党日", "版式二", 10, 9],
    ]
    clerk.hand_in(book(tmp_path / "新式样九月.xlsx", *rows))
    assert clerk.is_asked
    assert clerk.watched.faults() == []
    with clerk.watched.on_a_phone():
        assert clerk.watched.faults() == []
    clerk.read_as("开会那天", "活动日期（必填）")
    clerk.read_as("来了几个", "实到人数")
    clerk.click(clerk.page.get_by_role("button", name="保存并读取"))
    clerk.page.locator(".st-key-layout_step").wait_for(state="detached")
    clerk.watched.settle()
    assert clerk.clicks <= MOST_CLICKS
    assert clerk.watched.faults() == []
    clerk.hand_in(book(tmp_path / "新式样十月.xlsx", [1, BRANCH_NAME, "2026-10-09", "党课", "版式三", 10, 7]))
    assert not clerk.is_asked
    clerk.page.close()
    newest = Store(landed).batches()[-2:]
    assert [(each.file, each.accepted) for each in newest] == [("新式样九月.xlsx", 2), ("新式样十月.xlsx", 1)]
    replay.build(landed, SAMPLE_DAY)
    assert attendance(browser, served) == (before[0] + 8 + 9 + 7, before[1] + 30)


def test_a_column_that_is_not_used_is_asked_about_and_what_stands_in_it_is_not_kept(
    landed: Path, served: str, browser: playwright.Browser, tmp_path: Path
) -> None:
    clerk = Clerk(browser, served)
    # 支委会: it is not in 党员参学率, which another test looks at in the same home.
    headers = [
        "党支部",
        "活动日期",
        "会议类型",
        "会议主题",
        "应到",
        "实到",
        "请假",
        "时长（小时）",
        "人次",
        "主持",
        "地点",
        "佐证",
        "闲话",
    ]
    row: list[object] = [BRANCH_NAME, "2026-09-09", "支委会", "版式四", 9, 9, 0, 1, 9, "", "礼堂", "照片", CHATTER]
    clerk.hand_in(book(tmp_path / "多一列.xlsx", row, headers=headers))
    assert Store(landed).batches()[-1].file == "多一列.xlsx"
    clerk.page.locator(".st-key-layout_step").get_by_text(CHATTER).wait_for()
    clerk.click(clerk.page.get_by_role("button", name="保存并读取"))
    clerk.page.locator(".st-key-layout_step").wait_for(state="detached")
    assert clerk.watched.faults() == []
    clerk.page.close()
    kept = [path for path in landed.rglob("*") if path.is_file() and CHATTER.encode() in path.read_bytes()]
    assert kept == []


def test_a_poorer_file_is_landed_only_once_somebody_has_said_so(
    landed: Path, served: str, browser: playwright.Browser, tmp_path: Path
) -> None:
    clerk = Clerk(browser, served)
    headers = ["党支部", "活动日期", "会议类型", "会议主题"]
    clerk.hand_in(book(tmp_path / "只有四列.xlsx", [BRANCH_NAME, "2026-09-10", "党课", "版式五"], headers=headers))
    assert clerk.is_asked and Store(landed).batches()[-1].file != "只有四列.xlsx"
    assert clerk.watched.faults() == []
    clerk.click(clerk.page.get_by_role("button", name="仍然接收"))
    clerk.page.get_by_text("数据已接收").wait_for()
    clerk.watched.settle()
    assert not clerk.is_asked and Store(landed).batches()[-1].file == "只有四列.xlsx"
    clerk.page.close()
