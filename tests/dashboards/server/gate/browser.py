"""A browser as far as the gate can tell: it keeps cookies, follows nothing by itself, and can open a websocket."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message

HOST = "localhost:8501"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    @property
    def location(self) -> str:
        return dict(self.headers).get("location", "")

    @property
    def cookies(self) -> list[str]:
        return [value for name, value in self.headers if name == "set-cookie"]


@dataclass
class Browser:
    """Somebody's browser at one machine."""

    app: ASGIApp
    address: str = "10.0.0.7"
    scheme: str = "http"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        sent: list[Message] = []
        asyncio.run(self._ask(method, path, body, headers, sent))
        start = sent[0]
        told = [(name.decode().lower(), value.decode()) for name, value in start["headers"]]
        answer = Answer(start["status"], told, b"".join(one.get("body", b"") for one in sent[1:]).decode())
        self._keep(answer)
        return answer

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str], sent: list[Message]) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = self._scope("http", path, headers) | {"method": method}
        await self.app(scope, receive, send)

    def _scope(self, kind: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
        given = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            given.setdefault("cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        parts = urlsplit(path)
        return {
            "type": kind,
            "scheme": self.scheme,
            "path": parts.path,
            "query_string": parts.query.encode(),
            "headers": [(name.encode(), value.encode("utf-8")) for name, value in given.items()],
            "client": (self.address, 1),
            "server": ("localhost", 8501),
            "subprotocols": [],
        }

    def _keep(self, answer: Answer) -> None:
        for text in answer.cookies:
            for name, one in SimpleCookie(text).items():
                if one["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = one.value

    def post(self, page: str, to: str, /, _headers: dict[str, str] | None = None, **fields: str) -> Answer:
        """Open a page of the gate, fill in its form and send it."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.get(page).text))
        return self.send(to, {**hidden, **fields}, _headers)

    def send(self, to: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> Answer:
        return self.ask("POST", to, urlencode(fields).encode(), headers or {})

    def log_in(self, login: str, password: str) -> Answer:
        return self.post("/login", "/login", login=login, password=password)

    def websocket(self, *messages: Message, quiet_for: float = 0.0, **headers: str) -> list[Message]:
        """Open a websocket, send messages, stay quiet, leave; return what the server said."""
        sent: list[Message] = []
        waiting = [{"type": "websocket.connect"}, *messages]

        async def receive() -> Message:
            if waiting:
                return waiting.pop(0)
            await asyncio.sleep(quiet_for)
            return {"type": "websocket.disconnect", "code": 1001}

        async def send(message: Message) -> None:
            sent.append(message)

        asyncio.run(self.app(self._scope("websocket", "/_stcore/stream", headers), receive, send))  # type: ignore[arg-type]
        return sent
