"""Saved views (视图与链接): kept, opened, deleted, and seen by their viewer alone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from dashboards.shared.viewer import ADMIN
from dashboards.store import saved_view
from tests.dashboards.login import opened
from tests.dashboards.reading import words


def test_a_view_is_saved_listed_opened_and_deleted(own_home: Path) -> None:
    app = opened("compare", year="2025", indicator="O05", level="branch", stage="初中")
    app.text_input(key="view_name").set_value("初中[对比](x)")
    app.button(key="save_view").click().run()
    assert not app.exception
    [view] = saved_view.views(own_home, role=ADMIN, unit="D1")
    assert view.page == "compare"
    assert view.query == {"year": "2025", "indicator": "O05", "level": "branch", "stage": "初中"}
    elsewhere = opened("shortfall")
    [link] = [link for link in elsewhere.page_link if "初中" in link.value]
    assert parse_qs(link.proto.query_string) == {key: [value] for key, value in view.query.items()}
    again = opened("compare", year="2024")
    again.button(key=f"open_{view.view}").click().run()
    assert again.query_params["year"] in ("2025", ["2025"]) and again.query_params["stage"] in ("初中", ["初中"])
    assert {box.label: box.value for box in again.selectbox}["学段"] == "初中"
    again.button(key=f"forget_{view.view}").click().run()
    assert saved_view.views(own_home, role=ADMIN, unit="D1") == []


def test_views_of_another_viewer_or_a_forbidden_page_are_not_shown(own_home: Path) -> None:
    saved_view.save(own_home, role=ADMIN, unit="D1", name="区里的", page="compare", query={})
    saved_view.save(own_home, role="支部", unit="B2", name="看不了的", page="what_if", query={})
    read = words(opened("branch", role="branch", viewer_unit="B2"))
    assert "区里的" not in read and "看不了的" not in read


def test_the_link_of_a_page_gives_the_page_and_says_nothing_of_who_looked(home: Path) -> None:
    app = opened("school", role="district", unit="S2", period="M04")
    [link] = [code.value for code in app.code]
    assert parse_qs(link.partition("?")[2]) == {"year": ["2026"], "unit": ["S2"], "period": ["M04"]}
