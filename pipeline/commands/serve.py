"""Start the dashboard in a process of its own."""

from __future__ import annotations

import socket
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import UserError
from pipeline import child_process
from pipeline.backup.daily import watch
from pipeline.commands import purge
from pipeline.commands.noting import note_policy
from pipeline.settings import PROJECT


def serve(
    home: Path, port: int, hosts: Sequence[str] = (), bind: str | None = None, proxy_secret: Path | None = None
) -> int:
    """Run Streamlit until it is stopped, or this process ends; return its exit code.

    It listens on this machine alone, or on `bind`, which it refuses while there are no accounts. `hosts` are further
    names that it answers to; `proxy_secret` is the file of a proxy that logs people in.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise UserError(f"端口 {port} 已被占用，请换一个：--port {port + 1}")
    sys.stdout.write(f"看板地址：http://localhost:{port}  （按 Ctrl+C 停止）\n")
    sys.stdout.flush()
    note_policy(home)
    purge.watch(home, lambda sentence: print(sentence, flush=True))
    watch(home, lambda sentence: print(sentence, flush=True))
    server = ["--server.port", str(port), "--server.address", bind or "localhost"]
    if hosts or bind:
        names = (*own_names(), *hosts, *([bind] if bind else []))
        server += [word for name in names for word in ("--server.allowedHosts", name)]
    told = ["--home", str(home)]
    if proxy_secret is not None:
        told += ["--proxy-secret-file", str(proxy_secret.resolve())]
    page = str(PROJECT / "dashboards" / "app.py")
    try:
        return child_process.run_bound("streamlit", "run", page, *server, "--", *told)
    except KeyboardInterrupt:
        return 0


def own_names() -> list[str]:
    """Return the names that the dashboard answers to in any case: the option takes the place of the file's list."""
    with (PROJECT / "dashboards" / ".streamlit" / "config.toml").open("rb") as file:
        names: list[str] = tomllib.load(file)["server"]["allowedHosts"]
    return names
