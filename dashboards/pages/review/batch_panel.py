"""述职评议: all packs of the viewer's units, made by a process of its own; the page only shows its progress."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.pages.review import wording
from dashboards.review_packs import batch_process
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.template import template_of
from dashboards.shared.markdown import escaped
from dashboards.store import audit
from dashboards.widgets.downloads import log_download
from dashboards.widgets.visit import Visit


def everything(visit: Visit, taken: Snapshot) -> None:
    """Draw the button that starts the batch, its progress, and the ZIP of each school when it is done."""
    st.markdown("一次生成全部学校和支部的材料。可以关掉页面，过后再来看；中断后再点一次会接着做，做好的不重做。")
    template = template_of(visit.home)
    st.caption(f"Word 模板在 {escaped(template)}，可以用 Word 或 WPS 修改版式和措辞，下次生成就按新模板。")
    if st.button(
        "生成全部材料", key="start_batch", type="primary", disabled=batch_process.is_running(visit.home, taken)
    ):
        batch_process.start(visit.home, taken, visit.whose)
    _watch(visit, taken)


@st.fragment(run_every=3)
def _watch(visit: Visit, taken: Snapshot) -> None:
    state = batch_process.progress(visit.home, visit.viewer, taken)
    stopped = batch_process.last_message(batch_process.folder(visit.home, taken))
    if stopped and not state.is_running:
        st.error(escaped(stopped))
    if not state.done and not state.is_running:
        st.caption("还没有生成过。")
        return
    st.progress(state.share, text=wording.describe_batch(state.done, state.total, state.problems))
    if state.is_running:
        return
    if state.done < state.total:
        st.warning("上一次没有做完，再点“生成全部材料”会接着做。")
    folder: Path = batch_process.folder(visit.home, taken)
    st.caption(f"全部文件、目录和压缩包在 {escaped(folder)}。")
    _school(visit, folder)


def _school(visit: Visit, folder: Path) -> None:
    """Offer one school's files as a ZIP: the whole district is too large for a browser."""
    names = batch_process.school_folders(folder)
    if not names:
        return
    chosen = st.selectbox("下载哪个学校的材料", names, index=None, placeholder="请选择学校", key="zip_of", width=420)
    if chosen:
        st.download_button(
            f"下载 {escaped(chosen.rpartition('/')[2])}（.zip）",
            data=audit.by_whom(
                lambda: log_download(
                    visit.home,
                    visit.viewer,
                    batch_process.zip_of(folder, chosen),
                    "述职评议｜批量生成",
                    f"{chosen}.zip",
                )
            ),
            file_name=f"{chosen.rpartition('/')[2]}.zip",
            mime="application/zip",
            on_click="ignore",
        )
