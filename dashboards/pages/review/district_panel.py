"""述职评议: the whole of the viewer's district or 片区, previewed on the page, then downloaded as three files."""

from __future__ import annotations

import streamlit as st

from dashboards.pages.review import tables
from dashboards.pages.review.files import offer
from dashboards.review_packs import brief_template
from dashboards.review_packs.brief_facts import Brief, brief_of
from dashboards.review_packs.district_facts import volume_of
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.template import template_of
from dashboards.review_packs.write_pack import volume_files_of
from dashboards.shared.markdown import escaped
from dashboards.widgets.chart import show
from dashboards.widgets.visit import Visit
from ingest.errors import UserError


def whole(visit: Visit, taken: Snapshot) -> None:
    """Draw what the brief says, and the button that makes the workbook and the brief."""
    try:
        volume = volume_of(visit.viewer, taken)
        brief = brief_of(visit.viewer, taken, volume)
    except UserError as error:
        st.warning(escaped(error))
        return
    _preview(brief)
    offer(
        visit,
        "生成汇总工作簿和一页简报（Excel、Word、PDF）",
        volume.code,
        lambda: volume_files_of(
            visit.viewer, taken, template_of(visit.home, brief_template.NAME, brief_template.write)
        ),
        lambda file: f" {file.name}",
        "述职评议｜全区汇总",
    )


def _preview(brief: Brief) -> None:
    for sentence in brief.sentences:
        st.markdown(escaped(sentence))
    table = tables.brief(brief)
    if not table.is_empty():
        show(table, "一页简报的指标", "brief")
        st.caption(escaped(f"{brief.more}上年有“*”的，两年标准不同。"))
    for heading, items in brief.lists:
        st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {escaped(item)}" for item in items))
