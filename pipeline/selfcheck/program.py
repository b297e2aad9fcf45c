"""The program as users run it: commands in processes of their own, which can be watched, killed and asked again."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline import child_process
from pipeline.preloaded import kept
from pipeline.preloaded.forks import Running
from pipeline.selfcheck.part import Part

PASSPHRASE = "自检用的口令，不保护任何真的数据"
_WAIT_SECONDS = 1800.0
_LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit code, None if it was killed, what it printed, and how many seconds it took."""

    code: int | None
    said: str
    seconds: float

    @property
    def fault(self) -> str | None:
        """What is wrong with how it ended; None if it did what it should, or said in a sentence why it did not."""
        if "Traceback (most recent call last)" in self.said:
            return f"出现了程序的内部信息：{self.said.strip().splitlines()[-1][:200]}"
        if self.code not in (0, 1, 2):
            return f"以 {self.code} 退出"
        if self.code and not any("\u4e00" <= letter <= "\u9fff" for letter in self.said):
            return "没有做成，也没有说明"
        return None


def run(home: Path, *arguments: str) -> Ran:
    """Run a command on a home until it ends."""
    return watched(home, arguments, lambda seconds: False)


def killed_after(home: Path, arguments: tuple[str, ...], seconds: float) -> Ran:
    """Run a command and kill it with everything it started after so many seconds; it may have ended before."""
    return watched(home, arguments, lambda gone: gone >= seconds)


def watched(home: Path, arguments: tuple[str, ...], is_time: Callable[[float], bool]) -> Ran:
    """Run a command and kill it once `is_time` says so, which is asked with the seconds gone."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        started = time.monotonic()
        child = start(home, arguments, output)
        while child.poll() is None:
            gone = time.monotonic() - started
            if is_time(gone) or gone > _WAIT_SECONDS:
                kill(child)
                return Ran(None, "", gone)
            time.sleep(_LOOK_EVERY)
        output.seek(0)
        return Ran(child.wait(), output.read(), time.monotonic() - started)


def start(home: Path, arguments: tuple[str, ...], output: IO[str] | None = None) -> Running:
    """Start a command on a home in a group of processes of its own."""
    more = {"DANGJIAN_BACKUP_PASSPHRASE": PASSPHRASE}
    streams = child_process.NO_OUTPUT if output is None else output
    return kept.start("pipeline", "--home", str(home), *arguments, output=streams, errors=streams, environment=more)


def part_apart(name: str, count: int, seed: int, scratch: Path) -> Part:
    """Run a part in a process of its own, so that whatever ends that process does not end the self-check."""
    request: dict[str, object] = {"part": name, "count": count, "seed": seed, "scratch": scratch}
    child = child_process.start(
        "pipeline.selfcheck.apart", request=request, output=child_process.CAPTURED, errors=child_process.WITH_OUTPUT
    )
    assert child.stdout is not None
    said = child.stdout.read()
    if child.wait() != 0:
        raise RuntimeError(said[-500:])
    told = json.loads(said.splitlines()[-1])
    return Part(told["name"], told["tried"], told["lost"], tuple(told["remarks"]))


def kill(command: Running) -> None:
    """Kill a command and what it started, without warning."""
    command.kill()
    command.wait()
