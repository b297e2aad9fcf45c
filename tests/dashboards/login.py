"""How a test becomes somebody: the only place in the tests that knows how a role is taken on.

The homes of these tests are marked as the demo's, where the address says who is looking (`?role=`, `?as=`). How people
log in everywhere else is tried in `tests/dashboards/server/gate`.
"""

from __future__ import annotations

import atexit
import functools
from urllib.parse import parse_qs, urlencode, urlsplit

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test
from streamlit.util import calc_hash

from dashboards.shared.page_registry import HOME
from pipeline.settings import PROJECT

atexit.register(app_test.TMP_DIR.cleanup)  # Streamlit leaves it to the interpreter, which warns of it at the end
SCRIPT = PROJECT / "dashboards" / "entry" / "every_page.py"
PATIENCE_SECONDS = 180
"""How long a page may take: a bound for what hangs, far beyond what a page takes on a machine with other work."""

config._main_script_path = str(PROJECT / "dashboards" / "app.py")
config.get_config_options(force_reparse=True)
"""Pages run by the settings that they are served by, which lie beside app.py; by itself a test would find none."""

# For each page that a test opens, Streamlit reads the metadata of all packages that are installed, in search of
# components, and compiles the scripts: five times what the page costs. A server does both once.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
vars(app_test)["ScriptCache"] = functools.cache(ScriptCache)


def identity(role: str | None, unit: str | None = None) -> dict[str, str]:
    """Return what an address needs for somebody of `role` in `unit`; None leaves the default."""
    return {key: value for key, value in (("role", role), ("as", unit)) if value is not None}


def address_of(
    server: str, page: str = HOME, role: str | None = None, viewer_unit: str | None = None, /, **query: str
) -> str:
    """Return the address of a page on a server, for a browser that looks as `role` in `viewer_unit`."""
    path = "" if page == HOME else page
    asked = urlencode(identity(role, viewer_unit) | query)
    return f"{server}/{path}?{asked}" if asked else f"{server}/{path}"


def shows_to(address: str, role: str | None, unit: str | None = None) -> bool:
    """Whether a browser under this address sees what `role` in `unit` sees."""
    asked = parse_qs(urlsplit(address).query)
    return {key: asked.get(key, [None])[0] for key in ("role", "as")} == {"role": role, "as": unit}


def opened(page: str, *, role: str | None = None, viewer_unit: str | None = None, **address: str) -> AppTest:
    """Open a page as `role` in `viewer_unit`, with whatever else stands in its address."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE_SECONDS)
    return gone_on(app, page, role=role, viewer_unit=viewer_unit, **address)


def gone_on(
    app: AppTest, page: str, *, role: str | None = None, viewer_unit: str | None = None, **address: str
) -> AppTest:
    """Go to another page, or another address of the same page, in the session of `app`."""
    if page != HOME:
        app._page_hash = calc_hash(page)  # before the first run, `switch_page` takes a script's name for its address
    for key, value in (identity(role, viewer_unit) | address).items():
        app.query_params[key] = value
    return app.run()
