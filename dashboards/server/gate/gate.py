"""ASGI middleware: nobody reaches a page, a file, a websocket or any door of Streamlit without a log-in.

The demo's home is the one exception: everybody looks at it, as whoever the address names.
"""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboards.accounts import people, sessions
from dashboards.accounts.people import Account
from dashboards.accounts.sessions import Session
from dashboards.server.gate.asked import Asked, to, to_log_in
from dashboards.server.gate.headers import without_claims
from dashboards.server.gate.own_pages import PATHS, SET_UP, OwnPages
from dashboards.server.gate.proxy import Proxy
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.server.gate.websocket import Watch, refuse
from ingest.errors import UserError

_PARTS = ("/_stcore", "/media", "/static", "/component", "/app/static", "/oauth2callback", "/auth")
"""What a page fetches for itself: there a page to log in at would be of no use."""
_LOG_IN_FIRST = "请先登录。"


class Gate:
    """Lets log-ins of this home through, and sends everybody else to the log-in."""

    def __init__(self, app: ASGIApp, home: Path, code: SetUpCode, proxy: Proxy | None = None) -> None:
        self.app, self.home, self.proxy = app, home, proxy
        self.own_pages = OwnPages(home, code)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or one websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        inner = without_claims(scope)
        if scope["type"] == "websocket":
            await self._websocket(inner, receive, send)
        else:
            await self._http(scope, inner, receive, send)

    async def _http(self, scope: Scope, inner: Scope, receive: Receive, send: Send) -> None:
        try:
            is_demo = await run_in_threadpool(people.is_demo, self.home)
            if not is_demo and scope["path"] in PATHS:
                await self.own_pages(inner, receive, send)
                return
            refusal = None if is_demo else await run_in_threadpool(self._refusal, scope)
        except UserError as error:  # the accounts cannot be read: then nobody comes in
            refusal = PlainTextResponse(str(error), 503)
        await (refusal or self.app)(inner, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if await run_in_threadpool(people.is_demo, self.home):
            await self.app(scope, receive, send)
            return
        token = self._token(scope)
        if await run_in_threadpool(self._let_in, token) is None:
            await refuse(receive, send)
        else:
            await Watch(self.home, token, receive, send).run(self.app, scope)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return what is answered instead of the page, None to let the request through."""
        token = self._token(scope)
        session = self._let_in(token)
        if session is not None:
            if _is_page(scope):
                sessions.touch(self.home, session)
            return None
        if not _is_page(scope):
            return PlainTextResponse(_LOG_IN_FIRST, 403, {"cache-control": "no-store"})
        if not people.there_are_any(self.home):
            return to(SET_UP)
        path, query = scope["path"], scope.get("query_string", b"").decode("latin-1")
        if sessions.current(self.home, token) is not None:
            return to("/account")  # a new password first
        return self._by_proxy(scope, path, query) or to_log_in(path, query)

    def _by_proxy(self, scope: Scope, path: str, query: str) -> Response | None:
        """Return a log-in that a proxy vouches for, and go on to the same address."""
        token = self.proxy.log_in(self.home, scope) if self.proxy else None
        if token is None:
            return None
        onward = to(f"{path}?{query}" if query else path)
        return Asked(self.home, Request(scope), {}, None).with_session(onward, token)

    def _let_in(self, token: str | None) -> Session | None:
        """Return the log-in of a token, if its owner need not choose a new password first."""
        session = sessions.current(self.home, token)
        if session is None or _account(self.home, session).wants_new_password:
            return None
        return session

    def _token(self, scope: Scope) -> str | None:
        cookies = SimpleCookie()
        cookies.load(Headers(scope=scope).get("cookie", ""))
        return sessions.token_in(self.home, {name: one.value for name, one in cookies.items()})


def _account(home: Path, session: Session) -> Account:
    return people.by_number(home, session.account)


def _is_page(scope: Scope) -> bool:
    """Whether a browser asks for a page that a person sees."""
    return scope["method"] in ("GET", "HEAD") and not any(part in scope["path"] for part in _PARTS)
