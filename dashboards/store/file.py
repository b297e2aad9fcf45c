"""The one SQLite file of a home (`app.sqlite`): brought up to date when opened, every write one short transaction.

Builds are thrown away and made again; what a person typed must outlive them, so it stands in a file of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboards.store.migrations import STEPS, FromTheFutureError, bring_up_to_date
from ingest.errors import UserError

FILE = "app.sqlite"
_WAIT_SECONDS = 15


class StoreError(UserError):
    """The file cannot be used; what to do about it is in the sentence."""


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection in a transaction: committed at the end of the block, undone if it raises.

    Rows come back as `sqlite3.Row`. Writers of other processes are waited for, up to 15 seconds. Raises StoreError
    when the file is damaged, of a newer version, held by another program or cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(home / FILE, timeout=_WAIT_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _store_error(home, error) from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("begin immediate")
        bring_up_to_date(connection)
        yield connection
        connection.execute("commit")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("rollback")
        if isinstance(error, sqlite3.OperationalError | FromTheFutureError) or type(error) is sqlite3.DatabaseError:
            raise _store_error(home, error) from error
        raise
    finally:
        connection.close()


@contextmanager
def looked_into(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that only reads and waits for no writer: what is asked at every click.

    A file that is not there yet, or not of today, is made so first. Raises StoreError as `opened` does.
    """
    path = home / FILE
    connection = _current(path)
    if connection is None:
        with opened(home):
            pass
        connection = _current(path)
        assert connection is not None
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise _store_error(home, error) from error
    finally:
        connection.close()


def _current(path: Path) -> sqlite3.Connection | None:
    """Return a reading connection if the file is there and has taken every step."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
    except sqlite3.Error:
        return None
    try:
        if connection.execute("pragma user_version").fetchone()[0] == len(STEPS):
            connection.row_factory = sqlite3.Row
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _store_error(home: Path, error: Exception) -> StoreError:
    file, code = home / FILE, getattr(error, "sqlite_errorcode", None)
    if isinstance(error, FromTheFutureError):
        return StoreError(f"文件 {file} 是更新版本的程序写的。请用那个版本的程序打开这个数据文件夹。")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreError(
            f"保存填写内容和操作留痕的文件 {file} 已经损坏。请先把它改名留存，"
            "再用 dangjian restore 把备份恢复到新的文件夹，把里面的这个文件拿过来；没有备份，改名后系统会新建一个。"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"文件 {file} 正被别的程序占用。请稍后刷新；如一直这样，请关掉正在备份或同步它的程序。")
    return StoreError(f"文件 {file} 写不进去。请检查磁盘空间，以及这个文件夹是不是只读。")
