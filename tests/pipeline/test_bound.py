"""However a command ends that started a server, the server ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.settings import PROJECT

_STARTER = """
import signal, sys
from pipeline import child_process
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup hands on that it is ignored
sys.exit(child_process.run_bound("http.server", "0", "--bind", "127.0.0.1", "--directory", sys.argv[1]))
"""


def children_of(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


def is_there(process: int) -> bool:
    """Say whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_the_server_ends_with_the_command_that_started_it(tmp_path: Path, ending: signal.Signals) -> None:
    """It lived on as an orphan with the home open, and the next `serve` found its port taken."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER, str(tmp_path)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not (children := children_of(starter.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        (server,) = children
        time.sleep(1)
        assert is_there(server)
        starter.send_signal(ending)
        starter.wait(timeout=30)
        while is_there(server) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_there(server)
    finally:
        starter.kill()
        starter.wait()
