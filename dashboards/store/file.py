"""The one SQLite file of a home (`app.sqlite`): tables are made on first use, every write is one short transaction.

Builds are thrown away and made again; what a person typed must outlive them, so it stands in a file of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "app.sqlite"
_WAIT_SECONDS = 15
_TABLES: list[str] = []


def table(sql: str) -> None:
    """Register a `create … if not exists` statement of a module of this room; run whenever the file is opened."""
    _TABLES.append(sql)


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection in a transaction: committed at the end of the block, undone if it raises.

    Rows come back as `sqlite3.Row`. Writers of other processes are waited for, up to 15 seconds.
    """
    home.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(home / FILE, timeout=_WAIT_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("begin immediate")
        for sql in _TABLES:
            connection.execute(sql)
        yield connection
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    finally:
        connection.close()
