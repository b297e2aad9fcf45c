"""Add signed rows to the home's store, and say what to do where the key is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from dashboards.store import chain
from dashboards.store.chain import KeyGoneError
from dashboards.store.chained import Chain
from dashboards.store.file import StoreError, looked_into
from dashboards.store.signing import GONE, Head, Value


def signed(store: sqlite3.Connection, home: Path, one: Chain, row: Mapping[str, Value]) -> Head:
    """Add a signed row within the caller's transaction; StoreError where the key is gone that signed those before."""
    try:
        return chain.add(store, home, one, row)
    except KeyGoneError as error:
        raise StoreError(GONE) from error


def written_down(home: Path, one: Chain, head: Head) -> None:
    """Write down how far a chain goes, once its rows are kept."""
    with looked_into(home) as store:
        chain.advance(store, home, one, head)
