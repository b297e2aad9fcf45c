"""The pages, the menu of a role (filters kept), and the demo's switch of identity."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards import warehouse
from dashboards.components.address import link
from dashboards.components.plain import plain
from dashboards.session import Visit
from dashboards.viewer import DEMO_SWITCH, ROLE_ADDRESS, ROLE_LEVEL
from dashboards.warehouse import Build

_FOLDER = Path(__file__).resolve().parent.parent / "pages"

TITLES = {
    "overview": "总览",
    "compare": "学校对比",
    "matrix": "热力总表",
    "topic": "专题",
    "school": "学校画像",
    "branch": "支部详情",
    "shortfall": "未达标与预警",
    "forecast": "进度预测",
    "what_if": "标准模拟",
    "work_plan": "年度要点",
    "standardisation": "标准化建设",
    "admission": "发展党员",
    "pledges": "责任书考核",
    "calendar": "换届与期限",
    "problems": "问题整改",
    "review_score": "综合得分",
    "report_figures": "工作数据",
    "review": "述职评议",
    "verify": "验真",
    "submit": "数据报送",
    "quality": "数据质量",
    "methods": "口径与方法",
    "metric": "指标页",
}

SECTIONS = {
    "看情况": ("overview", "compare", "matrix", "topic", "school", "branch", "shortfall", "forecast", "what_if"),
    "专项工作": ("work_plan", "standardisation", "admission", "pledges", "calendar", "problems", "report_figures"),
    "述职评议": ("review", "review_score", "verify"),
    "数据与口径": ("submit", "quality", "methods", "metric"),
}
"""The menu in groups; every page stands in one of them."""


def path_of(name: str) -> str:
    """Return the page's script, as page links and switches want it."""
    return str(_FOLDER / f"{name}.py")


def pages() -> list[st.Page]:
    """Return every page; the first is at `/`. What a role may open is decided after, also for typed addresses."""
    return [
        st.Page(path_of(name), title=title, url_path=name, default=name == "overview") for name, title in TITLES.items()
    ]


def name_of(url_path: str) -> str:
    """Return the page's name; the home page has an empty path."""
    return url_path or "overview"


def sidebar(build: Build, visit: Visit | None, url_path: str) -> None:
    """Draw the menu of the viewer's role and the demo's switch of identity."""
    with st.sidebar:
        st.markdown("#### 党建数据看板")
        if visit is not None:
            _menu(visit, url_path)
        st.divider()
        _switch(build)


def _menu(visit: Visit, url_path: str) -> None:
    with st.container(gap=None, key="menu"):
        for section, names in SECTIONS.items():
            offered = [name for name in names if visit.viewer.may_open(name)]
            if offered:
                st.caption(section)
            for name in offered:
                address = _menu_address(name, url_path)
                st.page_link(path_of(name), label=_menu_label(name, url_path), query_params=address)


def _menu_label(name: str, url_path: str) -> str:
    return f"**{TITLES[name]}**" if name == name_of(url_path) else TITLES[name]


def _menu_address(name: str, url_path: str) -> dict[str, str]:
    """Keep the filters; a link to the page itself changes nothing (the browser would not rewrite the address)."""
    return st.query_params.to_dict() if name == name_of(url_path) else link()


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
    offered = warehouse.identities(DEMO_SWITCH, build, ROLE_LEVEL[ROLE_ADDRESS[role]])
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
            st.page_link(path_of(page), label=f"{plain(label)} ›", query_params=parameters)
        st.markdown(f"**{plain(here)}**")
