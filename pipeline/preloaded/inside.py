"""In a fork: what it starts is forked too, by the process that it came from itself."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import ExitStack, suppress

from ingest.bounded import worker
from pipeline import child_process
from pipeline.preloaded.asking import Gone, Loading
from pipeline.preloaded.forks import Forked
from pipeline.preloaded.streams import nowhere, pipe_from, pipe_to

_READER = "ingest.bounded.child"
_inside: list[Loading] = []
"""The process that this one came from; none where this one was started afresh."""


def run(module: str, *, request: dict[str, object]) -> int:
    """Run `module` until it ends and return its exit code: in a fork if this is one, else started afresh."""
    for loading in _inside:
        with suppress(Gone):
            return _told(loading, module, request)
    return child_process.run(module, request=request)


def begin(asks: socket.socket) -> None:
    """In a fork: have what it starts forked too, files being read by a process that `worker` watches as any other."""
    loading = Loading(asks)
    _inside[:] = [loading]
    worker.begin_by(lambda: _Reader(loading))


class _Reader:
    """The process in which files are opened, as a fork."""

    def __init__(self, loading: Loading) -> None:
        with ExitStack() as theirs:
            readable, writes = pipe_to(theirs)
            reads, writable = pipe_from(theirs)
            self._fork = Forked(loading, _READER, (str(os.getppid()),), (readable, writable, nowhere(theirs)))
        self.stdin, self.stdout = os.fdopen(writes, "wb"), os.fdopen(reads, "rb")

    def kill(self) -> None:
        """Kill it."""
        self._fork.kill()

    def wait(self) -> int:
        """Return its exit code once it has ended."""
        return self._fork.wait()


def _told(loading: Loading, module: str, request: dict[str, object]) -> int:
    """Run a module that is told something; what it prints goes where we print."""
    sys.stdout.flush()
    with ExitStack() as theirs:
        readable, writable = pipe_to(theirs)
        fork = Forked(loading, module, (), (readable, 1, 2))
    with suppress(BrokenPipeError), os.fdopen(writable, "w", encoding="utf-8") as told:
        told.write(child_process.as_json(request))
    return fork.wait()
