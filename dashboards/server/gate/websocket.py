"""A page's websocket under watch: it lives as long as the log-in, not as long as the window stays open."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboards.accounts import sessions

LOGGED_OUT = 4401
"""The code by which our script in the page knows that it must go to the log-in; see `session_end.js`."""
LOOKED_EVERY = 30.0
"""Seconds until a log-in is looked at again where nobody does anything."""


async def refuse(receive: Receive, send: Send) -> None:
    """Answer a handshake with 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


class Watch:
    """Passes messages on while the log-in counts; else closes the websocket and tells the page's run that it is gone.

    Whatever a page asks for comes as a message, so every run of the script is preceded by a look at the log-in.
    """

    def __init__(self, home: Path, token: str | None, receive: Receive, send: Send) -> None:
        self.home, self.token, self._receive, self._send = home, token, receive, send
        self._coming: asyncio.Task[Message] | None = None
        self._is_over = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Serve the websocket."""
        try:
            await app(scope, self._next, self._pass)
        finally:
            if self._coming is not None:
                self._coming.cancel()

    async def _pass(self, message: Message) -> None:
        if not self._is_over:
            await self._send(message)

    async def _next(self) -> Message:
        while True:
            if self._coming is None:
                self._coming = asyncio.ensure_future(self._receive())
            done, _ = await asyncio.wait({self._coming}, timeout=LOOKED_EVERY)
            message = self._coming.result() if done else None
            if message is not None:
                self._coming = None
                if message["type"] == "websocket.disconnect":
                    return message
            if not await run_in_threadpool(self._counts, is_by_hand(message)):
                return await self._end()
            if message is not None:
                return message

    def _counts(self, is_used: bool) -> bool:
        session = sessions.current(self.home, self.token)
        if session is not None and is_used:
            sessions.touch(self.home, session)
        return session is not None

    async def _end(self) -> Message:
        await self._send({"type": "websocket.close", "code": LOGGED_OUT})
        self._is_over = True
        return {"type": "websocket.disconnect", "code": LOGGED_OUT}


def is_by_hand(message: Message | None) -> bool:
    """Whether a message is a person's doing: a page that refreshes itself does not keep a log-in alive."""
    if message is None or message["type"] != "websocket.receive":
        return False
    asked = BackMsg()
    try:
        asked.ParseFromString(message.get("bytes") or b"")
    except Exception:  # not Streamlit's: it will refuse it
        return False
    return asked.WhichOneof("type") == "rerun_script" and not asked.rerun_script.is_auto_rerun
