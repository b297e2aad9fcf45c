"""The accounts of a home: added, listed, disabled, reset. Nobody but its owner ever chooses a password."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.accounts import passwords
from dashboards.store.file import looked_into, opened
from ingest.errors import UserError
from pipeline.demo_mark import is_marked, unmark
from pipeline.policy.account_rules import policy

_LOGIN = re.compile(r"[\w.@-]{2,64}")
_DAY = 24 * 60 * 60
_COLUMNS = "account, login, name, password_hash, password_set_at, must_change, disabled_at"


@dataclass(frozen=True)
class Account:
    """One person's account; moments are seconds since 1970, `must_change` is set until they chose a password."""

    account: int
    login: str
    name: str
    password_hash: str | None
    password_set_at: int | None
    must_change: bool
    disabled_at: int | None

    @property
    def is_open(self) -> bool:
        """Whether the account may log in at all."""
        return self.disabled_at is None

    @property
    def one_time_is_over(self) -> bool:
        """Whether a one-time password was left unused for too long."""
        return self.must_change and self._is_older(policy().one_time_days.value)

    @property
    def wants_new_password(self) -> bool:
        """Whether nothing but a new password is accepted: the first log-in, or the old one is too old."""
        days = policy().password_days.value
        return self.must_change or (days > 0 and self._is_older(days))

    def _is_older(self, days: int) -> bool:
        return self.password_set_at is not None and time.time() - self.password_set_at > days * _DAY


def there_are_any(home: Path) -> bool:
    """Tell whether the home has accounts."""
    with looked_into(home) as store:
        return store.execute("select 1 from account limit 1").fetchone() is not None


def is_demo(home: Path) -> bool:
    """Tell whether nobody has to log in: the home is marked as the demo's, and nobody ever got an account in it."""
    return is_marked(home) and not there_are_any(home)


def find(home: Path, login: str) -> Account | None:
    """Return the account of a login name, whatever its case."""
    with looked_into(home) as store:
        row = store.execute(f"select {_COLUMNS} from account where login = ?", (login.strip(),)).fetchone()
    return _account(row) if row else None


def by_number(home: Path, account: int) -> Account:
    """Return the account of a number that a log-in or a grant carries."""
    with looked_into(home) as store:
        return _account(store.execute(f"select {_COLUMNS} from account where account = ?", (account,)).fetchone())


def known(home: Path, login: str) -> Account:
    """Return the account of a login name; UserError if there is none."""
    found = find(home, login)
    if found is None:
        raise UserError(f"没有用户名是“{login}”的账号。用 dangjian user list 看有哪些。")
    return found


def everybody(home: Path) -> list[Account]:
    """Return all accounts by login name."""
    with looked_into(home) as store:
        return [_account(row) for row in store.execute(f"select {_COLUMNS} from account order by login")]


@dataclass(frozen=True)
class New:
    """An account that is not in the home yet, with the password that its owner will log in with."""

    login: str
    name: str
    password: str
    password_hash: str
    must_change: bool


def checked(login: str, name: str) -> tuple[str, str]:
    """Return login name and name without blanks round them; UserError where they cannot be an account's."""
    login, name = login.strip(), name.strip()
    if not _LOGIN.fullmatch(login):
        raise UserError(f"用户名“{login}”不行：2 到 64 个字，可用字母、汉字、数字和 . @ - _，不要有空格。")
    if not name:
        raise UserError(f"用户名“{login}”没有写姓名。")
    return login, name


def made(wanted: Iterable[tuple[str, str]]) -> dict[str, New]:
    """Return new accounts with one-time passwords, by login name in small letters; nothing is in the home yet."""
    found = {}
    for login, name in wanted:
        password = passwords.one_time()
        found[login.lower()] = New(login, name, password, passwords.hashed(password), True)
    return found


def add(home: Path, login: str, name: str, *, by: str, password: str | None = None) -> str:
    """Add an account and return its one-time password; with `password`, the owner's own choice, that one.

    UserError for a login name that is taken or cannot be one, for a missing name and for a poor own password.
    """
    login, name = checked(login, name)
    if password is None:
        new = made([(login, name)])[login.lower()]
    elif said := passwords.fault(password, login, name, policy()):
        raise UserError(said)
    else:
        new = New(login, name, password, passwords.hashed(password), False)
    add_many(home, [new], by=by)
    return new.password


def add_many(home: Path, wanted: Sequence[New], *, by: str) -> None:
    """Add accounts, all or none; a demo's home with an account in it is the demo's no longer."""
    now = int(time.time())
    rows = [(one.login, one.name, one.password_hash, now, one.must_change, now, by) for one in wanted]
    try:
        with opened(home) as store:
            store.executemany(
                "insert into account (login, name, password_hash, password_set_at, must_change, made_at, made_by)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
    except sqlite3.IntegrityError as error:
        raise UserError(f"用户名“{'、'.join(one.login for one in wanted)}”已经有了。") from error
    unmark(home)


def reset(home: Path, login: str) -> str:
    """Put a one-time password in the place of an account's own, end its log-ins, and return it."""
    account, given = known(home, login), passwords.one_time()
    _put_password(home, account, given, must_change=True)
    return given


def change_password(home: Path, account: Account, new: str) -> None:
    """Take the password that its owner chose and end all log-ins of before; UserError if the policy refuses it."""
    keep = max(policy().passwords_remembered.value - 1, 0)  # the one in use counts as well
    with looked_into(home) as store:
        past = store.execute(
            "select password_hash from past_password where account = ? order by set_at desc limit ?",
            (account.account, keep),
        ).fetchall()
    used = [account.password_hash] if account.password_hash else []
    said = passwords.fault(new, account.login, account.name, policy(), [*used, *(row[0] for row in past)])
    if said:
        raise UserError(said)
    _put_password(home, account, new, must_change=False)


def _put_password(home: Path, account: Account, new: str, *, must_change: bool) -> None:
    now = int(time.time())
    kept = passwords.hashed(new)
    with opened(home) as store:
        if account.password_hash and not account.must_change:
            store.execute("insert into past_password values (?, ?, ?)", (account.account, account.password_hash, now))
        store.execute(
            "update account set password_hash = ?, password_set_at = ?, must_change = ? where account = ?",
            (kept, now, must_change, account.account),
        )
        store.execute("delete from failed_login where login = ?", (account.login,))
        _end_sessions(store, account.account, now)


def disable(home: Path, login: str) -> None:
    """Close an account and end its log-ins; what it did stays written down under its name."""
    account, now = known(home, login), int(time.time())
    with opened(home) as store:
        store.execute("update account set disabled_at = ? where account = ?", (now, account.account))
        _end_sessions(store, account.account, now)


def enable(home: Path, login: str) -> None:
    """Open a closed account again."""
    account = known(home, login)
    with opened(home) as store:
        store.execute("update account set disabled_at = null where account = ?", (account.account,))


def _end_sessions(store: sqlite3.Connection, account: int, now: int) -> None:
    store.execute("update login_session set ended_at = ? where account = ? and ended_at is null", (now, account))


def _account(row: sqlite3.Row) -> Account:
    fields = {name: row[name] for name in Account.__dataclass_fields__}
    return Account(**{**fields, "must_change": bool(row["must_change"])})
