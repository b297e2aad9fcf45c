"""A home with three accounts, and the gate in front of something that would give everything away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from dashboards.accounts import grants, passwords, people
from dashboards.server.doors import Doors
from dashboards.server.gate.gate import Gate
from dashboards.server.gate.proxy import Proxy
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.shared.viewer import ADMIN, SCHOOL
from pipeline.commands.serve import own_names
from tests.dashboards.server.gate.browser import Browser

SECRET = "党建数据"
PASSWORD = "Chunfeng-2026"
seen: list[Scope] = []


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose; here only its outcome counts."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    monkeypatch.setattr(passwords, "_NOBODYS", quick.hash("nobody"))


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, allowed = config.get_option, own_names()
    monkeypatch.setattr(config, "get_option", lambda name: allowed if name == "server.allowedHosts" else asked(name))


async def everything(scope: Scope, receive: Receive, send: Send) -> None:
    """What must not be reached: it answers whatever it is asked, and notes what it was told."""
    seen.append(scope)
    if scope["type"] == "http":
        await PlainTextResponse(SECRET)(scope, receive, send)
        return
    assert (await receive())["type"] == "websocket.connect"
    await send({"type": "websocket.accept"})
    while (await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": SECRET})


def gated(home: Path, code: SetUpCode | None = None, proxy: Proxy | None = None) -> ASGIApp:
    seen.clear()
    return Doors(Gate(everything, home, code or SetUpCode(), proxy))


def with_own_password(home: Path, login: str) -> None:
    """Let an account be past its first log-in."""
    people._put_password(home, people.known(home, login), PASSWORD, must_change=False)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A home that nobody can log in to yet."""
    return tmp_path / "区 home"


@pytest.fixture
def real(empty: Path) -> Path:
    """A home with a 区级管理员, a school's secretary, and somebody who never logged in."""
    for login, name in (("wang", "王主任"), ("li", "李书记"), ("zhao", "赵老师")):
        people.add(empty, login, name, by="test")
    for login, role, unit in (("wang", ADMIN, ""), ("li", SCHOOL, "S1")):
        with_own_password(empty, login)
        grants.give(empty, people.known(empty, login), role, unit, by="test")
    return empty


@pytest.fixture
def browser(real: Path) -> Browser:
    return Browser(gated(real))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let minutes go by, for all that looks at the clock."""
    import time

    plain, gone = time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: plain() + gone[0])

    def wait(minutes: float) -> None:
        gone[0] += 60 * minutes

    return wait
