"""How `app.sqlite` became what it is: numbered steps, each taken once; `PRAGMA user_version` says which were.

A step that has been released is never edited: what comes after is a module of its own at the end of STEPS. The first
one is written with `if not exists`, because homes made before there were numbers have its tables already.
"""

from __future__ import annotations

import sqlite3

from dashboards.store.migrations import accounts, chain_ends, first_tables, signed_rows

STEPS: tuple[tuple[str, ...], ...] = (
    first_tables.STATEMENTS,
    accounts.STATEMENTS,
    signed_rows.STATEMENTS,
    chain_ends.STATEMENTS,
)
"""The statements of step 1, 2, …"""


class FromTheFutureError(Exception):
    """The file was written by a newer version of this program."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take the steps that the file has not taken, within the transaction of the caller.

    Raises FromTheFutureError when the file has taken steps that are not known here.
    """
    taken: int = connection.execute("pragma user_version").fetchone()[0]
    if taken > len(STEPS):
        raise FromTheFutureError
    for number, statements in enumerate(STEPS[taken:], taken + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"pragma user_version = {number}")
