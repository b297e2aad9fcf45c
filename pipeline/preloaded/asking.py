"""What is said to the process that loads, and what it answers."""

from __future__ import annotations

import socket
import threading
from weakref import finalize

from pipeline import child_process
from pipeline.preloaded.messages import receive, send


class Gone(Exception):
    """The process that loads is gone, and what it had forked with it."""


class Loading:
    """What is said to the process that loads, by one thread at a time."""

    def __init__(self, socket_to_it: socket.socket, process: child_process.Child | None = None) -> None:
        self._socket = socket_to_it
        if process is not None:
            finalize(self, _end, socket_to_it, process)  # once nobody is left who may ask it
        self._lock = threading.Lock()

    def ask(self, request: dict[str, object], *files: int) -> int | None:
        """Return the answer; Gone if there is nobody to give it."""
        with self._lock:
            try:
                send(request, self._socket, files)
            except OSError as error:
                raise Gone from error
            answer = receive(self._socket)
        if answer is None:
            raise Gone
        found: int | None = answer[0]
        return found


def _end(socket_to_it: socket.socket, process: child_process.Child) -> None:
    """End it at once; the kernel ends what it had forked."""
    socket_to_it.close()
    process.kill()
    process.wait()
