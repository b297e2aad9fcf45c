"""Which tables are chained: rows are only added to them, each signed together with the signature before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chain:
    """A chained table: its name, what readers call it, and the columns that are signed, in order."""

    table: str
    title: str
    columns: tuple[str, ...]


AUDIT = Chain(
    "audit",
    "操作留痕",
    ("at", "role", "unit", "action", "object", "detail", "sha256", "person", "address", "is_refused"),
)
PACK = Chain(
    "pack",
    "验真登记簿",
    ("sha256", "code", "snapshot_id", "unit_level", "unit_id", "title", "file", "made_at", "made_by"),
)
CHAINS = (AUDIT, PACK)
