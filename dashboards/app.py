"""What `streamlit run dashboards/app.py -- --home DIR` serves: the pages behind a gate, in an HTML frame in Chinese.

The page script is entry/every_page.py; this file only wraps it, so that the gate, the frame, the translation of
Streamlit's built-in words and the warm-up belong to the server and not to a page.
"""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.types import ASGIApp  # noqa: E402

from dashboards.charts.kept_figure import send_as_kept  # noqa: E402
from dashboards.entry.home import home_folder, proxy_secret_file  # noqa: E402
from dashboards.server.chinese_page import ChinesePage  # noqa: E402
from dashboards.server.doors import Doors  # noqa: E402
from dashboards.server.error_page import show_error  # noqa: E402
from dashboards.server.gate.proxy import Proxy  # noqa: E402
from dashboards.server.gate.set_up_code import SetUpCode  # noqa: E402
from dashboards.server.start_up import starting  # noqa: E402

home, code = home_folder(), SetUpCode()
secret_file = proxy_secret_file()
proxy = Proxy(secret_file) if secret_file else None


def gate(inner: ASGIApp) -> ASGIApp:
    """Return the gate in front of `inner`. It asks builds, and what does so is imported once Streamlit runs."""
    from dashboards.server.gate.gate import Gate

    return Gate(inner, home, code, proxy)


send_as_kept()
app = st.App(
    str(_HERE / "entry" / "every_page.py"),
    middleware=[Middleware(Doors), Middleware(gate), Middleware(ChinesePage)],
    lifespan=starting(home, code, proxy),
    on_script_error=show_error,
)
