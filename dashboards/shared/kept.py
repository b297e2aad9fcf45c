"""What pure functions make of rows, kept by what the rows say: whoever brings the same rows gets the same table.

The key is everything that the function is given, letter for letter, so nothing can be handed to whom it is not for:
who brings the rows has them already.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import polars as pl

from dashboards.shared.kept_store import Store

Given = ParamSpec("Given")
Made = TypeVar("Made")
_MOST_BYTES = 100 * 1024 * 1024
_SMALL = 2_000
"""What one small thing weighs besides its content, in bytes."""
_PLAIN = (str, int, float, bool, bytes, dt.date, dt.datetime, type(None))


class _HasNoKey(Exception):
    """Something was given that says nothing about its content."""


def weight(made: Any) -> int:
    """Return about how many bytes a frame, a text or something small holds."""
    if isinstance(made, pl.DataFrame):
        return int(made.estimated_size()) + _SMALL
    if isinstance(made, tuple | list):
        return sum(map(weight, made)) + _SMALL
    if isinstance(made, str | bytes):
        return len(made) + _SMALL
    return int(getattr(made, "kept_bytes", _SMALL))


_STORE: Store[Any] = Store(_MOST_BYTES, weight)


def kept(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep what a pure function returns by what it is given: frames, texts, numbers, days, and collections of them.

    What is returned is shared by all who get it, apart from frames: they must not change it.
    """

    @wraps(make)
    def kept_or_made(*given: Given.args, **named: Given.kwargs) -> Made:
        try:
            key = (make, content(given), content(named))
        except _HasNoKey:
            return make(*given, **named)
        made: Made = own(_STORE.get(key, lambda: make(*given, **named)))
        return made

    return kept_or_made


def own(made: Any) -> Any:
    """Return what is kept with frames of one's own over the same data.

    A frame that two threads hold can stop both for ever: one asks for its height with Python's lock in hand and waits
    for the frame's, while the other writes the frame out and waits for Python's.
    """
    if isinstance(made, pl.DataFrame):
        return made.clone()
    if isinstance(made, tuple | list):
        return type(made)(map(own, made))
    return made


def content(given: Any) -> Hashable:
    """Return what tells two values apart by what they hold. Raises _HasNoKey for what holds anything else."""
    if isinstance(given, _PLAIN):
        return type(given), given
    if isinstance(given, pl.DataFrame):
        return hashlib.blake2b(given.write_ipc_stream(None).getbuffer(), digest_size=20).digest()
    if isinstance(given, Mapping):
        return "mapping", tuple((content(key), content(value)) for key, value in given.items())
    if isinstance(given, list | tuple):
        return type(given), tuple(map(content, given))
    if isinstance(given, Set):
        return "set", frozenset(map(content, given))
    if is_dataclass(given):
        return type(given), tuple(content(getattr(given, field.name)) for field in fields(given))
    raise _HasNoKey
