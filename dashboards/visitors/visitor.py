"""One visitor: a websocket of Streamlit's, over which pages are opened and their messages read to the end."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dashboards.shared.page_registry import HOME

PATIENCE_SECONDS = 300.0
"""How long one click is waited for before it counts as an error."""
_WRONG = "页面出错了"


@dataclass(frozen=True)
class Address:
    """A page as somebody opens it: its name, and what stands behind the question mark."""

    page: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Click:
    """What one click took: seconds until the last message was there, kilobytes sent; `fault` if it went wrong."""

    address: Address
    seconds: float
    kilobytes: float
    fault: str | None = None


class Visitor:
    """A session of its own, from the handshake until it is left."""

    def __init__(self, port: int) -> None:
        self._address = f"ws://localhost:{port}/_stcore/stream"
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Visitor:
        self._socket = await connect(
            self._address,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE_SECONDS,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def click(self, address: Address) -> Click:
        """Open `address` and wait until the page has been drawn."""
        started = time.monotonic()
        try:
            size, fault = await asyncio.wait_for(self._drawn(address), PATIENCE_SECONDS)
        except TimeoutError:
            size, fault = 0, "没有等到"
        except (OSError, EOFError) as error:
            size, fault = 0, f"连接断了：{type(error).__name__}"
        return Click(address, time.monotonic() - started, size / 1024, fault)

    async def _drawn(self, address: Address) -> tuple[int, str | None]:
        assert self._socket is not None
        page = "" if address.page == HOME else address.page
        state = ClientState(query_string=urlencode(address.query), page_name=page)
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        size, fault = 0, None
        while True:
            data = await self._socket.recv(decode=False)
            size += len(data)
            message = ForwardMsg.FromString(data)
            fault = fault or _fault(message)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return size, fault


def _fault(message: ForwardMsg) -> str | None:
    """Return what a message says went wrong on the page."""
    if message.WhichOneof("type") == "page_not_found":
        return "没有这一页"
    if message.WhichOneof("type") != "delta":
        return None
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "exception":
        return str(element.exception.message)
    if kind == "alert" and _WRONG in element.alert.body:
        return str(element.alert.body)
    return None
