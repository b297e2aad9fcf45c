"""The live rows of every ledger as plain dictionaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from ingest.landing.store import Store
from tests.reference.value import Row

_READ = (
    "school", "organisation", "organisation_event", "member", "activity", "attendance", "training", "discipline",
    "survey", "survey_return", "problem", "appraisal", "integrity_file", "pledge", "standardisation", "deliverable",
    "outreach", "request", "dues", "admission", "transfer", "honour", "work_task", "decision", "publicity", "funding",
    "moral_education",
)  # fmt: skip


@dataclass(eq=False)
class Ledgers:
    """Rows by ledger; `intake` holds every row received, of all ledgers; `first_day` is when the first batch came."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    intake: list[Row] = field(default_factory=list)
    first_day: date | None = None

    def __getitem__(self, ledger: str) -> list[Row]:
        return self.rows.get(ledger, [])


def read(home: Path) -> Ledgers:
    """Read a home that was ingested; the same rows are the same object, as many days are asked about one home."""
    return _read(home, tuple(each.batch for each in Store(home).live_manifests()))


@lru_cache(maxsize=2)
def _read(home: Path, _batches: tuple[str, ...]) -> Ledgers:
    store = Store(home)
    found = Ledgers()
    for ledger in _READ:
        found.rows[ledger] = store.live_frame(ledger).to_dicts()
        found.intake += store.intake(ledger).to_dicts()
    found.rows["attendance"] = _with_topics(found.rows["attendance"], found.rows["activity"])
    found.first_day = min((each.received_at.date() for each in store.live_manifests()), default=None)
    return found


def _with_topics(signatures: list[Row], activities: list[Row]) -> list[Row]:
    """Signatures under the name of a kind (主题党日) belong to the day's only activity of that kind; nobody twice."""
    topics: dict[tuple[object, object], set[str]] = {}
    of_kind: dict[tuple[object, object, str], set[str]] = {}
    for row in activities:
        topics.setdefault((row["org_code"], row["held_on"]), set()).add(row["topic"])
        for kind in row["activity_type"].split("、"):
            of_kind.setdefault((row["org_code"], row["held_on"], kind), set()).add(row["topic"])
    there = {(row["org_code"], row["held_on"], row["topic"], row["person_key"]) for row in signatures}
    found: list[Row] = []
    for row in signatures:
        org, day, topic = row["org_code"], row["held_on"], row["topic"]
        meant = of_kind.get((org, day, topic), set())
        if topic in topics.get((org, day), set()) or len(meant) != 1:
            found.append(row)
        elif (org, day, *meant, row["person_key"]) not in there:
            found.append({**row, "topic": next(iter(meant))})
    return found
