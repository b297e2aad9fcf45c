"""自己的工作簿 on 指标页: a new one, or one's own with the numbers of this build."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboards.exports.own_workbook.write import filled
from dashboards.exports.workbook import XLSX, Origin
from dashboards.shared.markdown import escaped
from dashboards.widgets.downloads import on_click
from dashboards.widgets.visit import Visit
from ingest.errors import UserError


def own_workbook(visit: Visit, origin: Origin) -> None:
    """Draw the button for a new workbook and the box for one's own, which comes back with its data alone replaced."""
    with st.expander("自己的 Excel 工作簿：透视表打开时自动刷新，自己加的工作表和图表更新后都在"):
        st.caption("里面是您能看到的单位历年的全部指标。第一次下载新的；以后把自己的传上来，只换里面的“数据”。")
        st.download_button(
            "下载新的工作簿（.xlsx）",
            data=on_click(lambda: _filled(visit, None, ""), f"{origin.stem}.xlsx", origin),
            file_name=f"{origin.stem}.xlsx",
            mime=XLSX,
            key="own_workbook_new",
            on_click="ignore",
        )
        given = st.file_uploader("更新自己的工作簿", type=["xlsx"], key="own_workbook")
        if given is not None:
            _offer(visit, origin, given.name, given.getvalue())


def _offer(visit: Visit, origin: Origin, name: str, content: bytes) -> None:
    try:
        anew = _filled(visit, content, name)
    except UserError as error:
        st.error(escaped(str(error)))
        return
    st.download_button(
        f"下载更新后的“{name}”",
        data=on_click(lambda: anew, name, origin),
        file_name=name,
        mime=XLSX,
        type="primary",
        key="own_workbook_anew",
        on_click="ignore",
    )


def _filled(visit: Visit, kept: bytes | None, name: str) -> bytes:
    return filled(visit.reader, kept, name or "新工作簿.xlsx", dt.datetime.now())[1]
