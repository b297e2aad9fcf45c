"""The dashboard served for visitors of our own: on the loopback, on a free port, for as long as they stay."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from ingest.errors import UserError
from pipeline import child_process

_APP = Path(__file__).resolve().parent.parent / "app.py"
_START_SECONDS, _LOOK_EVERY = 120.0, 0.1
_ADDRESS = re.compile(r"http://localhost:(\d+)")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Server:
    """A server that answers: its port, and its process."""

    port: int
    process: psutil.Process

    @property
    def cpu_seconds(self) -> float:
        """Seconds of CPU that it took so far; the system counts in steps of about ten milliseconds."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """What it holds of the memory now."""
        return float(self.process.memory_info().rss / _MEGABYTE)


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """Serve `home` until the block ends. Raises UserError when the server does not start."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        words = ("--server.port", "0", "--logger.hideWelcomeMessage", "false")
        child = child_process.start(
            "streamlit", "run", str(_APP), *words, "--", "--home", str(home), output=log, errors=log
        )
        try:
            yield Server(_port(child, log), psutil.Process(child.pid))
        finally:
            child.terminate()
            child.wait()


def _port(child: child_process.Child, log: IO[str]) -> int:
    """Return the port that the server names once it answers."""
    end = time.monotonic() + _START_SECONDS
    said = ""
    while time.monotonic() < end and child.poll() is None:
        log.seek(0)
        said = log.read()
        found = _ADDRESS.search(said)
        if found:
            return int(found.group(1))
        time.sleep(_LOOK_EVERY)
    raise UserError(f"看板没有启动：{said.strip()[-300:] or '没有说明原因'}")
