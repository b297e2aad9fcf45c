"""视图与链接: the page as it is now, as a link and under a name of one's own."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboards.shared.markdown import escaped
from dashboards.shared.page_registry import title_of
from dashboards.store import saved_view
from dashboards.store.file import StoreError
from dashboards.store.saved_view import LONGEST_NAME, SavedView
from dashboards.widgets.page_links import page_link
from dashboards.widgets.visit import Visit

_WHO = ("role", "as")
"""Who is looking is no part of a view: its reader sees what that reader may see."""


def panel(visit: Visit) -> None:
    """Draw the viewer's own views, the box that saves this one, and the page's link."""
    with st.popover("视图与链接", type="tertiary"):
        try:
            own = saved_view.views(visit.home, role=visit.viewer.role, unit=visit.viewer.unit_id)
        except StoreError as error:
            st.warning(escaped(error))
            return
        offered = [view for view in own if visit.viewer.may_open(view.page)]
        st.markdown("**我的视图**")
        if not offered:
            st.caption("还没有保存。把常看的页面连同筛选一起保存，下次一点就到。")
        for view in offered:
            _line(visit, view)
        if visit.viewer.may_change:
            label = "保存当前视图，名称"
            st.text_input(label, key="view_name", max_chars=LONGEST_NAME, placeholder="如：初中组织生活对比")
            st.button("保存当前视图", key="save_view", on_click=_save, args=(visit,))
        st.markdown("**本页链接**")
        st.code(link(visit), language=None, wrap_lines=True)
        st.caption("复制后发给同事：筛选都在链接里；对方按自己的身份查看。")


def address(visit: Visit) -> dict[str, str]:
    """Return what the page's address says now; the year is always in it, so that next year's link is the same page."""
    query = {key: value for key, value in st.query_params.to_dict().items() if key not in _WHO}
    return {"year": str(visit.last_year)} | query


def link(visit: Visit) -> str:
    """Return the page's whole link."""
    base = st.context.url or ""
    return f"{base}{'' if urlsplit(base).path else '/'}?{urlencode(address(visit))}"


def _line(visit: Visit, view: SavedView) -> None:
    who = {key: st.query_params[key] for key in _WHO if key in st.query_params}
    with st.container(horizontal=True, vertical_alignment="center", key=f"view_{view.view}"):
        if view.page == visit.page:
            # A page link to the page it stands on leaves the old address in the browser.
            st.button(escaped(view.name), key=f"open_{view.view}", type="tertiary", on_click=_open, args=(view, who))
        else:
            page_link(view.page, label=escaped(view.name), query=view.query | who)
        st.caption(title_of(view.page))
        if visit.viewer.may_change:
            st.button(
                "删除",
                key=f"forget_{view.view}",
                type="tertiary",
                help=f"删除“{escaped(view.name)}”",
                on_click=_forget,
                args=(visit, view),
            )


def _open(view: SavedView, who: dict[str, str]) -> None:
    st.query_params.from_dict(view.query | who)


def _save(visit: Visit) -> None:
    name = str(st.session_state["view_name"]).strip()
    if not name:
        st.toast("请先写一个名称。")
        return
    viewer = visit.viewer
    saved_view.save(visit.home, role=viewer.role, unit=viewer.unit_id, name=name, page=visit.page, query=address(visit))
    st.session_state["view_name"] = ""
    st.toast(f"已保存“{escaped(name)}”。")


def _forget(visit: Visit, view: SavedView) -> None:
    saved_view.forget(visit.home, view.view, role=visit.viewer.role, unit=visit.viewer.unit_id)
