"""Put off loading packages that a library names and that nothing here ever uses of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import LazyLoader, find_spec, module_from_spec


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """Give whoever imports one of these modules meanwhile one that is loaded when it is first used.

    Afterwards nothing is left of it: who imports the module later gets the usual one. What is loaded already stays.
    """
    waiting = {}
    for name in names:
        spec = find_spec(name) if name not in sys.modules else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
            waiting[name] = sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(waiting[name])
    try:
        yield
    finally:
        for name, module in waiting.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
