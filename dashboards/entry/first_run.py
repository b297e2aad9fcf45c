"""The page before the first build."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.shared.page_registry import name_of, path_of, title_of


def without_warehouse(url_path: str, home: Path) -> None:
    """Before the first build: show what to do, and offer the upload of the first ledgers."""
    if name_of(url_path) == "submit":
        from dashboards.pages.submissions import upload_panel

        st.title(title_of("submit"))
        upload_panel.first_ledgers(home)
        return
    st.title("还没有数据")
    st.info("这个目录里还没有发布过数据仓库。请先到“数据报送”上传台账，再点“更新数据”。")
    st.page_link(path_of("submit"), label="去数据报送")
