"""What 验真 asks for and answers."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboards.review_packs.verify import Verdict, check_code, check_file
from dashboards.shared.markdown import escaped
from dashboards.store import audit, guesses
from dashboards.widgets.visit import Visit


def by_code(visit: Visit) -> None:
    """Draw the box for a code and the verdict."""
    with st.form("verify_code", border=True):
        code = st.text_input("验真码", key="code", max_chars=40, placeholder="材料上印的十二位字母和数字")
        asked = st.form_submit_button("查验", type="primary")
    if asked and not code.strip():
        st.warning("请先输入材料上的验真码。")
    elif asked and (seconds := _seconds_to_wait(visit)):
        st.warning(f"输错的次数多了，请过 {seconds} 秒再查；也可以用文件查验。")
    elif asked:
        _answer(visit, code.strip(), check_code(visit.home, code))


def by_file(visit: Visit) -> None:
    """Draw the uploader and the verdict on each file."""
    files = st.file_uploader(
        "述职材料文件", type=["docx", "xlsx", "pdf", "pptx", "zip"], accept_multiple_files=True, key="files"
    )
    for file in files or []:
        _answer(visit, file.name, check_file(visit.home, file.name, file.getvalue()))


def _seconds_to_wait(visit: Visit) -> int:
    return guesses.wait(visit.home, visit.viewer.role, visit.viewer.unit_id, dt.datetime.now(dt.UTC))


def _answer(visit: Visit, what: str, found: Verdict) -> None:
    text = "\n\n".join(escaped(sentence) for sentence in found.sentences)
    show = st.success if found.is_genuine and found.is_current else st.warning if found.is_genuine else st.error
    show(text)
    outcome = "真" if found.is_genuine else "未认可"
    audit.record(
        visit.home,
        role=visit.viewer.role,
        unit=visit.viewer.unit_id,
        action="verify",
        object=what,
        detail=outcome,
        is_refused=not found.is_genuine,
    )
