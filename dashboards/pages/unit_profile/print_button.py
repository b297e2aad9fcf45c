"""The button that offers a profile as a page for printing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboards.exports.workbook import Origin
from dashboards.pages.unit_profile.print_page import Section, document
from dashboards.widgets.downloads import on_click


def print_button(origin: Origin, unit: str, sections: Sequence[Section]) -> None:
    """Offer the profile as one HTML file; the pictures in it are made on the click."""
    name = f"{origin.stem}_打印版.html"
    st.download_button(
        "打印版",
        data=on_click(lambda: document(origin, unit, sections, dt.datetime.now()).encode("utf-8"), name, origin),
        file_name=name,
        mime="text/html",
        key="print_page",
        on_click="ignore",
        help="下载一个网页文件，打开后打印：A4 纵向，没有菜单、筛选和按钮。",
    )
