"""What a fork reads from and writes to: ends of pipes that are handed over, and are closed here once it has them."""

from __future__ import annotations

import os
from contextlib import ExitStack

from pipeline import child_process
from pipeline.child_process import Stream


def written_to(stream: Stream, number: int, files: list[int], theirs: ExitStack) -> tuple[int | None, int]:
    """Return what we read from, if anything, and what it writes to."""
    if stream == child_process.CAPTURED:
        return pipe_from(theirs)
    if stream == child_process.WITH_OUTPUT:
        return None, files[1]
    if stream == child_process.NO_OUTPUT:
        return None, files[0]
    return None, number if stream is None or isinstance(stream, int) else stream.fileno()


def pipe_from(theirs: ExitStack) -> tuple[int, int]:
    """Return the end that we read from and the one that it writes to, which is closed here with `theirs`."""
    reads, writable = os.pipe()
    theirs.callback(os.close, writable)
    return reads, writable


def pipe_to(theirs: ExitStack) -> tuple[int, int]:
    """Return the end that it reads from, which is closed here with `theirs`, and the one that we write to."""
    readable, writes = os.pipe()
    theirs.callback(os.close, readable)
    return readable, writes


def nowhere(theirs: ExitStack) -> int:
    """Return what has nothing to read and keeps nothing that is written."""
    number = os.open(os.devnull, os.O_RDWR)
    theirs.callback(os.close, number)
    return number
