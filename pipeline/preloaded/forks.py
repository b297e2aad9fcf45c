"""A command in a fork: started, read from, waited for and killed like one that was started afresh."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from typing import IO, Protocol

from pipeline.child_process import Stream
from pipeline.preloaded.asking import Gone, Loading
from pipeline.preloaded.streams import nowhere, written_to

_LOOK_EVERY = 0.02


class Running(Protocol):
    """A command that runs, forked or started afresh."""

    @property
    def stdout(self) -> IO[str] | None:
        """What it prints, where the caller reads it."""

    @property
    def stderr(self) -> IO[str] | None:
        """What it says aside, where the caller reads that."""

    def poll(self) -> int | None:
        """Return its exit code, None while it runs."""

    def wait(self) -> int:
        """Return its exit code once it has ended."""

    def kill(self) -> None:
        """Kill it with what it started."""


class Forked:
    """A command in a fork, with the files that it reads from and writes to."""

    def __init__(
        self,
        loading: Loading,
        module: str,
        arguments: tuple[str, ...],
        files: tuple[int, int, int],
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._loading = loading
        environment = {**os.environ, **(more or {})}
        asked: dict[str, object] = {"fork": {"module": module, "arguments": arguments, "environment": environment}}
        self.pid = loading.ask(asked, *files)
        self.stdout: IO[str] | None = None
        self.stderr: IO[str] | None = None
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        if self._code is None:
            try:
                self._code = self._loading.ask({"ended": self.pid})
            except Gone:
                self._code = -signal.SIGKILL
        return self._code

    def wait(self) -> int:
        """Return the exit code once it has ended."""
        while (code := self.poll()) is None:
            time.sleep(_LOOK_EVERY)
        return code

    def kill(self) -> None:
        """Kill it with what it started, without warning."""
        with suppress(Gone):
            self._loading.ask({"kill": self.pid})


def started_in(
    loading: Loading, module: str, arguments: tuple[str, ...], streams: tuple[Stream, Stream], more: Mapping[str, str]
) -> Forked:
    """Fork a module that has nothing to read; `streams` are where it prints and what it says aside. Gone if not."""
    read: list[int | None] = []
    with ExitStack() as theirs:
        files = [nowhere(theirs)]
        for number, stream in enumerate(streams, start=1):
            own, its = written_to(stream, number, files, theirs)
            read.append(own)
            files.append(its)
        try:
            fork = Forked(loading, module, arguments, (files[0], files[1], files[2]), more)
        except Gone:
            for own in filter(None, read):
                os.close(own)
            raise
    fork.stdout, fork.stderr = (
        None if own is None else os.fdopen(own, encoding="utf-8", errors="replace") for own in read
    )
    return fork
