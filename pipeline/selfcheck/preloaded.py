"""Commands in processes that begin where Python has loaded the program already, by fork; not on Windows.

Loading takes four of the seven CPU seconds of a small hand-in, and a kill during it tells nothing about a home.
One process, `python -m pipeline.selfcheck.preloaded`, loads and forks. It reads a line of JSON and answers with one:
a command, and the file that its output goes to, with the number of the process; such a number with the exit code,
null while it runs.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import signal
import sys
import time
from functools import cache
from pathlib import Path
from typing import IO

from pipeline import child_process

_LOADED = ("pipeline.cli", "expectations.data_docs", "great_expectations", "ingest.run", "polars", "duckdb")
"""What a command would load before it does anything; whatever else it needs it loads itself."""
_LOOK_EVERY = 0.02


class Forked:
    """A command that runs, waited for and killed like one that was started afresh."""

    def __init__(self, home: Path, arguments: tuple[str, ...], output: IO[str] | None, more: dict[str, str]) -> None:
        """Start it, its output added to a file that has a name, or to none; `more` is added to its environment."""
        target = os.devnull if output is None else output.name
        words = ("--home", str(home), *arguments)
        self.pid = int(str(_told({"words": words, "output": target, "environment": more})))
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        if self._code is None:
            code = _told({"pid": self.pid})
            self._code = None if code is None else int(str(code))
        return self._code

    def wait(self) -> int:
        """Return the exit code once it has ended."""
        while (code := self.poll()) is None:
            time.sleep(_LOOK_EVERY)
        return code

    def kill(self) -> None:
        """Kill it with what it started, without warning; before it has a group of its own, it has started nothing."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                os.kill(self.pid, signal.SIGKILL)


@cache
def _loader() -> child_process.Child:
    loader = child_process.start("pipeline.selfcheck.preloaded", output=child_process.CAPTURED, keeps_reading=True)
    atexit.register(_end, loader)
    return loader


def _end(loader: child_process.Child) -> None:
    """Let it end by itself, as it does when there is nothing more to read."""
    with loader:
        assert loader.stdin is not None
        loader.stdin.close()


def _told(request: dict[str, object]) -> object:
    loader = _loader()
    assert loader.stdin is not None and loader.stdout is not None
    loader.stdin.write(child_process.as_json(request) + "\n")
    loader.stdin.flush()
    return json.loads(loader.stdout.readline())


def main() -> None:
    """Load, then fork a command for each request until there are no more; in the fork, be the command."""
    for module in _LOADED:
        importlib.import_module(module)
    gc.freeze()  # a fork that goes through what was loaded would copy it
    for line in sys.stdin:
        request = json.loads(line)
        if "pid" in request:
            pid, status = os.waitpid(request["pid"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        else:
            answer = os.fork()
            if answer == 0:
                _be(**request)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()
    os._exit(0)  # taking apart what was loaded costs a second, and what is frozen would be reported as leaked


def _be(words: list[str], output: str, environment: dict[str, str]) -> None:
    """Be the command, in a group of processes of its own, with nothing to read; ends this process."""
    os.setsid()
    os.environ.update(environment)
    empty, written = os.open(os.devnull, os.O_RDONLY), os.open(output, os.O_WRONLY | os.O_APPEND)
    for number, stream in ((0, empty), (1, written), (2, written)):
        os.dup2(stream, number)
    sys.argv = ["dangjian", *words]
    try:
        importlib.import_module("pipeline.cli").main()
    except SystemExit as ended:
        atexit._run_exitfuncs()  # what a command leaves to its end; not the taking apart, as in `main`
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))


if __name__ == "__main__":
    main()
