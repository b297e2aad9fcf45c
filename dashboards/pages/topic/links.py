"""A part of a topic that another page shows already: what it is, and a link to it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboards.pages.topic.definitions import TopicContext
from dashboards.widgets.page_links import page_link
from dashboards.widgets.url_state import link


@dataclass(frozen=True)
class PageLink:
    """A link, drawn for those who may open the page."""

    what: str
    page: str
    label: str
    indicator: str | None = None

    def draw(self, context: TopicContext) -> None:
        """Draw it."""
        if context.visit.viewer.may_open(self.page):
            with st.container(horizontal=True, vertical_alignment="center", key=f"lead_{self.page}"):
                st.markdown(f"**{self.what}**", width="content")
                kept = link(indicator=self.indicator) if self.indicator else link()
                page_link(self.page, label=f"{self.label} ›", query=kept)
