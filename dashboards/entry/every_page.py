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

from dashboards import session  # noqa: E402
from dashboards.components import confidential, frame, menu  # noqa: E402
from dashboards.home import home_folder  # noqa: E402

st.set_page_config(page_title="党建数据看板", page_icon=frame.ICON, layout="wide")
page = st.navigation(menu.pages(), position="hidden")
home = home_folder()
build, newer = session.chosen_build(home)
if build is None:
    frame.without_warehouse(page.url_path, home)
else:
    visit = session.begin(home, build, menu.name_of(page.url_path))
    menu.sidebar(build, visit, page.url_path)
    if visit is None:
        frame.refuse("当前身份没有对应的单位，因此看不到任何数据。请在左侧“查看身份”里重新选择。")
    elif not visit.viewer.may_open(menu.name_of(page.url_path)):
        frame.refuse(f"身份“{visit.viewer.role}”无权查看这一页。请从左侧菜单选择其他页面。")
    else:
        confidential.write_down(visit)
        frame.header(visit, newer)
        page.run()
        frame.footer()
