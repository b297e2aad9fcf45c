"""The pages, the menu of a role (filters kept), who is logged in, and the demo's switch of identity."""

from __future__ import annotations

import streamlit as st

from dashboards.database import units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.shared.markdown import escaped
from dashboards.shared.page_registry import name_of, sections, title_of
from dashboards.shared.person import Person
from dashboards.shared.viewer import DEMO_SWITCH, ROLE_ADDRESS, ROLE_LEVEL
from dashboards.widgets.page_links import page_link
from dashboards.widgets.url_state import link
from dashboards.widgets.visit import Visit

_LINKS = (
    '<p class="account"><a href="/account" target="_self">我的账号</a><a href="/logout" target="_self">退出</a></p>'
)
"""Pages of the gate: they lie outside Streamlit, and its own links would open them in another tab."""


def sidebar(build: Build, visit: Visit | None, url_path: str, person: Person | None) -> None:
    """Draw the menu of the viewer's role and who is logged in; without log-ins the demo's switch of identity."""
    with st.sidebar:
        st.markdown("#### 党建数据看板")
        if person is not None:
            _person(person, visit)
        if visit is not None:
            _menu(visit, url_path)
        if person is None:
            st.divider()
            _switch(build)


def _person(person: Person, visit: Visit | None) -> None:
    with st.container(gap=None, key="person"):
        role = f"（{visit.viewer.role}）" if visit is not None else ""
        st.markdown(f"**{escaped(person.name)}**{role}")
        if person.roles > 1:
            st.caption(f"有 {person.roles} 个身份，在“我的账号”里切换。")
        st.html(_LINKS)


def _menu(visit: Visit, url_path: str) -> None:
    kept, whole = link(), st.query_params.to_dict()
    with st.container(gap=None, key="menu"):
        for section, listed in sections().items():
            offered = [page.name for page in listed if visit.viewer.may_open(page.name)]
            if offered:
                st.caption(section)
            for name in offered:
                # A link to the page itself changes nothing: the browser would not rewrite the address.
                address = whole if name == name_of(url_path) else kept
                page_link(name, label=_menu_label(name, url_path), query=address)


def _menu_label(name: str, url_path: str) -> str:
    return f"**{title_of(name)}**" if name == name_of(url_path) else title_of(name)


def _switch(build: Build) -> None:
    role = st.query_params.get("role", "admin")
    roles = list(ROLE_ADDRESS)
    st.session_state["switch_role"] = role if role in roles else None
    st.selectbox(
        "查看身份",
        roles,
        format_func=lambda code: ROLE_ADDRESS.get(code, code),
        key="switch_role",
        on_change=_take_role,
        index=None,
        placeholder="请选择身份",
        help="换一个身份，看看那个人能看到什么。",
    )
    if role not in ROLE_ADDRESS:
        return
    offered = units.identities(Reader(DEMO_SWITCH, build), ROLE_LEVEL[ROLE_ADDRESS[role]])
    names = {str(unit): str(name) for unit, name in offered.select("unit_id", "unit_name").rows()}
    if not names:
        return
    unit = st.query_params.get("as") or next(iter(names))
    st.session_state["switch_unit"] = unit if unit in names else None
    st.selectbox(
        "所在单位",
        list(names),
        format_func=lambda code: names.get(code, code),
        key="switch_unit",
        on_change=_take_unit,
        index=None,
        placeholder="请选择单位",
    )


def _take_role() -> None:
    for key in ("as", "unit", "area", "level", "indicator"):
        st.query_params.pop(key, None)
    if st.session_state["switch_role"]:
        st.query_params["role"] = st.session_state["switch_role"]


def _take_unit() -> None:
    for key in ("unit", "area"):
        st.query_params.pop(key, None)
    if st.session_state["switch_unit"]:
        st.query_params["as"] = st.session_state["switch_unit"]


def breadcrumb(steps: list[tuple[str, str, dict[str, str]]], here: str) -> None:
    """Draw 全区 › 片区 › 学校 › 支部: each step is (label, page, address)."""
    with st.container(horizontal=True, gap="small", key="breadcrumb"):
        for label, page, parameters in steps:
            page_link(page, label=f"{escaped(label)} ›", query=parameters)
        st.markdown(f"**{escaped(here)}**")
