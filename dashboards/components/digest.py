"""季度简报: choose a quarter, read its sentences, take the workbook."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboards.components.address import choose
from dashboards.components.downloads import on_click
from dashboards.components.plain import plain
from dashboards.exports import XLSX
from dashboards.packs import digest
from dashboards.session import Visit
from dashboards.words import period_text


def quarterly(visit: Visit) -> None:
    """Draw the choice of a quarter, what its digest says, and the download."""
    starts = digest.quarters(visit.first_year, visit.as_of)
    names = {code: period_text("quarter", start) for code, start in starts.items()}
    with st.container(horizontal=True):
        code = choose("季度", "quarter", names, digest.newest_closed(starts, visit.as_of), width=180)
    found = digest.gather(
        visit.viewer, visit.build, visit.home, starts[code], visit.as_of, visit.unit_name, dt.date.today()
    )
    for said in found.sentences:
        st.markdown(plain(said))
    st.caption(
        "简报是一个工作簿：概要、新增未达标、持续未达标、预警、未报送、进步、跟进情况各一张表；"
        "只含当前身份能看的单位，不含纪律数据。"
    )
    st.download_button(
        "下载季度简报（.xlsx）",
        data=on_click(
            lambda: digest.workbook_bytes(found, dt.datetime.now()), f"{found.origin.stem}.xlsx", found.origin
        ),
        file_name=f"{found.origin.stem}.xlsx",
        mime=XLSX,
        key="digest_xlsx",
        on_click="ignore",
    )
