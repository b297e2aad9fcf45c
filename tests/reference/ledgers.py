"""The live rows of every ledger as plain dictionaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ingest.store import Store
from tests.reference.value import Row

_READ = (
    "school", "organisation", "organisation_event", "member", "activity", "attendance", "training", "discipline",
    "survey", "survey_return", "problem",
)  # fmt: skip


@dataclass
class Ledgers:
    """Rows by ledger; `intake` holds every row received, of all ledgers."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    intake: list[Row] = field(default_factory=list)

    def __getitem__(self, ledger: str) -> list[Row]:
        return self.rows.get(ledger, [])


def read(home: Path) -> Ledgers:
    """Read a home that was ingested."""
    store = Store(home)
    found = Ledgers()
    for ledger in _READ:
        found.rows[ledger] = store.live_frame(ledger).to_dicts()
        found.intake += store.intake(ledger).to_dicts()
    return found
