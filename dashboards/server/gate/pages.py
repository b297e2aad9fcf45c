"""The gate's own pages as plain HTML: they work on a phone and without scripts, and load nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from dashboards.server.gate.asked import Asked

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",  # without a referrer the browser hides the origin of a form too
}


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(Path(__file__).resolve().parent / "html")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def shown(asked: Asked, template: str, status: int = 200, **said: Any) -> Response:
    """Return a page of the gate; `said` is what its template names."""
    text = _templates().get_template(template).render(form_token=asked.form_token, **{"problem": None, **said})
    return asked.with_form_cookie(HTMLResponse(text, status_code=status, headers=_HEADERS))
