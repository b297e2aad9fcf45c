"""Somebody has pressed Ctrl-C: that ends the command, and is never taken for a fault of the file that was being read.

Libraries catch the interrupt as they catch anything, and go on; so it is remembered, and asked for where files end.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType

_asked = threading.Event()


def watch() -> None:
    """Remember the next Ctrl-C of this process, and interrupt as usual; only the main thread can."""
    _asked.clear()
    signal.signal(signal.SIGINT, _interrupt)


def was_asked() -> bool:
    """Tell whether somebody has pressed Ctrl-C."""
    return _asked.is_set()


def stop_if_asked() -> None:
    """Interrupt again if the first interrupt was swallowed."""
    if _asked.is_set():
        raise KeyboardInterrupt


def _interrupt(number: int, frame: FrameType | None) -> None:
    _asked.set()
    raise KeyboardInterrupt
