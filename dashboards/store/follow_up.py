"""Follow-up (跟进) of what fell short: every change is a new row, the newest wins, nothing is deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboards.shared.unit import UnitKey
from dashboards.store.file import opened

STATES = ("待核实", "整改中", "数据问题", "已销号")
OPEN = STATES[:3]
"""States that are not settled."""


_SCHEMA = {
    "entry": pl.Int64,
    "set_at": pl.String,
    "indicator_code": pl.String,
    "unit_level": pl.String,
    "unit_id": pl.String,
    "year": pl.Int64,
    "state": pl.String,
    "post": pl.String,
    "due_on": pl.Date,
    "note": pl.String,
    "role": pl.String,
    "unit": pl.String,
}


@dataclass(frozen=True)
class Item:
    """What is followed up: an indicator of a unit in a year."""

    indicator_code: str
    unit: UnitKey
    year: int


def add(
    home: Path,
    item: Item,
    *,
    state: str,
    post: str,
    due_on: dt.date | None,
    note: str,
    role: str,
    unit: str,
) -> None:
    """Add one row about `item`. The caller checks who may do so."""
    if state not in STATES:
        raise ValueError(state)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    day = due_on.isoformat() if due_on else None
    with opened(home) as store:
        store.execute(
            "insert into follow_up (set_at, indicator_code, unit_level, unit_id, year, state, post, due_on, note, role,"
            " unit) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                now,
                item.indicator_code,
                item.unit.unit_level,
                item.unit.unit_id,
                item.year,
                state,
                post,
                day,
                note,
                role,
                unit,
            ),
        )


def history(home: Path, indicator: str, unit: UnitKey) -> pl.DataFrame:
    """Return every row about one indicator and unit, newest first, over all years."""
    return _read(
        home,
        "select * from follow_up where indicator_code = ? and unit_level = ? and unit_id = ? order by entry desc",
        (indicator, unit.unit_level, unit.unit_id),
    )


def newest(home: Path, year: int) -> pl.DataFrame:
    """Return what holds in a year, a row an item: the newest row of the year, else of the last year before it.

    What was settled (已销号) in an earlier year does not hold any more: it is in the answer with `year` below, so that
    a list can say that it came back.
    """
    return _read(
        home,
        "select * from (select *, row_number() over (partition by indicator_code, unit_level, unit_id"
        " order by year desc, entry desc) as place from follow_up where year <= ?) where place = 1 order by entry",
        (year,),
    )


def _read(home: Path, sql: str, given: tuple[str | int, ...]) -> pl.DataFrame:
    with opened(home) as store:
        rows = [{name: row[name] for name in _SCHEMA} for row in store.execute(sql, given).fetchall()]
    for row in rows:
        row["due_on"] = dt.date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
