"""Ctrl-C ends a command with its sentence, and no file is blamed for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest import stopping
from ingest.feedback.error_guard import catch_errors
from ingest.landing.store import Store
from pipeline.settings import PROJECT
from tests.ingest.small_district import ACTIVITIES, basics, send, write

FILES = 50


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be as though somebody had pressed Ctrl-C and a library had swallowed that."""
    monkeypatch.setattr(stopping._asked, "is_set", lambda: True)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("error", [OSError(5, "x"), RuntimeError("PanicException"), ValueError()])
def test_what_an_interrupt_broke_is_no_fault_of_the_file(tmp_path: Path, error: Exception) -> None:
    """The file that was being read was refused with 处理时出了意外, and the run went on."""
    with pytest.raises(KeyboardInterrupt), catch_errors(tmp_path, "台账.xlsx"):
        raise error
    assert not (tmp_path / "logs").exists()


@pytest.mark.usefixtures("asked")
def test_no_further_file_is_begun(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), catch_errors(tmp_path, "台账.xlsx"):
        raise AssertionError("was begun")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT for another process")
def test_ctrl_c_in_the_middle_of_a_hand_in(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    send(Store(home), basics(folder))
    for number in range(FILES):
        write(folder, f"{number}.csv", [ACTIVITIES[0], [*ACTIVITIES[1][:3], f"主题{number}", "3", "3"]])
    child = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "--home", str(home), "ingest", str(folder)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 120
    while len(Store(home).batches()) < 6 and child.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert (child.returncode, said.strip()) == (1, "已停止；已经完成的部分不受影响，可以再运行一次。")
    assert not (home / "logs").exists()
    assert not any(receipt.refused for receipt in send(Store(home), folder))
    assert Store(home).live_frame("activity").height == FILES
