"""What an account may be: a role in a unit, from one day until another. A grant that is over is kept."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from dashboards.accounts.people import Account
from dashboards.shared.viewer import ROLE_LEVEL
from dashboards.store.file import looked_into, opened
from ingest.errors import UserError


@dataclass(frozen=True)
class Grant:
    """One role in one unit; `last_day` None is until further notice. A 区级 role has no unit id."""

    role_grant: int
    account: int
    role: str
    unit_level: str
    unit_id: str
    first_day: dt.date
    last_day: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether it counts on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def give(
    home: Path,
    account: Account,
    role: str,
    unit_id: str,
    *,
    by: str,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> None:
    """Grant a role in a unit (checked by `known_units.named`). UserError if it would end before it begins."""
    begins = first_day or dt.date.today()
    if last_day is not None and last_day < begins:
        raise UserError(f"授权到 {last_day:%Y-%m-%d} 为止，早于开始的 {begins:%Y-%m-%d}，请检查日期。")
    row = (account.account, role, ROLE_LEVEL[role], unit_id, begins.isoformat(), last_day and last_day.isoformat())
    with opened(home) as store:
        store.execute(
            "insert into role_grant (account, role, unit_level, unit_id, first_day, last_day, given_at, given_by)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, int(time.time()), by),
        )


def end(home: Path, role_grant: int) -> bool:
    """End a grant as of yesterday; whoever uses it sees nothing from their next click on. False if there is none."""
    yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
    with opened(home) as store:
        changed = store.execute("update role_grant set last_day = ? where role_grant = ?", (yesterday, role_grant))
    return changed.rowcount > 0


def held(home: Path, account: int, day: dt.date | None = None) -> list[Grant]:
    """Return what an account may be on a day, today if none is given; the widest first."""
    on = day or dt.date.today()
    order = list(ROLE_LEVEL)
    return sorted(
        (one for one in of_account(home, account) if one.holds(on)),
        key=lambda one: (order.index(one.role), one.unit_id),
    )


def of_account(home: Path, account: int) -> list[Grant]:
    """Return every grant of an account, also those that are over or to come."""
    with looked_into(home) as store:
        rows = store.execute("select * from role_grant where account = ? order by role_grant", (account,)).fetchall()
    return [_grant(row) for row in rows]


def _grant(row: sqlite3.Row) -> Grant:
    return Grant(
        row["role_grant"],
        row["account"],
        row["role"],
        row["unit_level"],
        row["unit_id"],
        dt.date.fromisoformat(row["first_day"]),
        dt.date.fromisoformat(row["last_day"]) if row["last_day"] else None,
    )
