"""Log-ins that go on. The browser holds a random token, the home its hash: a copied file opens nothing."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.store.file import looked_into, opened
from pipeline.policy.account_rules import policy

_TOUCHED_EVERY = 60
"""Seconds: how exactly the end of idleness is known, so that not every click writes."""


@dataclass(frozen=True)
class Session:
    """A log-in that counts now: whose, under which grant, and as whom its owner looks (以…身份查看)."""

    token_hash: str
    account: int
    role_grant: int | None
    seen_as_role: str | None
    seen_as_unit: str | None
    seen_at: int


def cookie_name(home: Path, is_secure: bool) -> str:
    """Return the cookie's name: two homes on one machine, which differ by port alone, do not share it."""
    place = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    return f"__Host-dangjian-{place}" if is_secure else f"dangjian-{place}"


def token_in(home: Path, cookies: Mapping[str, str]) -> str | None:
    """Return the token that a browser sent for this home; the cookie of a secure connection counts first."""
    return cookies.get(cookie_name(home, True)) or cookies.get(cookie_name(home, False))


def begin(home: Path, account: int, role_grant: int | None, address: str) -> str:
    """Begin a log-in and return its token: always a new one, never what a browser brought along."""
    token, now = secrets.token_urlsafe(32), int(time.time())
    row = (_hash(token), account, role_grant, address, now, now)
    with opened(home) as store:
        store.execute(
            "insert into login_session (token_hash, account, role_grant, address, began_at, seen_at)"
            " values (?, ?, ?, ?, ?, ?)",
            row,
        )
    return token


def current(home: Path, token: str | None) -> Session | None:
    """Return the log-in of a token if it still counts: not ended, not idle, not too long, its account open."""
    if not token:
        return None
    now, rules = int(time.time()), policy()
    with looked_into(home) as store:
        row = store.execute(
            "select token_hash, account, role_grant, seen_as_role, seen_as_unit, seen_at from login_session"
            " join account using (account)"
            " where token_hash = ? and ended_at is null and disabled_at is null and seen_at > ? and began_at > ?",
            (_hash(token), now - 60 * rules.idle_minutes.value, now - 3600 * rules.session_hours.value),
        ).fetchone()
    return Session(**dict(row)) if row else None


def touch(home: Path, session: Session) -> None:
    """Note that its owner did something just now."""
    now = int(time.time())
    if now - session.seen_at >= _TOUCHED_EVERY:
        _change(home, session.token_hash, "seen_at = ?", now)


def end(home: Path, session: Session) -> None:
    """End a log-in."""
    _change(home, session.token_hash, "ended_at = ?", int(time.time()))


def end_others(home: Path, session: Session) -> None:
    """End all log-ins of the same account but this one."""
    with opened(home) as store:
        store.execute(
            "update login_session set ended_at = ? where account = ? and token_hash <> ? and ended_at is null",
            (int(time.time()), session.account, session.token_hash),
        )


def take_grant(home: Path, session: Session, role_grant: int) -> None:
    """Go on under another grant of the same account."""
    _change(home, session.token_hash, "role_grant = ?, seen_as_role = null, seen_as_unit = null", role_grant)


def look_as(home: Path, session: Session, role: str | None, unit_id: str | None) -> None:
    """Go on looking as another role in another unit; None is one's own again."""
    _change(home, session.token_hash, "seen_as_role = ?, seen_as_unit = ?", role, unit_id)


def sweep(home: Path) -> None:
    """Forget log-ins and failures that cannot count any more."""
    now, rules = int(time.time()), policy()
    with opened(home) as store:
        store.execute("delete from login_session where began_at < ?", (now - 2 * 3600 * rules.session_hours.value,))
        store.execute("delete from failed_login where failed_at < ?", (now - 2 * 60 * rules.lock_minutes.value,))


def _change(home: Path, token_hash: str, what: str, *given: str | int | None) -> None:
    with opened(home) as store:
        store.execute(f"update login_session set {what} where token_hash = ?", (*given, token_hash))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
