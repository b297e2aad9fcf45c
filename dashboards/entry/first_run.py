"""The page before the first build."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.accounts.identity import LoggedIn
from dashboards.database.connection import lost_build
from dashboards.entry.who import before_first_build
from dashboards.shared.page_registry import name_of, title_of
from dashboards.widgets.page_links import page_link


def without_warehouse(url_path: str, home: Path, found: LoggedIn | None) -> None:
    """Before the first build: show what to do, and offer the upload of the first ledgers; the same if it is lost."""
    viewer = before_first_build(home, found)
    lost = lost_build(home)
    if lost is not None:
        st.title("数据打不开")
        st.error(lost)
        return
    if not viewer.may_upload:
        st.title("还没有数据")
        st.info("还没有发布过数据。请等区级管理员上传台账并更新数据。")
        return
    if name_of(url_path) == "submit":
        from dashboards.pages.submissions import upload_panel

        st.title(title_of("submit"))
        upload_panel.first_ledgers(home, viewer)
        return
    st.title("还没有数据")
    st.info("这个目录里还没有发布过数据仓库。请先到“数据报送”上传台账，再点“更新数据”。")
    page_link("submit", label="去数据报送")
