"""Every page of the sample district in a real browser: Chinese, on a screen and a phone, and no barrier for anybody.

axe-core tells the barriers: nothing that keeps people with other senses or hands out.
"""

from __future__ import annotations

import playwright.sync_api as playwright
import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboards.shared.page_registry import pages_for, title_of
from tests.dashboards.browsing import NEEDS_CHROMIUM, Watched

pytestmark = NEEDS_CHROMIUM
LOOKED_AT = [
    *(("school", page) for page in ("overview", "school", "compare")),
    *(("branch", page) for page in ("overview", "branch", "shortfall")),
]
GRAVE = ("serious", "critical")


def test_every_page_of_the_menu_fits_screen_and_phone_and_has_no_grave_barrier(
    served_sample: str, browser: playwright.Browser
) -> None:
    """A colour too faint, a box without a name, a scrolling box without keyboard: nobody sees these by chance."""
    watched = Watched(browser, served_sample, "admin")
    watched.go()
    for page in pages_for("admin"):
        watched.menu(title_of(page))
        assert watched.faults() == [], page
        assert _barriers(watched) == [], page
        with watched.on_a_phone():
            assert watched.overflow() <= 0, page
    watched.go("shortfall", view="督办单")
    assert watched.faults() == []
    assert _barriers(watched) == []
    watched.page.close()


@pytest.mark.parametrize(("role", "page"), LOOKED_AT)
def test_no_page_of_a_school_or_branch_has_a_grave_barrier(
    role: str, page: str, served_sample: str, browser: playwright.Browser
) -> None:
    watched = Watched(browser, served_sample, role)
    watched.go(page)
    assert watched.faults() == []
    assert _barriers(watched) == []
    watched.page.close()


def _barriers(watched: Watched) -> list[str]:
    watched.page.get_by_test_id("stSidebar").get_by_role("link").first.wait_for()  # until then it scrolls over nothing
    found = Axe().run(watched.page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
