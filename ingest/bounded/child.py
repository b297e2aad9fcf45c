"""The process in which files are opened: it is sent functions with their arguments and answers with what comes of them.

It ends with the process that started it, however that ends, and has nothing to lose when it is killed.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from ingest.bounded.frames import receive, send
from ingest.errors import UserError

_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


def main() -> None:
    """Answer until there is nobody left to ask; the only argument is the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for whoever started this
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what a library prints is no answer
    if sys.platform == "linux":
        _end_with(int(sys.argv[1]))
        _be_first_to_go()
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    send(pickle.dumps(os.getpid()), answers)
    while True:
        send(_answer(waiting.get()), answers)


def _listen(requests: BinaryIO, waiting: queue.SimpleQueue[bytes]) -> None:
    """Hand on what is asked; end at once, in the middle of anything, when nobody can ask any more."""
    while (request := receive(requests)) is not None:
        waiting.put(request)
    os._exit(0)


def _end_with(parent: int) -> None:
    """Have the kernel kill this process with its parent: a thread cannot while a library holds the interpreter."""
    import ctypes

    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before
        os._exit(0)


def _be_first_to_go() -> None:
    """Where the machine itself runs out of memory, this process is the one to lose."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        return  # some containers do not allow it


def _answer(request: bytes) -> bytes:
    """Return how a call went, as one word and what belongs to it."""
    try:
        function, arguments = pickle.loads(request)
        return pickle.dumps(("done", function(*arguments)), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # a panic in a Rust library is no Exception
        return pickle.dumps(_said_of(error))


def _said_of(error: BaseException) -> tuple[str, Any]:
    if isinstance(error, UserError):
        return "refused", str(error)
    if isinstance(error, MemoryError):
        return "memory", None
    if isinstance(error, OSError):
        return "disk", (error.errno, error.strerror)
    return "failed", "".join(traceback.format_exception(error))


if __name__ == "__main__":
    main()
