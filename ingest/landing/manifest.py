"""The record of a batch: what came, when, from whom, and how much of it was taken in. A batch exists when this does."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from ingest.errors import UserError


@dataclass(frozen=True, slots=True)
class Manifest:
    """One ledger found in one file. Times are UTC without a zone; `retired` are row keys that `--replace` took out.

    `missing_rows` are rows of earlier files that this one, of the same organisation and year, lacks. `columns` are
    the columns of the ledger that the file has; None in batches of before they were recorded. `layout` is the
    fingerprint of the layouts by which it was read.
    """

    batch: str
    sequence: int
    ledger: str
    file: str
    file_sha256: str
    sheets: tuple[str, ...]
    received_at: datetime
    received_by: str
    as_of: date
    read: int
    accepted: int
    unchanged: int
    returned: int
    flagged: int
    replaces: bool = False
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    missing_rows: tuple[dict[str, Any], ...] = ()
    retired: tuple[str, ...] = field(default=())
    columns: tuple[str, ...] | None = None
    layout: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether the batch still counts."""
        return self.withdrawn_at is None

    def withdrawn(self, at: datetime, by: str) -> Manifest:
        """Return the manifest of the same batch, taken back."""
        return replace(self, withdrawn_at=at, withdrawn_by=by)

    def to_text(self) -> str:
        """Return the manifest as JSON text."""
        plain = asdict(self)
        for name in ("received_at", "withdrawn_at", "as_of"):
            plain[name] = plain[name].isoformat() if plain[name] is not None else None
        return json.dumps(plain, ensure_ascii=False, indent=1)


def read_manifest(text: str, name: str) -> Manifest:
    """Return the manifest that the JSON text holds; UserError if it cannot be one."""
    try:
        plain = json.loads(text)
        for key in ("received_at", "withdrawn_at"):
            plain[key] = datetime.fromisoformat(plain[key]) if plain.get(key) else None
        plain["as_of"] = date.fromisoformat(plain["as_of"])
        for key in ("sheets", "missing_rows", "retired"):
            plain[key] = tuple(plain.get(key) or ())
        plain["columns"] = tuple(plain["columns"]) if plain.get("columns") is not None else None
        return Manifest(**plain)
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(f"批次清单“{name}”已损坏，请从备份中恢复。") from error
