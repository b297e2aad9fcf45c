"""Put off or leave out packages that a library loads and that nothing here ever uses of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class _PutOff(ModuleType):
    """Stands for a module until something of it is used.

    Python's own `LazyLoader` does not serve: it loads a module as soon as somebody imports it for the second time.
    """

    def __init__(self, name: str):
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)  # else whoever asks whether it is installed is told ValueError

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system asks of every module, used or not
            raise AttributeError(name)
        part = sys.modules.get(f"{self.__name__}.{name}")
        if isinstance(part, _PutOff):
            return part
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """Give whoever imports one of these modules meanwhile one that is loaded when something of it is first used.

    A module within a package is named after the package. Afterwards nothing is left of it: who imports the module later
    gets the usual one. What is loaded already, or is not installed, stays as it is.
    """
    waiting = {name: _PutOff(name) for name in names if name not in sys.modules and find_spec(name.partition(".")[0])}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name, module in waiting.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Let a package that is not loaded yet be as though it were not installed, for whoever imports it meanwhile."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # so the import system is told that there is none
    try:
        yield
    finally:
        del sys.modules[name]
