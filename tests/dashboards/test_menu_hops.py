"""From page to page by the menu: what the boxes say, what the address says and what is shown stay the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.database import submissions
from dashboards.shared.labels import LEVELS
from dashboards.shared.page_registry import pages_for
from dashboards.widgets import url_state
from tests.dashboards.browsing import NEEDS_CHROMIUM, Watched
from tests.dashboards.login import gone_on, opened
from tests.dashboards.menu_hops import hops, tour
from tests.dashboards.reading import words

CARRIED = {"year": "2025", "level": "school", "stage": "初中", "area": "A1", "period": "Q04"}
"""None of them is the default of a page."""
_IN_THE_HEAD = re.compile(r"^\d{4}年已报送：")
WITH_BOXES = tuple(page for page in pages_for("admin") if page not in ("verify", "quality", "methods"))


def test_a_tour_goes_once_from_each_page_to_each_other() -> None:
    pages = ["a", "b", "c", "d"]
    steps = list(pairwise(tour(pages)))
    assert len(steps) == len(set(steps)) == 12
    assert all(one != other for one, other in steps)


def faults(app: AppTest, carried: Mapping[str, str]) -> Iterator[str]:
    """What a page says that is not what was carried to it."""
    assert not app.exception, app.exception[0].message
    boxes = {str(box.key).removeprefix("choose_"): box.value for box in app.selectbox}
    for key, value in carried.items():
        if boxes.get(key, value) != value:
            yield f"{key}: the box says {boxes[key]}, the address {value}"
    # The head says 2025年已报送 by the address itself; what a page is about says it by its rows.
    said = [line for line in words(app).splitlines() if not _IN_THE_HEAD.search(line)]
    if "year" in boxes and not any(f"{carried['year']}年" in line for line in said):
        yield "nothing that the page is about names the year"


def disagreements(walk: list[str]) -> list[str]:
    """Go the walk in one session, as the menu does: the filters stand in the address of the next page."""
    app = opened(walk[0], **CARRIED)
    found = []
    for before, page in pairwise(walk):
        app.query_params.clear()
        found += [f"{before} -> {page}: {fault}" for fault in faults(gone_on(app, page, **CARRIED), CARRIED)]
    return found


def test_every_page_shows_what_any_other_page_hands_over(home: Path) -> None:
    """学校对比 of schools in 2025, then 热力总表: the boxes said 2026 and 片区, the cells were schools of 2025."""
    assert disagreements(tour(WITH_BOXES)) == []


def test_a_box_that_keeps_the_session_of_the_former_page_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above could not fail."""

    def only_if_new(widget: str, value: object) -> None:
        state = url_state.st.session_state
        if state.get(widget) != value:
            state[widget] = value

    monkeypatch.setattr(url_state, "hold", only_if_new)
    assert any("the box says 2026" in fault for fault in disagreements(["compare", "matrix", "metric"]))


def test_a_page_whose_rows_are_of_another_year_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's head names the year of the address on every page, and was taken for what the page says."""

    def of_the_year_after(*args: Any, **how: Any) -> pl.DataFrame:
        reader, year, *others = args
        return submissions_matrix(reader, year + 1, *others, **how)

    submissions_matrix = submissions.matrix
    monkeypatch.setattr(submissions, "matrix", of_the_year_after)
    (fault,) = disagreements(["shortfall", "submit"])
    assert fault == "shortfall -> submit: nothing that the page is about names the year"


@NEEDS_CHROMIUM
def test_forty_hops_in_a_browser_agree(served_sample: str, browser: playwright.Browser) -> None:
    """AppTest hands the filters over itself; here the menu's own links do."""
    walk = tour(WITH_BOXES)
    start = random.randrange(len(walk) - 40)
    watched = Watched(browser, served_sample, "admin")
    watched.go(walk[start], year="2025", level="school")
    chosen = {"year": "2025年", "level": LEVELS["school"]}
    assert list(hops(watched, walk[start : start + 41], chosen)) == []
    watched.page.close()
