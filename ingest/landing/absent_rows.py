"""What earlier files hold and a file lacks: listed in its receipt, and taken out where the file is complete."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from ingest.draft import Draft
from ingest.landing import outcomes
from ingest.landing.standing import Standing


@dataclass(frozen=True, slots=True)
class Absent:
    """The rows that a file lacks.

    `listed` says where they stand; `retired` are the keys that a complete file takes out, of which `going` were live;
    `kept_back` is how many stay because of rows that go back; `is_unsaid`: the file has not said so before.
    """

    listed: list[dict[str, Any]]
    retired: tuple[str, ...] = ()
    going: int = 0
    kept_back: int = 0
    is_unsaid: bool = False


def absent_rows(draft: Draft, standing: Standing, delivered: Set[str], replace: bool) -> Absent:
    """Return what the file lacks of the live rows of its organisations and years.

    `delivered` are the row keys of all files of this run, which speak for one another. With `replace` the file also
    takes out what is out already: a batch that did so may be withdrawn.
    """
    if not replace and not draft.ledger.complete:
        return Absent([])
    owners = outcomes.owners(draft)
    missing = outcomes.missing_rows(draft, standing.lean_of_owners(owners), delivered)
    where = ("file", "sheet", "row_number")
    listed = missing.select(*where, org_code="owner").sort(where).to_dicts()
    if not replace:
        return Absent(listed)
    safe = missing.filter("is_safe")
    out = outcomes.missing_rows(draft, standing.lean_of_owners(owners, is_live=False), delivered).filter("is_safe")
    record = standing.record(draft.reading)
    said = record.retired if record is not None else {}
    unsaid = [key for key, sequence in out.select("row_key", "sequence").iter_rows() if said.get(key, 0) <= sequence]
    retired = tuple(safe["row_key"]) + tuple(out["row_key"])
    return Absent(listed, retired, safe.height, missing.height - safe.height, bool(unsaid))
