"""Every address and every way of asking, without a log-in: with claims in headers, forged cookies, other origins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.accounts import sessions
from dashboards.attacks.outcome import Outcome, outcome
from dashboards.shared.page_registry import PAGES

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_PARTS = ("/", "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/media/a.png", "/static/a.js",
          "/component/a/index.html", "/oauth2callback", "/没有这一页")  # fmt: skip
_HOST = {"host": "localhost:8501"}
_OTHERS = "http://evil.example"


Guarded = Callable[[ASGIApp], ASGIApp]
"""What puts all that guards the pages in front of them."""


def doors(home: Path, guarded: Guarded) -> Outcome:
    """Ask for everything; whatever reaches what lies behind the gate came through."""
    return outcome("没有登录", _attempts(home, guarded))


def _attempts(home: Path, guarded: Guarded) -> Iterator[tuple[str, bool]]:
    for claim, headers in _claims(home).items():
        for path in (*_PARTS, *(f"/{page}" for page in PAGES)):
            for method in _METHODS:
                yield f"{method} {path}（{claim}）", _reaches(guarded, "http", method, path, headers)
        yield f"websocket（{claim}）", _reaches(guarded, "websocket", "", "/_stcore/stream", headers)


def _claims(home: Path) -> Mapping[str, dict[str, str]]:
    """Return what somebody sends who says to be somebody."""
    cookies = "; ".join(f"{sessions.cookie_name(home, is_secure)}={'a' * 43}" for is_secure in (True, False))
    return {
        "什么也不带": {},
        "编造的登录": {"cookie": cookies},
        "自称的用户": {"x-forwarded-user": "wang", "x-dangjian-user": "wang", "remote-user": "wang"},
        "自称的代理": {"x-dangjian-user": "wang", "x-dangjian-proxy-secret": "x", "authorization": "Basic eDp4"},
        "别的网站": {"origin": _OTHERS, "sec-fetch-site": "cross-site"},
        "别的主机名": {"host": "evil.example"},
    }


def _reaches(guarded: Guarded, kind: str, method: str, path: str, headers: dict[str, str]) -> bool:
    """Tell whether a request gets as far as the pages."""
    reached: list[Scope] = []

    async def pages(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope)
        if scope["type"] == "http":
            await PlainTextResponse("")(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""} if kind == "http" else {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        pass

    asked = {**_HOST, **headers}
    scope: Scope = {
        "type": kind, "method": method, "path": path, "raw_path": path.encode(), "query_string": b"", "scheme": "http",
        "root_path": "", "http_version": "1.1", "client": ("10.0.0.9", 1), "server": ("localhost", 8501),
        "headers": [(name.encode(), value.encode()) for name, value in asked.items()], "subprotocols": [],
    }  # fmt: skip

    async def ask() -> None:
        await guarded(pages)(scope, receive, send)

    asyncio.run(ask())
    return bool(reached)
