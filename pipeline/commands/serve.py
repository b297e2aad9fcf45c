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
from pipeline.settings import PROJECT


def serve(home: Path, port: int, hosts: Sequence[str] = ()) -> int:
    """Run Streamlit on localhost until it is stopped, or this process ends; return its exit code.

    `hosts` are further names that it answers to, which a proxy on this machine passes on.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise UserError(f"端口 {port} 已被占用，请换一个：--port {port + 1}")
    sys.stdout.write(f"看板地址：http://localhost:{port}  （按 Ctrl+C 停止）\n")
    sys.stdout.flush()
    watch(home, lambda sentence: print(sentence, flush=True))
    server = ["--server.port", str(port), "--server.address", "localhost"]
    if hosts:
        server += [word for name in (*own_names(), *hosts) for word in ("--server.allowedHosts", name)]
    page = str(PROJECT / "dashboards" / "app.py")
    try:
        return child_process.run_bound("streamlit", "run", page, *server, "--", "--home", str(home))
    except KeyboardInterrupt:
        return 0


def own_names() -> list[str]:
    """Return the names that the dashboard answers to in any case: the option takes the place of the file's list."""
    with (PROJECT / "dashboards" / ".streamlit" / "config.toml").open("rb") as file:
        names: list[str] = tomllib.load(file)["server"]["allowedHosts"]
    return names
