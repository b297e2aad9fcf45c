"""One request to a page of the gate: whose it is, what its form says, and whether it came from a page of ours."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboards.accounts import sessions
from dashboards.accounts.identity import LoggedIn, logged_in
from dashboards.accounts.sessions import Session
from dashboards.server.gate.origin import is_own_origin

_LONGEST_FORM = 1_000_000
"""Bytes: a thousand people pasted from a sheet, each Chinese character in nine of them."""


@dataclass(frozen=True)
class Asked:
    """A request, its form, and the log-in that it belongs to (None: nobody is logged in)."""

    home: Path
    request: Request
    form: dict[str, str]
    session: Session | None

    @cached_property
    def person(self) -> LoggedIn | None:
        """Who is asking."""
        return logged_in(self.home, sessions.token_in(self.home, self.request.cookies))

    @property
    def address(self) -> str:
        """From which machine."""
        return self.request.client.host if self.request.client else ""

    @cached_property
    def form_token(self) -> str:
        """What a form of ours carries beside the cookie of the same content: another site can send only the cookie."""
        return self.request.cookies.get(self._form_cookie) or secrets.token_urlsafe(16)

    @property
    def is_from_a_page_of_ours(self) -> bool:
        """Whether a form was filled in on a page of this server."""
        given, kept = self.form.get("form_token", ""), self.request.cookies.get(self._form_cookie, "")
        return bool(kept) and secrets.compare_digest(given.encode(), kept.encode()) and is_same_site(self.request)

    @property
    def _is_secure(self) -> bool:
        return self.request.url.scheme == "https"

    @property
    def _form_cookie(self) -> str:
        return f"{sessions.cookie_name(self.home, self._is_secure)}-form"

    def with_form_cookie(self, response: Response) -> Response:
        """Let the browser keep what the form on this page carries."""
        self._set(response, self._form_cookie, self.form_token)
        return response

    def with_session(self, response: Response, token: str) -> Response:
        """Let the browser keep a log-in: for this server alone, out of reach of scripts and of other sites."""
        self._set(response, sessions.cookie_name(self.home, self._is_secure), token)
        return response

    def without_session(self, response: Response) -> Response:
        """Let the browser forget the log-in."""
        for is_secure in {self._is_secure, False}:
            response.delete_cookie(
                sessions.cookie_name(self.home, is_secure), secure=is_secure, httponly=True, samesite="strict"
            )
        return response

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, path="/", secure=self._is_secure, httponly=True, samesite="strict")


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a sent form; one that is too long is nobody's, and is not read to its end."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True))


def is_same_site(request: Request) -> bool:
    """Whether a browser says that a request comes from this server's own pages; one that says nothing is believed."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return is_own_origin(request.headers.get("origin"), request.headers.get("host"))


def own_path(address: str | None) -> str:
    """Return a path on this server that a log-in may go on to; whatever leads elsewhere becomes the home page."""
    path = address or "/"
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if is_own and not urlsplit(path).netloc else "/"


def to(path: str) -> Response:
    """Send the browser to a path of ours, with GET."""
    return RedirectResponse(path, status_code=303, headers={"cache-control": "no-store"})


def to_log_in(path: str, query: str) -> Response:
    """Send the browser to the log-in, which goes on to where it wanted to go."""
    wanted = f"{path}?{query}" if query else path
    return to("/login" if wanted == "/" else f"/login?next={quote(wanted, safe='')}")
