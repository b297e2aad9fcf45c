"""What `streamlit run dashboards/app.py -- --home DIR` serves: the pages, in an HTML frame that says it is Chinese.

The page script is entry/every_page.py; this file only wraps it, so that the frame, the translation of Streamlit's
built-in words, the doors and the warm-up belong to the server and not to a page.
"""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from dashboards.server.chinese_page import ChinesePage  # noqa: E402
from dashboards.server.doors import Doors  # noqa: E402
from dashboards.server.error_page import show_error  # noqa: E402
from dashboards.server.preload import warm_up  # noqa: E402

app = st.App(
    str(_HERE / "entry" / "every_page.py"),
    middleware=[Middleware(Doors), Middleware(ChinesePage)],
    lifespan=warm_up,
    on_script_error=show_error,
)
