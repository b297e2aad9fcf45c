"""Several servers of one command: one that stops is started again, and none outlives the command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UserError
from pipeline.commands import side_by_side
from pipeline.commands.serve import Reached, serve
from pipeline.demo_mark import mark
from pipeline.settings import PROJECT
from tests.pipeline.test_bound import children_of, is_there

_STARTER = """
import signal, sys
from pipeline.commands import side_by_side
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup hands on that it is ignored
side_by_side._TOO_SOON = 0.5
server = ["http.server", "0", "--bind", "127.0.0.1", "--directory", sys.argv[1]]
side_by_side.keep_running([server, server], lambda number: print(number, file=sys.stderr, flush=True))
"""


def is_soon(question: Callable[[], bool]) -> bool:
    until = time.monotonic() + 60
    while not question() and time.monotonic() < until:
        time.sleep(0.05)
    return question()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_a_server_that_was_killed_is_started_again_and_all_end_with_the_command(
    tmp_path: Path, ending: signal.Signals
) -> None:
    """One of two servers was gone for good, and the rest outlived the command with the home open."""
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER, str(tmp_path)], env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    with starter:
        try:
            assert is_soon(lambda: len(children_of(starter.pid)) == 2)
            first, second = sorted(children_of(starter.pid))
            time.sleep(1)
            os.kill(second, signal.SIGKILL)
            assert starter.stderr is not None and starter.stderr.readline() == "1\n"
            assert is_soon(lambda: len(children_of(starter.pid)) == 2)
            servers = children_of(starter.pid)
            assert first in servers and second not in servers
            starter.send_signal(ending)
            starter.wait(timeout=30)
            assert is_soon(lambda: not any(map(is_there, servers)))
        finally:
            starter.kill()


def test_a_server_that_does_not_come_up_ends_all_with_its_code(capfd: pytest.CaptureFixture[str]) -> None:
    """Started again and again, it would have said the same sentence for ever."""
    code = side_by_side.keep_running([["http.server", "0"], ["http.server", "no port"]], lambda number: None)
    assert code == 2
    assert "no port" in capfd.readouterr().err


def test_several_servers_are_refused_while_nobody_has_an_account(tmp_path: Path) -> None:
    """Each would show a set-up code of its own, and the proxy may hand what was typed to another one."""
    with pytest.raises(UserError, match="还没有账号"):
        serve(tmp_path, Reached(18_501, processes=2))


def test_every_port_must_be_free(tmp_path: Path) -> None:
    mark(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="已被占用"):
            serve(tmp_path, Reached(taken.getsockname()[1] - 1, processes=2))
