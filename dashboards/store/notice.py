"""督办单: which supervision notices were issued, numbered year by year. A notice that was issued is never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dashboards.store.file import opened


@dataclass(frozen=True)
class Notice:
    """One notice; everything it says stands as it was on the day it was issued."""

    number: str
    year: int
    indicator_code: str
    unit_level: str
    unit_id: str
    unit_name: str
    item: str
    value_text: str
    standard_text: str
    gap_text: str
    since_text: str
    source: str
    issued_on: str
    due_on: str
    issued_by: str
    build_id: str

    @property
    def due(self) -> dt.date:
        """Return the day by which the unit answers."""
        return dt.date.fromisoformat(self.due_on)


def issue(home: Path, **content: str | int) -> Notice:
    """Enter a notice under the next number of the year of its issue (DB2026001); returns it."""
    year = str(content["issued_on"])[:4]
    with opened(home) as store:
        taken = store.execute("select count(*) from notice where number like ?", (f"DB{year}%",)).fetchone()[0]
        made = Notice(number=f"DB{year}{taken + 1:03d}", **content)  # type: ignore[arg-type]
        marks = ", ".join("?" * len(vars(made)))
        store.execute(f"insert into notice values ({marks})", tuple(vars(made).values()))
    return made


def issued(home: Path) -> list[Notice]:
    """Return every notice, newest first."""
    with opened(home) as store:
        rows = store.execute("select * from notice order by number desc").fetchall()
    return [Notice(*row) for row in rows]
