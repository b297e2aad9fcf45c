"""述职评议: the button that makes files, and the files for download; each that is made stands in the register."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboards.review_packs.facts import Facts
from dashboards.review_packs.volume import Volume
from dashboards.review_packs.write_pack import File, entry_of, register
from dashboards.shared.markdown import escaped
from dashboards.store import audit
from dashboards.widgets.downloads import log_download
from dashboards.widgets.visit import Visit
from ingest.errors import UserError

Made = tuple[Facts | Volume, list[File]]


def offer(
    visit: Visit, label: str, code: str, make: Callable[[], Made], called: Callable[[File], str], taken_from: str
) -> None:
    """Draw the button `label`; what it made last is offered while `code` is still the code of what is on the page.

    `called` names a file on its button; `taken_from` is where the audit log says it was taken.
    """
    if st.button(label, type="primary"):
        with st.spinner("正在生成…"):
            st.session_state[taken_from] = _made(visit, make)
    made: tuple[str, list[File]] | None = st.session_state.get(taken_from)
    if made is None or made[0] != code:
        return
    st.markdown(f"验真码 **{code}**；收到材料的人可以在“验真”页核对。")
    with st.container(horizontal=True):
        for file in made[1]:
            st.download_button(
                f"下载{escaped(called(file))}",
                _data(visit, file, taken_from),
                file.name,
                on_click="ignore",
            )


def _data(visit: Visit, file: File, taken_from: str) -> Callable[[], bytes]:
    return audit.by_whom(lambda: log_download(visit.home, visit.viewer, file.content, taken_from, file.name))


def _made(visit: Visit, make: Callable[[], Made]) -> tuple[str, list[File]] | None:
    try:
        facts, files = make()
    except UserError as error:
        st.error(escaped(error))
        return None
    register(
        visit.home, visit.viewer.role, visit.viewer.unit_id, [entry_of(facts, file, visit.whose) for file in files]
    )
    return facts.code, files
