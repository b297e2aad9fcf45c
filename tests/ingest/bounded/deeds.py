"""What the process that opens files is asked to do here. Little is imported: every such process would load it."""

from __future__ import annotations

import os
import signal
import time

from ingest.errors import UserError


def takes_memory(megabytes: int) -> int:
    held = [bytes(range(256)) * 4096 for _ in range(megabytes)]
    time.sleep(5)
    return len(held)


def computes_for_ever() -> None:
    while True:
        sum(range(10_000))


def waits_for_ever() -> None:
    time.sleep(600)


def kills_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def own_number() -> int:
    return os.getpid()


def says(sentence: str) -> None:
    raise UserError(sentence)


def breaks() -> None:
    print("nothing that is printed is an answer")
    raise ZeroDivisionError
