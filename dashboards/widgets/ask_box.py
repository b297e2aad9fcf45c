"""问一句: the box on every page in which one asks in words or pinyin initials, and the answer below it."""

from __future__ import annotations

import streamlit as st

from dashboards.ask import wording
from dashboards.ask.answer import Answer, Place
from dashboards.ask.asking import answer
from dashboards.ask.completing import names_to_offer
from dashboards.ask.text import LONGEST
from dashboards.shared.markdown import escaped
from dashboards.store import audit
from dashboards.store.file import StoreError
from dashboards.widgets.page_links import page_link
from dashboards.widgets.url_state import link
from dashboards.widgets.visit import Visit

_BOX = "ask_words"
_WHO = ("role", "as")
"""What an answer's link takes along: filters of the page before could hide what the answer is about."""


def panel(visit: Visit) -> None:
    """Draw the box, and the answer to what stands in it."""
    with st.popover("问一句", type="tertiary"):
        st.selectbox(
            "想问什么（边写边提示，回车作答）",
            _offered(visit),
            index=None,
            key=_BOX,
            placeholder="如：去年主题党日",
            accept_new_options=True,
            filter_mode="contains",
        )
        asked = str(st.session_state.get(_BOX) or "").strip()
        if not asked:
            st.caption(escaped(wording.HINT))
            return
        found = answer(visit.reader, asked, visit.as_of, visit.first_year)
        if found.is_confidential and not _is_written_down(visit, asked):
            return
        _draw(found, visit.page)


def _offered(visit: Visit) -> tuple[str, ...]:
    """Return what the box offers: names, after what stands in it, which stays there to be read."""
    asked = st.session_state.get(_BOX)
    names = names_to_offer(visit.reader)
    return names if asked is None or asked in names else (asked, *names)


def _draw(found: Answer, page: str) -> None:
    first, *others = found.lines
    if found.is_answered:
        st.markdown(f"**{escaped(first)}**")
    else:
        st.info(escaped(first))
    for line in others:
        st.caption(escaped(line))
    if found.place is not None:
        _lead(found.place, page)
    if found.guesses:
        st.caption("是不是想问：")
    for number, guess in enumerate(found.guesses):
        st.button(escaped(guess), key=f"ask_guess_{number}", type="tertiary", on_click=_ask, args=(guess[:LONGEST],))


def _lead(place: Place, page: str) -> None:
    """Draw the link to where an answer stands."""
    who = {key: st.query_params[key] for key in _WHO if key in st.query_params}
    query = who | dict(place.query) if place.query else link()
    if place.page == page:  # a link to the page it stands on leaves the old address in the browser
        st.button(place.label, key="ask_lead", type="tertiary", on_click=st.query_params.from_dict, args=(query,))
    else:
        page_link(place.page, label=place.label, query=query)


def _ask(question: str) -> None:
    st.session_state[_BOX] = question


def _is_written_down(visit: Visit, asked: str) -> bool:
    """Log an answer that shows discipline by unit, once a session, before it is shown; else say why it is not shown."""
    seen: set[tuple[object, ...]] = st.session_state.setdefault("confidential_asked", set())
    this = (visit.viewer, visit.build.build_id, asked)
    if this in seen:
        return True
    who = visit.viewer
    try:
        audit.record(
            visit.home, role=who.role, unit=who.unit_id, action="view", object="问一句", detail=f"问题 {asked}"
        )
    except StoreError as error:
        st.warning(f"操作留痕记不上，所以暂不作答。{escaped(error)}")
        return False
    seen.add(this)
    return True
