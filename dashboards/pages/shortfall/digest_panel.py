"""季度简报: choose a quarter, read its sentences, take the workbook."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboards.exports.workbook import XLSX
from dashboards.pages.shortfall import digest_workbook
from dashboards.shared.formatting import period_text
from dashboards.shared.markdown import escaped
from dashboards.widgets.downloads import on_click
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def quarterly(visit: Visit) -> None:
    """Draw the choice of a quarter, what its digest says, and the download."""
    starts = digest_workbook.quarters(visit.first_year, visit.as_of)
    names = {code: period_text("quarter", start) for code, start in starts.items()}
    with st.container(horizontal=True):
        code = choose("季度", "quarter", names, digest_workbook.newest_closed(starts, visit.as_of), width=180)
    found = digest_workbook.gather(
        visit.reader, visit.home, starts[code], visit.as_of, visit.unit_name, dt.date.today()
    )
    for text in found.sentences:
        st.markdown(escaped(text))
    st.caption(
        "简报是一个工作簿：概要、新增未达标、持续未达标、预警、未报送、进步、跟进情况各一张表；"
        "只含当前身份能看的单位，不含纪律数据。"
    )
    st.download_button(
        "下载季度简报（.xlsx）",
        data=on_click(
            lambda: digest_workbook.workbook_bytes(found, dt.datetime.now()), f"{found.origin.stem}.xlsx", found.origin
        ),
        file_name=f"{found.origin.stem}.xlsx",
        mime=XLSX,
        key="digest_xlsx",
        on_click="ignore",
    )
