"""What a landed Parquet file holds: the ledger's columns as they are stored, and where each row came from."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ingest.ledger import ROSTER, YEAR, Kind, Ledger

DTYPE_OF_KIND: Mapping[Kind, pl.DataType] = {
    "text": pl.String(),
    "list": pl.String(),
    "date": pl.Date(),
    "int": pl.Int64(),
    "number": pl.Float64(),
    "bool": pl.Boolean(),
    "month": pl.Date(),
}

# What is worked out while landing, after the column that it is worked out from.
_WORKED_OUT = (
    ("area", "area_key"),
    ("parent", "parent_code"),
    ("schools", "school_codes"),
    ("before", "before_code"),
    ("after", "after_code"),
    ("before", "before_type"),
    ("after", "after_type"),
    ("school", "school_code"),
    ("from_org", "from_org_code"),
    ("to_org", "to_org_code"),
    ("org", "org_code"),
    ("name", "person_key"),
    ("subject_no", "person_key"),
)
WORKED_OUT_LATER = frozenset({"before_type", "after_type"})
"""What homes exist without: rows in which it is empty keep the hashes that they have there."""
# Identity numbers and 当事人编号 are replaced by keyed hashes, names of people outside the roster by their key.
_NEVER_LANDED = {"id_no", "subject_no"}

NUMBERS_OF_PERSONS = frozenset({"member_no", "id_no"})
_OWNERS = frozenset({"org", "school"})

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
    "brought": pl.String(),
}
"""Where a landed row came from. `brought` names the ledger's columns that its file had (null: all of them)."""

BROUGHT = "_brought"
"""What `brought` is called while a row is on its way."""

COUNTS = "_counts"
"""How many rows or cells of a sheet a row on its way was counted from: one, unless a sheet of persons is summed up."""

BETWEEN = "、"
"""What stands between the names in `brought`."""

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


def worked_out(ledger: Ledger) -> dict[str, str]:
    """Return what is worked out for the ledger's rows, each with the column that it comes from, in landed order."""
    own = {column.id for column in ledger.columns}
    found = {added: source for source, added in _WORKED_OUT if source in own}
    if "to_org" in own:
        found["org_code"] = "to_org"
    return found


def owner_column(ledger: Ledger) -> str | None:
    """Return the resolved column that says whose row it is; None for the registers of schools and organisations."""
    added = worked_out(ledger)
    return next((name for name in ("org_code", "school_code") if name in added), None)


def key_columns(ledger: Ledger) -> list[str]:
    """Return the columns of the resolved frame that make two rows the same row."""
    stands_for = {source: added for added, source in worked_out(ledger).items()} | {"person": "person_key"}
    return [stands_for.get(name, name) for name in ledger.key]


def optional_key_columns(ledger: Ledger) -> list[str]:
    """Return those of `key_columns` that a file may lack."""
    required = {column.id for column in ledger.required}
    names = zip(key_columns(ledger), ledger.key, strict=True)
    return [name for name, source in names if source not in required and source != "person"]


def tells_rows_apart(ledger: Ledger, missing: frozenset[str], columns: frozenset[str]) -> bool:
    """Say whether a ledger's rows can be told apart by some columns, without those that are missing.

    By a number (编号) they can without their owner and year. By that of a person they cannot: branches may count
    their members from one, each for itself.
    """
    lacking = missing & {"name" if name == "person" else name for name in ledger.key}
    if not lacking:
        return True
    has_number = any(ledger.column(name).form == "code" for name in columns.intersection(ledger.key))
    return has_number and lacking <= {*_OWNERS, YEAR}


def content_schema(ledger: Ledger) -> dict[str, pl.DataType]:
    """Columns that say what the row says, in order, without where it came from."""
    stored: dict[str, pl.DataType] = {}
    for column in ledger.columns:
        if column.id in _NEVER_LANDED or (column.id == "name" and ledger.id != ROSTER):
            continue
        stored["org_code" if column.id == "org" else column.id] = DTYPE_OF_KIND[column.kind]
    stored |= {added: pl.String() for added in worked_out(ledger) if added not in stored}
    if "org_type" in stored:
        stored["area_key"] = pl.String()  # an area (片区) is also known by the organisation that leads it
    if ledger.id == ROSTER:
        stored["id_hash"] = pl.String()
    return stored


def sources_of_content(ledger: Ledger) -> dict[str, frozenset[str]]:
    """Return for every column of the content the ledger's columns that it is read or worked out from."""
    own = {column.id for column in ledger.columns}
    added: dict[str, set[str]] = {}
    for source, name in _WORKED_OUT:
        if source in own:
            added.setdefault(name, set()).add(source)
    if "to_org" in own:
        added["org_code"] = {"to_org"}
    found = {name: {name} if name in own else added.get(name, set()) for name in content_schema(ledger)}
    if "area_key" in found:
        found["area_key"] = {"area", "org_type", "parent"} & own
    if "id_hash" in found:
        found["id_hash"] = {"id_no"}
    return {name: frozenset(sources) for name, sources in found.items()}


def landed_schema(ledger: Ledger) -> dict[str, pl.DataType]:
    """Every column of a landed file of this ledger."""
    return content_schema(ledger) | SYSTEM
