"""Dated notes that the district writes for time axes: 换届, 文件下发, 口径变更."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from dashboards.shared.unit import UnitKey
from dashboards.store.file import opened

KINDS = ("文件下发", "口径变更", "换届")
LONGEST_LABEL = 40
_SCHEMA = {
    "note": pl.Int64,
    "annotation_date": pl.Date,
    "label": pl.String,
    "kind": pl.String,
    "unit_level": pl.String,
    "unit_id": pl.String,
    "role": pl.String,
}


def write(
    home: Path,
    noted_on: dt.date,
    label: str,
    kind: str,
    about: UnitKey | None,
    *,
    role: str,
    unit: str,
) -> None:
    """Keep a note; `about` is the unit it is for, None for all. Raises ValueError for an unknown kind."""
    if kind not in KINDS or not label.strip():
        raise ValueError(kind or label)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    level, unit_id = (about.unit_level, about.unit_id) if about else (None, None)
    with opened(home) as store:
        store.execute(
            """insert into note (noted_on, label, kind, unit_level, unit_id, role, unit, written_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)""",
            (noted_on.isoformat(), label.strip()[:LONGEST_LABEL], kind, level, unit_id, role, unit, now),
        )


def notes(home: Path) -> pl.DataFrame:
    """Return every note by day: note, annotation_date, label, kind, unit_level and unit_id (null: all units), role."""
    with opened(home) as store:
        rows = store.execute(
            "select note, noted_on, label, kind, unit_level, unit_id, role from note order by noted_on, note"
        ).fetchall()
    entries = [(row[0], dt.date.fromisoformat(row[1]), *tuple(row)[2:]) for row in rows]
    return pl.DataFrame(entries, schema=_SCHEMA, orient="row")


def remove(home: Path, note: int) -> None:
    """Delete a note."""
    with opened(home) as store:
        store.execute("delete from note where note = ?", (note,))
