"""The registry of pages: each stands once in the menu."""

from __future__ import annotations

from dashboards.shared.page_registry import PAGES, pages_for, sections


def test_every_page_stands_in_one_section_of_the_menu() -> None:
    listed = [page.name for pages in sections().values() for page in pages]
    assert sorted(listed) == sorted(PAGES) == sorted(pages_for("admin"))
