"""ASGI middleware: by which names the pages answer, which of Streamlit's doors stay shut, and who may frame a page.

A page of another site can give its own name the address of this machine and so read the pages here in the visitor's
browser (DNS rebinding): only the names in `server.allowedHosts` are answered.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboards.server.gate.origin import is_own_origin
from dashboards.server.gate.websocket import refuse

_SHUT = ("/_stcore/metrics", "/_stcore/agent")
"""Figures of the server, and a way to drive the pages without a browser: nobody here uses them."""
_HEADERS = {
    "content-security-policy": "frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_OTHER_NAME = (
    "看板不认得这个地址里的主机名。请用 http://localhost 打开；"
    "要用别的名字访问，请在启动时写明：dangjian serve --host 名字。"
)


class Doors:
    """Answers 403 to names that are not ours and 404 behind doors that stay shut; says to browsers who may frame."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or one websocket."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)  # the gate's own pages are stricter
            await send(message)

        if not is_host_allowed(Headers(scope=scope).get("host")):
            await PlainTextResponse(_OTHER_NAME, 403)(scope, receive, with_headers)
        elif any(door in scope["path"] for door in _SHUT):
            await PlainTextResponse("", 404)(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a page of another site; Streamlit itself lets every port of this machine in."""
        headers = Headers(scope=scope)
        origin, host = headers.get("origin"), headers.get("host")
        if is_host_allowed(host) and is_own_origin(origin, host):
            await self.app(scope, receive, send)
        else:
            await refuse(receive, send)
