"""What a fork becomes: a module that runs as though Python had been started for it."""

from __future__ import annotations

import atexit
import ctypes
import os
import runpy
import signal
import socket
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

from pipeline.preloaded import inside

_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


def be(
    asks: socket.socket, files: list[int], module: str, arguments: list[str], environment: dict[str, str]
) -> NoReturn:
    """Be the command, in a group of processes of its own; ends this process."""
    parent = os.getppid()
    os.setsid()
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _read_and_write(*files)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    inside.begin(asks)
    code = _run(module)
    atexit._run_exitfuncs()  # what a command leaves to its end; not the taking apart, as in `loader`
    with suppress(OSError, ValueError):  # nobody reads it any more, or it has been closed
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _run(module: str) -> int:
    """Run the module and return its exit code, as Python itself makes it of how a program ends."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        sys.stderr.write(f"{ended.code}\n")
    except BaseException:
        traceback.print_exc()
    else:
        return 0
    return 1


def _read_and_write(reads: int, prints: int, says: int) -> None:
    """Have Python read from and write to these; what it had for them knows whether its own file could be wound back."""
    for number, stream in ((reads, 0), (prints, 1), (says, 2)):
        os.dup2(number, stream)
    for number in {reads, prints, says}:
        os.close(number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def _end_with(parent: int) -> None:
    """Have the kernel kill this process with the one that was forked."""
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
