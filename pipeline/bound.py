"""Run a module that ends with whoever started it: `python -m pipeline.bound MODULE ARGUMENTS`.

Its starter holds the other end of its standard input. However the starter ends (a signal, a closed window, a kill),
that end closes, and this process stops too. Without it a server lived on with the home open and nobody knew of it.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading

_SECONDS_TO_STOP = 10.0


def main() -> None:
    """Run the module named first as the main one, with the arguments that follow it."""
    held = os.dup(sys.stdin.fileno())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())  # what runs here must not wait for a word on it
    threading.Thread(target=_end_with, args=(held,), daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with(held: int) -> None:
    """Wait until the other end closes, then stop: as asked by a signal, else at once."""
    while os.read(held, 1024):
        pass
    threading.Timer(_SECONDS_TO_STOP, os._exit, (1,)).start()
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        os._exit(0)


if __name__ == "__main__":
    main()
