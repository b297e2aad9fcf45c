"""What an administrator does with accounts, on the page and on the command line: each change is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.accounts import grants, known_units, people, sheet
from dashboards.accounts.sheet import Given
from dashboards.store import audit
from ingest.errors import UserError


@dataclass(frozen=True)
class Administrator:
    """Who changes accounts: the role, and the login name (on the command line the name of the machine's user)."""

    role: str
    who: str

    def note(self, home: Path, what: str, detail: str = "") -> None:
        """Write down what was done."""
        audit.record(home, role=self.role, unit=self.who, action="account", object=what, detail=detail)


@dataclass(frozen=True)
class Wanted:
    """A role that somebody is to have: in a unit by code or name, from a day (today) until a day (for good)."""

    role: str
    unit: str | None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def add(home: Path, by: Administrator, login: str, name: str, wanted: Wanted | None) -> str:
    """Add an account, with a role if one is wanted, and return its one-time password."""
    unit_id = known_units.named(home, wanted.role, wanted.unit) if wanted else ""
    password = people.add(home, login, name, by=by.who)
    by.note(home, f"添加 {login}")
    if wanted is not None:
        _give(home, by, login, wanted, unit_id)
    return password


def grant(home: Path, by: Administrator, login: str, wanted: Wanted) -> None:
    """Grant a role to somebody."""
    _give(home, by, login, wanted, known_units.named(home, wanted.role, wanted.unit))


def _give(home: Path, by: Administrator, login: str, wanted: Wanted, unit_id: str) -> None:
    account, days = people.known(home, login), {"first_day": wanted.first_day, "last_day": wanted.last_day}
    grants.give(home, account, wanted.role, unit_id, by=by.who, **days)
    by.note(home, f"授权 {login}", f"{wanted.role} {unit_id}".strip())


def take_back(home: Path, by: Administrator, login: str, role: str, unit_id: str) -> None:
    """End what somebody was granted; UserError if they do not hold it today."""
    account = people.known(home, login)
    same = [one for one in grants.held(home, account.account) if (one.role, one.unit_id) == (role, unit_id)]
    if not same:
        raise UserError(f"{login} 现在没有这项授权。")
    for one in same:
        grants.end(home, one.role_grant)
    by.note(home, f"收回 {login}", f"{role} {unit_id}".strip())


def disable(home: Path, by: Administrator, login: str) -> None:
    """Close an account and end its log-ins."""
    people.disable(home, login)
    by.note(home, f"停用 {login}")


def enable(home: Path, by: Administrator, login: str) -> None:
    """Open a closed account again."""
    people.enable(home, login)
    by.note(home, f"启用 {login}")


def reset(home: Path, by: Administrator, login: str) -> str:
    """Return the one-time password that takes the place of an account's own; ends its log-ins and a lock."""
    password = people.reset(home, login)
    by.note(home, f"重置口令 {login}")
    return password


def bring_in(
    home: Path, by: Administrator, rows: Sequence[Sequence[object]], file: str, keep: Callable[[list[Given]], None]
) -> tuple[int, int]:
    """Add the people of a sheet; return how many accounts and roles. `keep` is given the passwords before that."""
    count, given = sheet.bring_in(home, rows, file, by.who, keep)
    by.note(home, f"批量添加 {count} 个账号", f"{given} 项授权")
    return count, given
