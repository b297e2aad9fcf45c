"""The process that loads the program once and is forked for every command: `python -m pipeline.preloaded.loader`.

Its standard input is a socket. What it is asked there it answers: to fork a module with the three files that go with
the request; whether such a fork has ended, and how; to kill one. Every fork has a socket of its own to ask the same
on. Whatever was forked for somebody is killed when that one ends; when the first one does, all are, and this ends.
No file and no database is open here, only sockets, and Python has no other thread: a fork holds no lock of anybody's.
"""

from __future__ import annotations

import gc
import importlib
import os
import selectors
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from pipeline.preloaded.command import be
from pipeline.preloaded.messages import receive, send

_LOADED = (
    "pipeline.cli",
    "expectations.data_docs",
    "expectations.great_expectations_adapter",
    "ingest.run",
    "ingest.readers.read_apart",
    "ingest.feedback.write_feedback",
    "pipeline.commands.layout",
    "duckdb",
    "polars",
    "pyarrow",
    "psutil",
    "dashboards.review_packs.silence_logs",
    "dashboards.store.audit",
)
"""What a hand-in would load: the command, the process that reads its files, and the one that enters it in the log."""
_IDLE_SECONDS = 1800.0
"""After so long without anything to do its memory is given back; whoever asks next starts another."""


@dataclass(frozen=True)
class _Fork:
    """A fork that runs: on behalf of whom, and where it asks itself."""

    owner: socket.socket
    own: socket.socket


class _Loader:
    def __init__(self, first: socket.socket) -> None:
        self._first = first
        self._running: dict[int, _Fork] = {}
        self._codes: dict[int, int] = {}
        self._asking = selectors.DefaultSelector()
        self._asking.register(first, selectors.EVENT_READ)

    def serve(self) -> NoReturn:
        """Answer until whoever started this is gone."""
        while True:
            ready = self._asking.select(_IDLE_SECONDS)
            self._reap()
            if not ready and not self._running:
                self._end()
            for key, _ in ready:
                self._hear(key.fileobj)

    def _hear(self, client: Any) -> None:
        if client.fileno() == -1:
            return  # it has ended, as was seen while another one was heard
        request = receive(client)
        if request is None:
            self._lose(client)
            return
        with suppress(OSError):
            send(self._answer(client, *request), client)

    def _lose(self, client: socket.socket) -> None:
        """Kill what runs for somebody who is gone."""
        if client is self._first:
            self._end()
        self._asking.unregister(client)
        client.close()
        for pid in [pid for pid, fork in self._running.items() if fork.owner is client]:
            self._kill(pid)

    def _end(self) -> NoReturn:
        for pid in self._running:
            _kill(pid)
        os._exit(0)  # taking apart what was loaded costs a second, and what is frozen would be reported as leaked

    def _answer(self, client: socket.socket, request: dict[str, Any], files: list[int]) -> int | None:
        if "fork" in request:
            return self._fork(client, request["fork"], files)
        if "kill" in request:
            self._kill(request["kill"])
        self._reap()
        return self._codes.get(request.get("ended", 0))

    def _fork(self, client: socket.socket, told: dict[str, Any], files: list[int]) -> int:
        ours, its = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            for key in list(self._asking.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]
            self._asking.close()
            ours.close()
            be(its, files, **told)
        its.close()
        for number in files:
            os.close(number)
        self._running[pid] = _Fork(client, ours)
        self._codes.pop(pid, None)  # of one that had the same number long ago
        self._asking.register(ours, selectors.EVENT_READ)
        return pid

    def _kill(self, pid: int) -> None:
        if pid in self._running:
            _kill(pid)
            self._reap()

    def _reap(self) -> None:
        """Take down how forks ended, and kill what they had started."""
        for pid in list(self._running):
            ended, status = os.waitpid(pid, os.WNOHANG) if pid in self._running else (0, 0)
            if ended:
                self._codes[pid] = os.waitstatus_to_exitcode(status)
                fork = self._running.pop(pid)
                if fork.own.fileno() != -1:
                    self._lose(fork.own)


def _kill(pid: int) -> None:
    """Kill a fork with its group; before it has one of its own, it has started nothing."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def serve() -> NoReturn:
    """Fork whatever is asked for on standard input, a socket, until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for whoever started this
    first = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    gc.collect()
    gc.freeze()  # a fork that goes through what was loaded would copy it
    _Loader(first).serve()


def main() -> None:
    """Load, then serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in _LOADED:
        importlib.import_module(module)
    importlib.import_module("expectations.runner").load()
    importlib.import_module("ingest.ledger").load_ledgers()
    serve()


if __name__ == "__main__":
    main()
