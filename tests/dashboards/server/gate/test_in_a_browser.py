"""The whole way in a browser: log in, choose a password, see one's own school alone, be thrown out, log out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from dashboards.accounts import grants, people
from dashboards.shared.viewer import SCHOOL
from pipeline.demo_mark import unmark
from tests.dashboards.browsing import NEEDS_CHROMIUM, READ, Watched, chromium, serving
from tests.dashboards.fixtures.warehouse import UNITS

pytestmark = NEEDS_CHROMIUM
NEW = "Qiuyu+2027"


@pytest.fixture
def home(published_home: Path, tmp_path: Path) -> Path:
    """A home like any other, with the secretary of one school."""
    home = tmp_path / "区 home"
    shutil.copytree(published_home, home, ignore=shutil.ignore_patterns("app.sqlite*"))
    unmark(home)
    return home


@pytest.fixture
def served(home: Path, tmp_path: Path) -> Iterator[str]:
    with serving(home, tmp_path) as address:
        yield address


def fill(page: playwright.Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


def test_a_secretary_sees_their_own_school_from_log_in_to_log_out(home: Path, served: str) -> None:
    (own, name), (other, other_name) = [(str(one[0]), str(one[2])) for one in UNITS if one[1] == "school"][1:3]
    password = people.add(home, "li", "李书记", by="test")
    grants.give(home, people.known(home, "li"), SCHOOL, own, by="test")
    with chromium() as browser:
        watched = Watched(browser, served)
        page = watched.page
        page.goto(f"{served}/school?role=admin&unit={other}")
        assert page.url.startswith(f"{served}/login")
        for width in (390, 1366):
            page.set_viewport_size({"width": width, "height": 768})
            assert watched.overflow() <= 0 and not re.findall(r"[A-Za-z]{3,}", page.evaluate(READ))
        fill(page, login="li", password=password)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("button", name="改口令").wait_for()
        fill(page, old=password, new=NEW, again=NEW)
        page.get_by_role("button", name="改口令").click()
        watched.settle()
        assert "李书记" in page.locator(".st-key-person").inner_text()
        page.goto(f"{served}/school?role=admin&unit={other}")
        watched.settle()
        seen = page.inner_text("[data-testid=stMain]")
        assert name in seen and other_name not in seen and "（学校）" in seen
        assert page.get_by_label("查看身份").count() == 0
        assert not watched.faults()
        people.disable(home, "li")
        page.locator(".st-key-menu").get_by_role("link", name="验真", exact=True).click()
        page.wait_for_url("**/login**")
        people.enable(home, "li")
        fill(page, login="li", password=NEW)
        page.get_by_role("button", name="登录").click()
        watched.settle()
        page.get_by_role("link", name="退出").click()
        page.get_by_role("button", name="退出登录").click()
        page.get_by_text("您已退出。").wait_for()
        page.goto(served)
        assert page.url == f"{served}/login"
