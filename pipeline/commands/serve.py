"""Start the dashboard in a process of its own."""

from __future__ import annotations

import socket
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UserError
from pipeline import child_process
from pipeline.backup.daily import watch
from pipeline.commands import purge
from pipeline.commands.noting import note_policy
from pipeline.commands.side_by_side import keep_running
from pipeline.demo_mark import is_marked
from pipeline.doctor.accounts import there_are_any
from pipeline.settings import PROJECT


@dataclass(frozen=True)
class Reached:
    """How a dashboard is reached: on `processes` ports from `port` on, under further names, from other machines or not.

    It listens on this machine alone, or on `bind`, which it refuses while there are no accounts. `hosts` are further
    names that it answers to; `proxy_secret` is the file of a proxy that logs people in.
    """

    port: int
    processes: int = 1
    hosts: Sequence[str] = ()
    bind: str | None = None
    proxy_secret: Path | None = None

    @property
    def ports(self) -> list[int]:
        """The port of each server."""
        return list(range(self.port, self.port + self.processes))


def serve(home: Path, reached: Reached) -> int:
    """Run Streamlit until it is stopped, or this process ends; return its exit code."""
    _refuse(home, reached)
    _say(f"看板地址：{'、'.join(f'http://localhost:{port}' for port in reached.ports)}  （按 Ctrl+C 停止）")
    note_policy(home)
    purge.watch(home, _say)
    watch(home, _say)
    servers = [_words(home, reached, port) for port in reached.ports]
    try:
        if len(servers) == 1:
            return child_process.run_bound(*servers[0])
        return keep_running(servers, lambda number: _say(f"端口 {reached.ports[number]} 上的看板停了，正在重新启动。"))
    except KeyboardInterrupt:
        return 0


def _refuse(home: Path, reached: Reached) -> None:
    if reached.processes > 1 and not is_marked(home) and not there_are_any(home):
        raise UserError(
            "还没有账号：请先不写 --processes 运行一次 dangjian serve 设第一位区级管理员，或用 dangjian user add 添加。"
        )
    for port in reached.ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise UserError(f"端口 {port} 已被占用，请换一个：--port {port + 1}")


def _words(home: Path, reached: Reached, port: int) -> list[str]:
    """Return the module and the arguments of the server on a port."""
    page = str(PROJECT / "dashboards" / "app.py")
    server = ["--server.port", str(port), "--server.address", reached.bind or "localhost"]
    if reached.hosts or reached.bind:
        names = (*own_names(), *reached.hosts, *([reached.bind] if reached.bind else []))
        server += [word for name in names for word in ("--server.allowedHosts", name)]
    told = ["--home", str(home)]
    if reached.proxy_secret is not None:
        told += ["--proxy-secret-file", str(reached.proxy_secret.resolve())]
    return ["streamlit", "run", page, *server, "--", *told]


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def own_names() -> list[str]:
    """Return the names that the dashboard answers to in any case: the option takes the place of the file's list."""
    with (PROJECT / "dashboards" / ".streamlit" / "config.toml").open("rb") as file:
        names: list[str] = tomllib.load(file)["server"]["allowedHosts"]
    return names
