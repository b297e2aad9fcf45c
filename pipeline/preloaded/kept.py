"""The process that loads for this one: started when first needed, again when it is gone or the code has changed."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress

from pipeline import child_process
from pipeline.child_process import Stream
from pipeline.preloaded.asking import Gone, Loading
from pipeline.preloaded.forks import Running, started_in
from pipeline.settings import PROJECT

CAN_FORK = sys.platform == "linux"
"""Elsewhere a fork is not to be had, or libraries do not bear it; there everything is started afresh."""
_LOADER = "pipeline.preloaded.loader"
_CODE = ("ingest", "expectations", "pipeline", "dashboards/store")


class _Kept:
    """The one process that loads for this one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loading: Loading | None = None
        self._code_then = 0

    def at_hand(self, *, anew: bool = False) -> Loading:
        """Return it, started where there is none or the code is not what it loaded.

        The earlier one ends once nobody waits for a command of it.
        """
        with self._lock:
            code_now = _newest_code()
            if anew or self._loading is None or self._code_then != code_now:
                self._loading, self._code_then = _started(), code_now
            return self._loading


def _started() -> Loading:
    ours, its = socket.socketpair()
    with its:
        process = child_process.start(_LOADER, reads=its.fileno(), output=child_process.NO_OUTPUT)
    return Loading(ours, process)


def _newest_code() -> int:
    """Return when any file of the program last changed, in nanoseconds since 1970."""
    newest = 0
    for top in _CODE:
        for folder, _, names in os.walk(PROJECT / top):
            if not folder.endswith("__pycache__"):
                newest = max([newest, *(os.stat(os.path.join(folder, name)).st_mtime_ns for name in names)])  # noqa: PTH116, PTH118
    return newest


_kept = _Kept()


def start(
    module: str,
    *arguments: str,
    output: Stream = None,
    errors: Stream = None,
    environment: Mapping[str, str] | None = None,
) -> Running:
    """Start `module` and return at once, in a fork where there is any; `environment` is added to ours.

    It has nothing to read, and is killed when this process ends.
    """
    for anew in (False, True) if CAN_FORK else ():
        with suppress(Gone):
            return started_in(_kept.at_hand(anew=anew), module, arguments, (output, errors), environment or {})
    return child_process.start(module, *arguments, output=output, errors=errors, environment=environment)
