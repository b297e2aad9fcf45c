"""Start child processes: the dashboard, the report packs, the command line behind a page. Nothing else starts one.

A child is a module of this installation, run by the same Python, with UTF-8 everywhere and this code first on its path.
What it is to do stands in its arguments, or in one JSON object on its standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import IO, Any

from pipeline.settings import PROJECT

Child = subprocess.Popen[str]
ON_BEHALF_OF = "DANGJIAN_ON_BEHALF_OF"
"""The variable in which a page tells a command for whom it runs: person, address, role and unit, as JSON."""
NO_INPUT, CAPTURED, WITH_OUTPUT = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
NO_OUTPUT = subprocess.DEVNULL
"""What `start` can be given for a stream: nothing to read, read by the caller, written where output goes; nowhere."""

Stream = int | IO[str] | None


def run(module: str, *arguments: str, request: dict[str, object] | None = None) -> int:
    """Run `module` until it ends and return its exit code; its output goes where this process writes."""
    return subprocess.run(
        _command(module, arguments), input=None if request is None else as_json(request), **_settings(), check=False
    ).returncode


def run_bound(module: str, *arguments: str) -> int:
    """Run `module` until it ends and return its exit code; it ends too when this process does, however that comes."""
    with start_bound(module, *arguments) as child:
        return child.wait()


def start_bound(module: str, *arguments: str) -> Child:
    """Start `module` and return at once; it ends when this process does, or when its standard input is closed."""
    return subprocess.Popen(_command("pipeline.bound", (module, *arguments)), stdin=subprocess.PIPE, **_settings())


def start(
    module: str,
    *arguments: str,
    request: dict[str, object] | None = None,
    output: Stream = None,
    errors: Stream = None,
    outlives_parent: bool = False,
    environment: Mapping[str, str] | None = None,
    reads: Stream = None,
) -> Child:
    """Start `module` and return at once; `environment` is added to ours.

    It has nothing to read but the `request`, or what it `reads`.
    """
    child: Child = subprocess.Popen(
        _command(module, arguments),
        stdin=subprocess.PIPE if request is not None else reads or NO_INPUT,
        stdout=output,
        stderr=errors,
        start_new_session=outlives_parent,
        errors="replace",
        **_settings(environment),
    )
    if request is not None:
        assert child.stdin is not None
        with child.stdin:
            child.stdin.write(as_json(request))
    return child


def as_json(request: dict[str, object]) -> str:
    """Return a request as one line of JSON; paths and days are written as text."""
    return json.dumps(request, ensure_ascii=False, default=str)


def _command(module: str, arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _settings(more: Mapping[str, str] | None = None) -> dict[str, Any]:
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH", "")]))
    return {
        "env": {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": path, **(more or {})},
        "cwd": PROJECT,
        "encoding": "utf-8",
    }
