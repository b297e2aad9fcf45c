"""What a landed Parquet file holds: the ledger's columns as they are stored, and where each row came from."""

from __future__ import annotations

import polars as pl

from ingest.ledger import Ledger

_STORED: dict[str, pl.DataType] = {
    "text": pl.String(),
    "list": pl.String(),
    "date": pl.Date(),
    "int": pl.Int64(),
    "number": pl.Float64(),
    "bool": pl.Boolean(),
    "month": pl.Date(),
}

# Identity numbers and 当事人编号 are replaced by keyed hashes, names of people outside the roster by their key.
_NEVER_LANDED = {"id_no", "subject_no"}
_REPLACED = {"org": "org_code"}
_ADDED: dict[str, tuple[str, ...]] = {
    "school": ("area_key",),
    "organisation": ("parent_code", "school_codes", "area_key"),
    "organisation_event": ("before_code", "after_code"),
    "member": ("school_code", "person_key", "id_hash"),
    "attendance": ("person_key",),
    "training": ("person_key",),
    "discipline": ("person_key",),
}
_NAME_STAYS = {"member"}

SYSTEM: dict[str, pl.DataType] = {
    "row_key": pl.String(),
    "content_hash": pl.String(),
    "batch": pl.String(),
    "received_at": pl.Datetime("us"),
    "sequence": pl.Int64(),
    "file": pl.String(),
    "file_sha256": pl.String(),
    "sheet": pl.String(),
    "row_number": pl.Int64(),
    "flags": pl.String(),
}

INTAKE: dict[str, pl.DataType] = {
    "ledger": pl.String(),
    "batch": pl.String(),
    "sequence": pl.Int64(),
    "file": pl.String(),
    "sheet": pl.String(),
    "row_number": pl.Int64(),
    "row_hash": pl.String(),
    "org_code": pl.String(),
    "row_date": pl.Date(),
    "outcome": pl.String(),
    "column": pl.String(),
    "message": pl.String(),
}

QUALITY: dict[str, pl.DataType] = {
    "batch": pl.String(),
    "ledger": pl.String(),
    "file": pl.String(),
    "expectation": pl.String(),
    "severity": pl.String(),
    "sentence": pl.String(),
    "checked": pl.Int64(),
    "failed": pl.Int64(),
}


def content_schema(ledger: Ledger) -> dict[str, pl.DataType]:
    """Columns that say what the row says, in order, without where it came from."""
    stored: dict[str, pl.DataType] = {}
    for column in ledger.columns:
        if column.id in _NEVER_LANDED:
            continue
        if column.id == "name" and ledger.id not in _NAME_STAYS:
            continue
        stored[_REPLACED.get(column.id, column.id)] = _STORED[column.kind]
    for added in _ADDED.get(ledger.id, ()):
        stored[added] = pl.String()
    return stored


def landed_schema(ledger: Ledger) -> dict[str, pl.DataType]:
    """Every column of a landed file of this ledger."""
    return content_schema(ledger) | SYSTEM
