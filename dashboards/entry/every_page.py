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

from dashboards.entry import first_run  # noqa: E402
from dashboards.entry.home import home_folder  # noqa: E402
from dashboards.shared.page_registry import name_of  # noqa: E402
from dashboards.widgets import confidential_view_log, menu, page_frame  # noqa: E402
from dashboards.widgets.visit import begin, chosen_build  # noqa: E402

st.set_page_config(page_title="党建数据看板", page_icon=page_frame.ICON, layout="wide")
page = st.navigation(menu.pages(), position="hidden")
home = home_folder()
build, newer = chosen_build(home)
if build is None:
    first_run.without_warehouse(page.url_path, home)
else:
    visit = begin(home, build, name_of(page.url_path))
    menu.sidebar(build, visit, page.url_path)
    if visit is None:
        page_frame.refuse("当前身份没有对应的单位，因此看不到任何数据。请在左侧“查看身份”里重新选择。")
    elif not visit.viewer.may_open(name_of(page.url_path)):
        page_frame.refuse(f"身份“{visit.viewer.role}”无权查看这一页。请从左侧菜单选择其他页面。")
    else:
        confidential_view_log.write_down(visit)
        page_frame.header(visit, newer)
        page.run()
        page_frame.footer()
