"""The relations of a scope, made once a build and kept in memory: to plan them anew costs more than most queries do."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import duckdb

_MOST_SCOPES = 64
"""A school's tables take under 3 MB in a district of 150 schools; those of a scope unused for longest go first."""


class Keeps(Protocol):
    """What knows the tables that are kept for it; two that are equal share them."""

    def __hash__(self) -> int: ...

    def tables(self, schema: str) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        """Yield the name, the query and its parameters of each table, which may read those before it in `schema`."""


@dataclass
class _Kept:
    schema: str
    readers: int = 0


class ScopeTables:
    """Tables of the scopes that were asked for last, in the memory of one connection on one build."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._kept: OrderedDict[Keeps, _Kept] = OrderedDict()
        self._made = 0
        self._lock = threading.Lock()

    @contextmanager
    def of(self, scope: Keeps) -> Iterator[str]:
        """Yield the schema that holds the kept relations of a scope; none of them goes while it is read."""
        with self._lock:
            kept = self._kept.get(scope) or self._make(scope)
            self._kept.move_to_end(scope)
            kept.readers += 1
        try:
            yield kept.schema
        finally:
            with self._lock:
                kept.readers -= 1

    def _make(self, scope: Keeps) -> _Kept:
        self._drop_oldest()
        self._made += 1
        kept = _Kept(f"memory.scope_{self._made}")
        self._connection.execute(f"create schema {kept.schema}")
        try:
            for name, query, parameters in scope.tables(kept.schema):
                self._connection.execute(f"create table {kept.schema}.{name} as {query}", dict(parameters))
        except duckdb.Error:  # a build of an older program; it is asked again and again until there is a newer one
            self._connection.execute(f"drop schema {kept.schema} cascade")
            raise
        self._kept[scope] = kept
        return kept

    def _drop_oldest(self) -> None:
        idle = (scope for scope, kept in self._kept.items() if not kept.readers)
        while len(self._kept) >= _MOST_SCOPES and (oldest := next(idle, None)) is not None:
            self._connection.execute(f"drop schema {self._kept.pop(oldest).schema} cascade")
            idle = (scope for scope, kept in self._kept.items() if not kept.readers)
