"""The pages as Streamlit knows them, and links to them.

A link that is given a script's path looks it up on the disk, each time; a page that is made anew does too.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping

import streamlit as st

from dashboards.shared.page_registry import HOME, PAGES


@functools.cache
def _made() -> Mapping[str, st.Page]:
    """Return the pages by name, made once in a process; the first run of a page asks for it."""
    return {
        page.name: st.Page(page.path, title=page.title, url_path=page.name, default=page.name == HOME)
        for page in PAGES.values()
    }


def pages() -> list[st.Page]:
    """Return every page, for one run: Streamlit notes in it which one runs. What a role may open is decided after."""
    return [copy.copy(page) for page in _made().values()]


def page_link(page: str, label: str, query: Mapping[str, str] | None = None) -> None:
    """Draw the link to a page by its name, with what stands behind the question mark."""
    st.page_link(_made()[page], label=label, query_params=dict(query or {}))
