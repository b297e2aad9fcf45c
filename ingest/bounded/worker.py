"""Have a function worked out in a process of its own, with an end to its memory and its time.

One process serves a whole delivery, and the next one too: starting Python for every file would cost more than reading
most of them. It is started when it is first needed and again after it had to be killed.
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

import psutil

from ingest.bounded import limits
from ingest.bounded.frames import receive, send
from ingest.errors import UserError

_LOOK_EVERY = 0.02
_ROOT = Path(__file__).parents[2]
_MEND = (
    "请用 Excel 或 WPS 打开，删去表格右侧和下方多余的行列，另存为 .xlsx 后重新报送；"
    "内容确实很多的，请按年度或单位分成几个文件。"
)
_DAMAGED = "文件多半已损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。"

Result = TypeVar("Result")


class Unforeseen(Exception):
    """What nobody foresaw has happened in the other process; the message is its traceback."""


class _Gone(Exception):
    """The process has ended in the middle of a call, and it was not us who ended it."""


class Process(Protocol):
    """The process in which files are opened, as whoever started it knows it."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where it is asked."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where it answers."""

    def kill(self) -> None:
        """Kill it."""

    def wait(self) -> int:
        """Return its exit code once it has ended."""


def _afresh() -> Process:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ingest.bounded.child", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": path},
    )


class _Worker:
    """The process and what is said to it. Whoever uses it has it alone."""

    def __init__(self, begin: Callable[[], Process]) -> None:
        self._process = begin()
        self._is_fork = begin is not _afresh
        self._born_with = 0
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._watched: psutil.Process | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while (answer := receive(pipe)) is not None:
                self._answers.put(answer)
        self._answers.put(None)

    def ask(self, request: bytes, name: str) -> bytes:
        """Return the answer; UserError where it would cost too much, after which this process is gone."""
        if self._watched is None:
            first = pickle.loads(self._next(name, time.monotonic() + limits.CLOCK_SECONDS, 0.0))
            try:
                self._watched = psutil.Process(first)  # on Windows not the process that was started: that one waits
            except psutil.Error as error:
                raise _Gone from error
            self._born_with = self._used()[0] if self._is_fork else 0
        try:
            assert self._process.stdin is not None
            send(request, self._process.stdin)
        except OSError as error:
            raise _Gone from error
        return self._next(name, time.monotonic() + limits.CLOCK_SECONDS, self._used()[1])

    def _next(self, name: str, until: float, used_before: float) -> bytes:
        while True:
            try:
                answer = self._answers.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                self._look(name, until, used_before)
            else:
                if answer is None:
                    raise _Gone
                return answer

    def _look(self, name: str, until: float, used_before: float) -> None:
        resident, used = self._used()
        if resident > limits.RESIDENT_BYTES:
            raise _too_large(name)
        if used - used_before > limits.PROCESSOR_SECONDS or time.monotonic() > until:
            raise UserError(f"“{name}”读了太久，没有读完：表格过大或过于复杂，也可能文件已损坏。{_MEND}")

    def _used(self) -> tuple[int, float]:
        """Return the bytes in memory, but for those that it shares with what it was forked from, and the seconds."""
        if self._watched is None:
            return 0, 0.0
        try:
            times = self._watched.cpu_times()
            return self._watched.memory_info().rss - self._born_with, times.user + times.system
        except psutil.Error:
            return 0, 0.0  # it has ended: its pipe says so

    @property
    def holds_much(self) -> bool:
        """Tell whether less than a fresh process would is left to the next file."""
        return self._used()[0] > limits.KEPT_BYTES

    def end(self) -> None:
        """Kill the process."""
        if self._watched is not None:
            with suppress(psutil.Error):  # it has ended by itself
                self._watched.kill()
        self._process.kill()
        if self._process.stdin is not None:
            with suppress(OSError):  # there was something left to say
                self._process.stdin.close()
        self._process.wait()


class _One:
    """The one worker of this process."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._worker: _Worker | None = None
        self._begin: Callable[[], Process] = _afresh

    def begin_by(self, begin: Callable[[], Process]) -> None:
        """Have the process started in another way from now on: by a fork of one that has loaded everything."""
        self._begin = begin

    def ask(self, request: bytes, name: str) -> bytes:
        """Return the answer, asked again once where the process ended for no fault of the file."""
        with self._lock:
            with suppress(_Gone):
                return self._ask_once(request, name)
            try:
                return self._ask_once(request, name)
            except _Gone as error:
                raise UserError(f"“{name}”读到一半，读文件的程序意外停止，没有读完：{_DAMAGED}") from error

    def _ask_once(self, request: bytes, name: str) -> bytes:
        self.start()
        assert self._worker is not None
        try:
            answer = self._worker.ask(request, name)
        except BaseException:  # a Ctrl-C too: what is being read is of no use to anybody
            self.end()
            raise
        if self._worker.holds_much:
            self.end()
        return answer

    def start(self) -> None:
        """Start the process, if there is none, and go on at once."""
        with self._lock:
            if self._worker is None:
                self._worker = _Worker(self._begin)

    def end(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.end()


_one = _One()
begin_by, start, end = _one.begin_by, _one.start, _one.end
atexit.register(end)


def call(function: Callable[..., Result], *arguments: object, about: str) -> Result:
    """Return function(*arguments), worked out in the other process; `about` is the file that it opens.

    The function is one of a module, and what goes in and out can be pickled. UserError if it raises one or costs too
    much, OSError as it was there, Unforeseen for all else.
    """
    how, found = pickle.loads(_one.ask(pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL), about))
    if how == "done":
        result: Result = found
        return result
    raise _raised(how, found, about)


def _raised(how: str, found: Any, name: str) -> Exception:
    if how == "refused":
        return UserError(found)
    if how == "memory":
        return _too_large(name)
    return OSError(*found) if how == "disk" else Unforeseen(found)


def _too_large(name: str) -> UserError:
    size = limits.RESIDENT_BYTES // 1024**3
    return UserError(f"“{name}”读的时候要用的内存超过 {size} GB，没有读完：表格过大，或文件已损坏。{_MEND}")
