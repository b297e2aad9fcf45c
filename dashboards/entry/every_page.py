"""The script of every page: who is looking, which build, the menu, then the page itself.

It must not lie beside `pages/`: Streamlit would take that folder for its old kind of pages and run a page alone when it
is the first address asked for, without the checks here.
"""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

import streamlit as st  # noqa: E402

from dashboards.entry import first_run, nobody, who  # noqa: E402
from dashboards.entry.home import home_folder  # noqa: E402
from dashboards.shared.page_registry import name_of  # noqa: E402
from dashboards.store import audit  # noqa: E402
from dashboards.widgets import ask_box, confidential_view_log, menu, page_frame, page_links, refusal_log  # noqa: E402
from dashboards.widgets.visit import begin, chosen_build  # noqa: E402

st.set_page_config(page_title="党建数据看板", page_icon=page_frame.ICON, layout="wide")
page = st.navigation(page_links.pages(), position="hidden")
home = home_folder()
in_demo = who.is_in_demo(home)
found = None if in_demo else who.log_in_of_this_run(home)
if not in_demo and found is None:
    nobody.ask_to_log_in()
    st.stop()
build, newer = chosen_build(home)
if build is None:
    first_run.without_warehouse(page.url_path, home, found)
else:
    viewer = found.viewer(build) if found else who.named_by_address(build)
    visit = begin(home, build, name_of(page.url_path), viewer, found.person if found else None)
    address = st.context.ip_address  # None on this machine
    login, asked_from = found.login if found else "", address if isinstance(address, str) else ""
    audit.acting(audit.Actor(login, asked_from, viewer.role, viewer.unit_id))
    menu.sidebar(build, visit, page.url_path, found.person if found else None)
    if visit is None:
        refusal_log.refuse(home, viewer, name_of(page.url_path), nobody.why(found))
    elif not visit.viewer.may_open(name_of(page.url_path)):
        sentence = f"身份“{viewer.role}”无权查看这一页。请从左侧菜单选择其他页面。"
        refusal_log.refuse(home, viewer, visit.page, sentence)
    else:
        confidential_view_log.write_down(visit)
        page_frame.header(visit, newer, ask_box.panel)
        page.run()
        page_frame.footer()
