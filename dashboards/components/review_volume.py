"""述职评议: the whole of the viewer's district or 片区, read on the page first, then taken away as three files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboards import pack_tables
from dashboards.components.charts import show
from dashboards.components.downloads import handed_out
from dashboards.components.plain import plain
from dashboards.packs import brief_template
from dashboards.packs.brief_facts import Brief, brief_of
from dashboards.packs.make import File, entry_of, register, volume_files_of
from dashboards.packs.snapshot import Snapshot
from dashboards.packs.template import template_of
from dashboards.packs.volume_facts import volume_of
from dashboards.session import Visit
from ingest.errors import UserError


def whole(visit: Visit, taken: Snapshot) -> None:
    """Draw what the brief says, and the button that makes the workbook and the brief."""
    try:
        volume = volume_of(visit.viewer, taken)
        brief = brief_of(visit.viewer, taken, volume)
    except UserError as error:
        st.warning(plain(error))
        return
    _preview(brief)
    if st.button("生成汇总工作簿和一页简报（Excel、Word、PDF）", key="make_volume", type="primary"):
        with st.spinner("正在生成…"):
            st.session_state["volume"] = _made(visit, taken)
    made: tuple[str, list[File]] | None = st.session_state.get("volume")
    if made and made[0] == volume.code:
        st.markdown(f"验真码 **{volume.code}**；收到材料的人可以在“验真”页核对。")
        with st.container(horizontal=True):
            for file in made[1]:
                st.download_button(
                    f"下载 {plain(file.name)}", partial(_taken, visit, file), file.name, on_click="ignore"
                )


def _taken(visit: Visit, file: File) -> bytes:
    return handed_out(visit.home, visit.viewer, file.content, "述职评议｜全区汇总", file.name)


def _preview(brief: Brief) -> None:
    for sentence in brief.sentences:
        st.markdown(plain(sentence))
    table = pack_tables.brief(brief)
    if not table.is_empty():
        show(table, "一页简报的指标", "brief")
        st.caption(plain(f"{brief.more}上年有“*”的，两年标准不同。"))
    for column, (heading, items) in zip(st.columns(len(brief.lists)), brief.lists, strict=True):
        with column:
            st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {plain(item)}" for item in items))


def _made(visit: Visit, taken: Snapshot) -> tuple[str, list[File]] | None:
    template = template_of(visit.home, brief_template.NAME, brief_template.write)
    try:
        volume, files = volume_files_of(visit.viewer, taken, template)
    except UserError as error:
        st.error(plain(error))
        return None
    register(visit.home, visit.viewer.role, visit.whose, [entry_of(volume, file, visit.whose) for file in files])
    return volume.code, files
