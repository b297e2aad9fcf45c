"""The record of a batch: what came, when, from whom, and how much of it was taken in. A batch exists when this does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from ingest.errors import UserError


@dataclass(frozen=True, slots=True)
class Manifest:
    """One ledger found in one file. Times are UTC without a zone; `retired` are row keys that `--replace` took out.

    `missing_rows` are rows of earlier files that this one, of the same organisation and year, lacks. `columns` are
    the columns of the ledger that the file has; None in batches of before they were recorded. `layout` is the
    fingerprint of the layouts by which it was read. `restated` is how many rows the file only said again.
    `content` are the SHA-256 of the batch's Parquet files by kind; None in batches of before they were recorded.
    `key` is the fingerprint of the home's key, by which its hashes were made.
    A witness is a file that brought nothing new: it is no batch, until one whose rows it says too is withdrawn.
    `removed` are the rows that were taken out for good since: when, by whom, why, how many, and what the files had
    hashed to; the counts above stay those of the day on which the file came.
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
    restated: int = 0
    is_witness: bool = False
    content: dict[str, str] | None = None
    key: str | None = None
    removed: tuple[dict[str, Any], ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether the batch still counts."""
        return self.withdrawn_at is None

    @property
    def state(self) -> str:
        """What the batch counts as: `live`, `withdrawn`, or `witness` where it is none yet."""
        if self.is_witness:
            return "witness"
        return "live" if self.is_live else "withdrawn"

    def withdrawn(self, at: datetime, by: str) -> Manifest:
        """Return the manifest of the same batch, taken back."""
        return replace(self, withdrawn_at=at, withdrawn_by=by)

    def with_content(self, hashes: Mapping[str, str]) -> Manifest:
        """Return the manifest with the hashes of the files that were written."""
        return replace(self, content=dict(hashes))

    @property
    def mark(self) -> str:
        """What tells this batch from another that has its name: what it holds, else when and from what it came."""
        told = sorted(self.content.items()) if self.content else (self.file_sha256, self.received_at.isoformat())
        return repr((self.batch, told, self.removed) if self.removed else (self.batch, told))

    def without(self, removed: Iterable[Mapping[str, Any]]) -> Manifest:
        """Return the manifest of the same batch, of which these are all the rows that were taken out."""
        return replace(self, removed=tuple(map(dict, removed)))

    def called(self) -> Manifest:
        """Return the manifest of a witness as the batch that it becomes."""
        return replace(self, is_witness=False)

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
        for key in ("sheets", "missing_rows", "retired", "removed"):
            plain[key] = tuple(plain.get(key) or ())
        plain["columns"] = tuple(plain["columns"]) if plain.get("columns") is not None else None
        return Manifest(**plain)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(f"批次清单“{name}”已损坏，请用 dangjian restore 从备份中恢复。") from error
