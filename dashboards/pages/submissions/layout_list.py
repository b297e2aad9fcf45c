"""The layouts (版式) that the home has learnt: what each reads as what, who confirmed it, and taking one out of use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import streamlit as st

from dashboards.shared.markdown import escaped
from dashboards.shared.tables import table
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.widgets.chart import read
from ingest.errors import UserError
from ingest.layouts.layout_file import AS_USUAL, LayoutFile
from ingest.layouts.layout_folder import load_layouts, retire
from ingest.ledger import load_ledgers

TAB = "版式"
_DONE = "layout_retired"


def tab(viewer: Viewer) -> list[str]:
    """Return the name of the tab, for those who may take a layout out of use; fixed contents name organisations."""
    return [TAB] if viewer.may_build else []


def panel(home: Path, viewer: Viewer) -> None:
    """Draw the list, and the choice of one that is not to be used any more."""
    if _DONE in st.session_state:
        st.success(escaped(st.session_state.pop(_DONE)))
    try:
        files = {path.name: file for path, file in load_layouts(home).files.items()}
    except UserError as error:
        st.error(escaped(str(error)))
        return
    st.markdown(
        f"已经学会的版式有 {len(files)} 个：表头与之相同的表，照它直接读，不再问。"
        "版式是“上传台账”里点“保存并读取”时记下的，也可以由管理员在命令行里写。"
    )
    if not files:
        return
    read(layouts(files), "版式", "layouts")
    with st.form("retire_layout", border=True, clear_on_submit=True):
        name = st.selectbox("停用一个版式", list(files), index=None, placeholder="请选择版式")
        sent = st.form_submit_button("停用")
    st.caption("停用后，同样的表下次会重新问怎样读；已经按它读入的行不变，读错的请到“批次”里撤回。")
    if sent and name is not None:
        _retire(home, viewer, name)
    elif sent:
        st.warning("请选择版式。")


def _retire(home: Path, viewer: Viewer, name: str) -> None:
    try:
        kept = retire(home, name)
    except UserError as error:
        st.error(escaped(str(error)))
        return
    audit.record(
        home, role=viewer.role, unit=viewer.unit_id, action="retire_layout", object=name, detail=str(kept.name)
    )
    st.session_state[_DONE] = f"已停用“{name}”，原文件留在数据文件夹的 {kept.relative_to(home)}，需要时可以放回。"
    st.rerun()  # the list above still has it


def layouts(files: Mapping[str, LayoutFile]) -> pl.DataFrame:
    """Return one row a layout, by name."""
    titles = {ledger.id: ledger.title for ledger in load_ledgers().values()}
    frame = pl.DataFrame({"name": sorted(files)})
    return table(
        frame,
        {
            "版式": lambda row: row["name"],
            "台账": lambda row: titles.get(files[row["name"]].ledger, files[row["name"]].ledger),
            "列读作什么": lambda row: "；".join(_columns(files[row["name"]])),
            "固定内容": lambda row: "；".join(_fixed(files[row["name"]])) or "—",
            "状态": lambda row: _state(files[row["name"]]),
        },
    )


def _columns(file: LayoutFile) -> list[str]:
    """Return what each header is read as, but for those that the program knows by itself."""
    said = [(header, said) for header, said in file.said() if said.column != AS_USUAL]
    return [f"{header}→{each.column or '（未填）'}{f'（{each.unit}）' if each.unit else ''}" for header, each in said]


def _fixed(file: LayoutFile) -> list[str]:
    return [f"{each.column}＝{each.value}{f'（见于“{each.seen_in}”）' if each.seen_in else ''}" for each in file.fixed]


def _state(file: LayoutFile) -> str:
    if not file.confirmed:
        return "待确认，还没有使用"
    day = f"，{file.confirmed_on:%Y-%m-%d}" if file.confirmed_on else ""
    return f"使用中（{file.confirmed_by or '确认人未写'}{day}）"
