"""Pages are answered to by names that are ours: a page of another site cannot read them in a visitor's browser."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from streamlit import config

from dashboards.server.doors import Doors
from pipeline.commands.serve import own_names

ALLOWED = [*own_names(), "dj.example.gov.cn"]


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: ALLOWED if name == "server.allowedHosts" else asked(name))


def answer(path: str, host: str | None) -> tuple[int, dict[str, str], str]:
    """What a browser gets for a path under a name: code, headers, text."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [] if host is None else [(b"host", host.encode())]
    scope = {"type": "http", "path": path, "method": "GET", "headers": headers, "query_string": b""}
    asyncio.run(Doors(PlainTextResponse("党建数据"))(scope, receive, send))  # type: ignore[arg-type]
    told = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST.", "dj.example.gov.cn"])
def test_names_of_ours_are_answered_and_nobody_else_may_frame_the_page(host: str) -> None:
    code, headers, text = answer("/compare", host)
    assert (code, text) == (200, "党建数据")
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "localhost.evil.example", "localhost@evil.example", "", None]
)
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/media/a.xlsx"])
def test_a_name_that_is_not_ours_gets_a_sentence_and_no_data(host: str | None, path: str) -> None:
    code, _, text = answer(path, host)
    assert code == 403
    assert "dangjian serve --host" in text and "党建数据" not in text


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact", "/compare/_stcore/agent/mcp"])
def test_doors_that_nobody_here_uses_stay_shut(path: str) -> None:
    assert answer(path, "localhost")[::2] == (404, "")
