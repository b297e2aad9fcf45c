"""What a command costs: the CPU seconds and the memory of it and of all that it starts."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import psutil

from ingest.errors import UserError
from pipeline import child_process

_LOOK_EVERY = 0.1
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and the most megabytes of a tree of processes, and what it printed.

    Memory is the sum over the tree at one moment, looked at ten times a second; pages that two share count twice.
    """

    cpu_seconds: float
    megabytes: float
    said: str

    @property
    def answer(self) -> Any:
        """The JSON on the last line of what it printed."""
        return json.loads(self.said.strip().splitlines()[-1])


class _Tree:
    """A process and what it starts, looked at again and again: what has ended cannot be asked any more."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._seconds: dict[tuple[int, float], float] = {}
        self.megabytes = 0.0

    @property
    def cpu_seconds(self) -> float:
        """Seconds of all processes seen, as of the last look at each: up to a tenth of a second of each is missing."""
        return sum(self._seconds.values())

    def look(self) -> None:
        """Take down what each process has used so far, and what they hold together."""
        held = 0.0
        try:
            for process in (self._root, *self._root.children(recursive=True)):
                times = process.cpu_times()
                self._seconds[process.pid, process.create_time()] = times.user + times.system
                held += process.memory_info().rss / _MEGABYTE
        except psutil.Error:  # one of them has just ended
            return
        self.megabytes = max(self.megabytes, held)


def cost_of(module: str, *arguments: str, request: dict[str, object] | None = None) -> Cost:
    """Run `module` until it ends and return its cost. Raises UserError when it fails; 1 (something returned) is not."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        child = child_process.start(
            module, *arguments, request=request, output=output, errors=child_process.WITH_OUTPUT
        )
        watched = _Tree(child.pid)
        while child.poll() is None:
            watched.look()
            time.sleep(_LOOK_EVERY)
        output.seek(0)
        said = output.read()
    if child.returncode not in (0, 1) or "Traceback (most recent call last)" in said:
        raise UserError(f"没有做成，停在 {module} {' '.join(arguments[:4])}：{said.strip()[-500:]}")
    return Cost(watched.cpu_seconds, watched.megabytes, said)
