"""Asks which of two files is right that were handed in together and say other things of one row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboards.pages.submissions import order_question, upload
from dashboards.pages.submissions.layout_question import Kept
from dashboards.pages.submissions.order_question import Asked
from dashboards.pages.submissions.sending import sender_for
from dashboards.shared.markdown import escaped
from dashboards.shared.viewer import Viewer


def wait_for(viewer: Viewer, files: Sequence[Kept], receipts: Sequence[dict[str, Any]]) -> None:
    """Keep for whoever handed them in the files about which this is asked."""
    names = {name for asked in order_question.asked_of(receipts) for name in (asked.first, asked.second)}
    st.session_state["order_asked_of"] = viewer
    st.session_state["order_files"] = {file.name: file for file in files if file.name in names}


def step(home: Path, viewer: Viewer) -> None:
    """Ask about each pair of files; draw nothing if there is none."""
    if st.session_state.get("order_asked_of") != viewer:
        return
    files: dict[str, Kept] = st.session_state.get("order_files", {})
    for number, asked in enumerate(order_question.asked_of(st.session_state.get("receipts", []))):
        with st.container(border=True, key=f"order_{number}"):
            st.markdown(
                f"**{escaped(asked.first)}** 与 **{escaped(asked.second)}** 有些行是同一条而内容不同，"
                f"看不出哪个文件新，暂以“{escaped(asked.counts)}”为准。哪一个是对的？"
                "（哪些行，见回执；从压缩包里来的，请把正确的文件单独上传一次。）"
            )
            left, right = st.columns(2)
            for column, name in ((left, asked.first), (right, asked.second)):
                if name in files and column.button(
                    f"以“{escaped(name)}”为准", key=f"order_{number}_{name}", width="stretch"
                ):
                    _take(home, viewer, files[name], asked)


def _take(home: Path, viewer: Viewer, file: Kept, asked: Asked) -> None:
    """Have the right file read once more, alone: a row sent again counts."""
    with st.spinner(f"正在读取 {escaped(file.name)}…"):
        finished = upload.hand_in([file], home, sender_for(viewer), hold_poorer=False)
        receipts = upload.receipts_of(finished)
    if not receipts:
        st.error(escaped(finished.problem or "没有读成。请把时间和文件名告诉管理员。"))
        return
    others = [each for each in st.session_state["receipts"] if each["file"] != file.name]
    st.session_state["receipts"] = order_question.without([*receipts, *others], asked)
    st.rerun()
