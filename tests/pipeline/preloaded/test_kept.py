"""Commands that begin in a fork: what they print, how they end, and that nothing of them outlives whoever asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from pipeline import child_process
from pipeline.preloaded import kept
from pipeline.preloaded.forks import Forked, Running
from pipeline.selfcheck import program
from pipeline.settings import PROJECT
from tests.pipeline.test_bound import is_there

pytestmark = pytest.mark.skipif(not kept.CAN_FORK, reason="there is no fork; commands are started afresh")
_QUICK = "tests.pipeline.preloaded.nothing_loaded"
_STARTER = f"""
import signal, sys, time
from pipeline import child_process
from pipeline.preloaded import kept
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup hands on that it is ignored
kept._LOADER = "{_QUICK}"
kept.start("tests.pipeline.preloaded.waiting")
time.sleep(600)
"""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have commands forked from a process of their own that has loaded nothing."""
    monkeypatch.setattr(kept, "_LOADER", _QUICK)
    monkeypatch.setattr(kept, "_kept", kept._Kept())
    yield


def waiting() -> tuple[Running, int, int]:
    """Return a command that waits, its process and that of the one which it has started."""
    command = kept.start("tests.pipeline.preloaded.waiting", output=child_process.CAPTURED)
    assert command.stdout is not None
    return command, json.loads(command.stdout.readline()), json.loads(command.stdout.readline())


def is_soon(question: Callable[[], bool]) -> bool:
    until = time.monotonic() + 30
    while not question() and time.monotonic() < until:
        time.sleep(0.02)
    return question()


@pytest.mark.usefixtures("quick")
def test_a_command_is_told_by_what_it_prints_what_it_says_aside_and_its_exit_code(tmp_path: Path) -> None:
    """A fork that lost one of them would let every fault pass, and take the page's sentence away."""
    good, bad = tmp_path / "好.json", tmp_path / "bad.json"
    good.write_text('{"区": 1}', encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    done = kept.start("json.tool", "--no-ensure-ascii", str(good), output=child_process.CAPTURED)
    assert done.stdout is not None
    with done.stdout:
        assert json.loads(done.stdout.read()) == {"区": 1}
    assert done.wait() == 0
    failed = kept.start("json.tool", str(bad), output=child_process.NO_OUTPUT, errors=child_process.CAPTURED)
    assert failed.stderr is not None
    with failed.stderr:
        assert "Expecting" in failed.stderr.read()
    assert failed.wait() == 1


@pytest.mark.usefixtures("quick")
def test_a_killed_command_takes_with_it_what_it_had_started() -> None:
    """What reads a file for it lived on without anybody who waited for it."""
    command, first, second = waiting()
    with command.stdout or sys.stdin:
        assert is_there(first) and is_there(second)
        command.kill()
        assert command.wait() == -signal.SIGKILL
        assert is_soon(lambda: not is_there(first) and not is_there(second))


@pytest.mark.usefixtures("quick")
def test_a_process_that_loads_and_is_gone_is_started_again_and_leaves_nothing() -> None:
    command, first, second = waiting()
    with command.stdout or sys.stdin:
        loader = psutil.Process(first).ppid()
        os.kill(loader, signal.SIGKILL)
        assert command.wait() == -signal.SIGKILL
        assert is_soon(lambda: not is_there(first) and not is_there(second))
    assert kept.start("json.tool", "--help", output=child_process.NO_OUTPUT).wait() == 0


@pytest.mark.usefixtures("quick")
def test_changed_code_is_loaded_for_the_next_command_and_the_running_one_ends_as_it_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server that had been brought up to date went on checking uploads by the rules of before."""
    command, first, second = waiting()
    with command.stdout or sys.stdin:
        monkeypatch.setattr(kept, "_newest_code", lambda: sys.maxsize)
        other, third, _ = waiting()
        with other.stdout or sys.stdin:
            assert psutil.Process(third).ppid() != psutil.Process(first).ppid()
            assert is_there(first) and is_there(second) and command.poll() is None
            command.kill()
            other.kill()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_nothing_outlives_whoever_asked_for_it_however_that_ends(ending: signal.Signals) -> None:
    """A server was gone and its uploads went on with the home open."""
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER], env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, text=True,
    )  # fmt: skip
    with starter:
        assert starter.stdout is not None
        first, second = json.loads(starter.stdout.readline()), json.loads(starter.stdout.readline())
        loader = psutil.Process(first).ppid()
        starter.send_signal(ending)
        starter.wait(timeout=30)
        assert is_soon(lambda: not any(map(is_there, (first, second, loader))))


@pytest.mark.usefixtures("quick")
def test_a_file_that_costs_too_much_is_refused_in_a_fork_too_and_the_next_one_is_read() -> None:
    command = kept.start("tests.pipeline.preloaded.greedy", output=child_process.CAPTURED)
    assert command.stdout is not None
    with command.stdout:
        assert command.stdout.read().split() == ["refused", "read"]
    assert command.wait() == 0


def test_a_fork_of_the_loaded_program_is_the_program(tmp_path: Path) -> None:
    """Everything is there, a refusal is a sentence, and a kill is told from an end. Nothing open is handed on."""
    done = program.run(tmp_path / "区 home", "--help")
    assert done.code == 0, done.said
    assert "withdraw" in done.said
    refused = program.run(tmp_path / "区 home", "withdraw", "没有这一批")
    assert refused.code == 1 and "没有这一批" in refused.said
    assert program.killed_after(tmp_path, ("batches",), 0).code is None
    command = program.start(tmp_path, ("batches",))
    assert isinstance(command, Forked)
    loader = psutil.Process(command.pid).parent()
    assert loader is not None
    assert [file.path for file in loader.open_files() if file.fd > 2] == []
    assert command.wait() is not None
