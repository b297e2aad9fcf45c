"""Log in with name and password: slow to guess, and the same answer whether the name or the password was wrong."""

from __future__ import annotations

import time
from pathlib import Path

from dashboards.accounts import grants, passwords, people, sessions
from dashboards.accounts.people import Account
from dashboards.store import audit
from dashboards.store.file import looked_into, opened
from ingest.errors import UserError
from pipeline.policy.account_rules import policy

_WRONG = "用户名或口令不对。"
_DISABLED = "这个账号已停用，请找区级管理员。"
_ONE_TIME_OVER = "一次性口令已过期，请找区级管理员重置。"


class LogInError(UserError):
    """Nobody was let in; the sentence says no more than whoever tries may know."""


def log_in(home: Path, login: str, password: str, address: str) -> str:
    """Return the token of a new log-in. LogInError after too many failures, and where name and password do not fit.

    Every failure counts for the name (whether there is such an account or not) and for the address.
    """
    login = login.strip()[:100]
    _refuse_locked(home, login, address)
    account = people.find(home, login)
    if not passwords.is_right(password, account.password_hash if account else None) or account is None:
        _fail(home, login, address, "用户名或口令不对")
        raise LogInError(_WRONG)
    if not account.is_open or account.one_time_is_over:  # told only to who knows the password
        _fail(home, login, address, "账号停用" if not account.is_open else "一次性口令过期")
        raise LogInError(_ONE_TIME_OVER if account.is_open else _DISABLED)
    with opened(home) as store:
        store.execute("delete from failed_login where login = ?", (account.login,))
    return come_in(home, account, address)


def come_in(home: Path, account: Account, address: str) -> str:
    """Begin the log-in of an account that proved who it is, and write it down."""
    held = grants.held(home, account.account)
    token = sessions.begin(home, account.account, held[0].role_grant if held else None, address)
    role = held[0].role if held else ""
    actor = audit.Actor(account.login, address)
    audit.record(home, role=role, unit=account.login, action="log_in", object=account.name, actor=actor)
    return token


def _refuse_locked(home: Path, login: str, address: str) -> None:
    rules = policy()
    since = int(time.time()) - 60 * rules.lock_minutes.value
    with looked_into(home) as store:
        by_login, by_address = (
            store.execute(
                f"select count(*) from failed_login where {column} = ? and failed_at > ?", (value, since)
            ).fetchone()[0]
            for column, value in (("login", login), ("address", address))
        )
    if by_login >= rules.account_failures.value or by_address >= rules.address_failures.value:
        raise LogInError(f"失败次数太多，请 {rules.lock_minutes.value} 分钟后再试，或找区级管理员重置口令。")


def _fail(home: Path, login: str, address: str, why: str) -> None:
    with opened(home) as store:
        store.execute("insert into failed_login values (?, ?, ?)", (int(time.time()), login, address))
    actor = audit.Actor(login, address)
    audit.record(home, role="", unit=login, action="log_in_refused", object=why, is_refused=True, actor=actor)
