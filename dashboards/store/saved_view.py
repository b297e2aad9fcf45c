"""Saved views (我的视图): a page with what was chosen on it, under a name, for one role in one unit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.store.file import opened

LONGEST_NAME = 30


@dataclass(frozen=True)
class SavedView:
    """One saved view: `page` is the page's name in addresses, `query` what stands behind the question mark."""

    view: int
    name: str
    page: str
    query: dict[str, str]


def save(home: Path, *, role: str, unit: str, name: str, page: str, query: Mapping[str, str]) -> None:
    """Save a view; one of the same name of the same viewer is replaced."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with opened(home) as store:
        store.execute(
            """insert into saved_view (role, unit, name, page, query, saved_at) values (?, ?, ?, ?, ?, ?)
            on conflict (role, unit, name) do update
            set page = excluded.page, query = excluded.query, saved_at = excluded.saved_at""",
            (role, unit, name, page, json.dumps(dict(query), ensure_ascii=False), now),
        )


def views(home: Path, *, role: str, unit: str) -> list[SavedView]:
    """Return the viewer's own views by name; nobody is shown another's."""
    with opened(home) as store:
        rows = store.execute(
            "select view, name, page, query from saved_view where role = ? and unit = ? order by name", (role, unit)
        ).fetchall()
    return [SavedView(row["view"], row["name"], row["page"], json.loads(row["query"])) for row in rows]


def forget(home: Path, view: int, *, role: str, unit: str) -> None:
    """Delete one of the viewer's own views; another's number deletes nothing."""
    with opened(home) as store:
        store.execute("delete from saved_view where view = ? and role = ? and unit = ?", (view, role, unit))
