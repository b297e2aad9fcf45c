"""Several servers beside each other, kept running by one process, with which all of them end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from pipeline import child_process

_LOOK_EVERY = 0.2
_TOO_SOON = 20.0
"""Seconds. One that ends within them did not come up, and would not the next time."""


class _Server:
    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self.start()

    def start(self) -> None:
        self.child = child_process.start_bound(*self._words)
        self._began = time.monotonic()

    @property
    def came_up(self) -> bool:
        return time.monotonic() - self._began > _TOO_SOON

    def close(self) -> None:
        assert self.child.stdin is not None
        self.child.stdin.close()  # upon which it stops


def keep_running(servers: Sequence[Sequence[str]], say: Callable[[int], None]) -> int:
    """Run modules with their arguments until one does not come up; return its exit code.

    One that ends later is started again, and `say` is told which (counted from 0).
    """
    running = [_Server(words) for words in servers]
    try:
        while True:
            for number, server in enumerate(running):
                code = server.child.poll()
                if code is not None and not server.came_up:
                    return code
                if code is not None:
                    say(number)
                    server.close()
                    server.start()
            time.sleep(_LOOK_EVERY)
    finally:
        for server in running:
            server.close()
        for server in running:
            server.child.wait()
