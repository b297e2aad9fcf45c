"""What is checked and said before the first visitor: who could reach the pages, and how the first account is made."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from streamlit import config

from dashboards.accounts import people, sessions
from dashboards.server.gate.loopback import is_loopback
from dashboards.server.gate.proxy import Proxy
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.server.preload import warm_up
from ingest.errors import UserError
from pipeline.demo_mark import is_marked

_NO_ACCOUNTS = (
    "还没有账号，不能让别的机器访问（监听地址 {address}）：谁都能用任何身份查看。"
    "请先运行 dangjian user add，或不写 --bind 先在本机设置第一位区级管理员。"
)


def refuse_strangers(home: Path, address: str | None) -> None:
    """Raise UserError if other machines could reach a home that has no accounts, the demo's among them."""
    if not is_loopback(address) and not people.there_are_any(home):
        raise UserError(_NO_ACCOUNTS.format(address=address or "所有地址"))


def starting(
    home: Path, code: SetUpCode, proxy: Proxy | None
) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]:
    """Return what the server does while it starts: check, say the set-up code where it is wanted, warm up."""

    @asynccontextmanager
    async def start(app: Any) -> AsyncIterator[dict[str, Any] | None]:
        _check(home, proxy)
        if not people.there_are_any(home) and not is_marked(home):
            print(f"还没有账号。请打开看板，用设置码 {code.text} 设置第一位区级管理员。", flush=True)
        async with warm_up(app) as state:
            yield state

    return start


def _check(home: Path, proxy: Proxy | None) -> None:
    address = config.get_option("server.address")
    try:
        refuse_strangers(home, address)
        if proxy is not None:
            proxy.check(address)
        sessions.sweep(home)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        sys.stderr.flush()
        os._exit(1)  # raised from here, it would be shown as a traceback
