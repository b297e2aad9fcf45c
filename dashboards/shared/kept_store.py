"""What was made once and is wanted again, kept while it fits; many who want the same at once wait for one.

Streamlit's own caches write an answer out and read it in again for everyone who asks, or bound nothing but the number.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Store(Generic[Made]):
    """The things wanted last, together no heavier than `most_bytes` by what `weigh` says of each."""

    def __init__(self, most_bytes: int, weigh: Callable[[Made], int]) -> None:
        self._most_bytes, self._weigh = most_bytes, weigh
        self._kept: OrderedDict[Hashable, tuple[Made, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._turns: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under `key`, made now if there is nothing; what `make` raises is kept by nobody."""
        found = self._known(key)
        if found is not None:
            return found[0]
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        try:
            with turn:
                found = self._known(key)
                return found[0] if found is not None else self._keep(key, make())
        finally:
            with self._lock:
                self._turns.pop(key, None)

    def _known(self, key: Hashable) -> tuple[Made, int] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _keep(self, key: Hashable, made: Made) -> Made:
        weight = self._weigh(made)
        with self._lock:
            _, before = self._kept.pop(key, (made, 0))
            self._kept[key] = (made, weight)
            self._bytes += weight - before
            while self._bytes > self._most_bytes and self._kept:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= gone
        return made
