"""Which columns a suite can speak about: a ledger's own, and those that were resolved from them."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from ingest.ledger import Ledger

TYPE_OF_KIND: Mapping[str, pl.DataType] = {
    "text": pl.String(), "list": pl.String(), "month": pl.Date(), "date": pl.Date(),
    "int": pl.Int64(), "number": pl.Float64(), "bool": pl.Boolean(),
}  # fmt: skip

# A column that ingest works out, by the column of the sheet that it comes from.
RESOLVED: Mapping[str, Mapping[str, str]] = {
    "school": {"area_key": "area"},
    "organisation": {"parent_code": "parent", "school_codes": "schools"},
    "organisation_event": {"org_code": "org", "before_code": "before", "after_code": "after"},
    "member": {"org_code": "org", "school_code": "school", "person_key": "name"},
    "activity": {"org_code": "org"},
    "attendance": {"org_code": "org", "person_key": "name"},
    "training": {"org_code": "org", "person_key": "name"},
    "discipline": {"org_code": "org", "person_key": "subject_no"},
    "survey": {"org_code": "org"},
    "survey_return": {"org_code": "org"},
    "problem": {"org_code": "org"},
}


@dataclass(frozen=True)
class SuiteColumn:
    """One column of the batch: its type, whether its values may be repeated, and whether it lands."""

    dtype: pl.DataType
    is_sensitive: bool = False
    is_landed: bool = True


def columns_of(ledger: Ledger) -> dict[str, SuiteColumn]:
    """Every column that a frame of this ledger can have, without those that begin with an underscore."""
    resolved = RESOLVED.get(ledger.id, {})
    # The clerk's wording of an organisation or a person does not make a row another row.
    replaced = {source for name, source in resolved.items() if name in ("org_code", "person_key")}
    if ledger.id == "member":
        replaced.remove("name")  # only the roster keeps names
    columns = {
        column.id: SuiteColumn(
            TYPE_OF_KIND[column.kind], column.sensitive, not column.sensitive and column.id not in replaced
        )
        for column in ledger.columns
    }
    return columns | {name: SuiteColumn(pl.String()) for name in resolved}


def header_of(ledger: Ledger, column_id: str | None) -> str:
    """The Chinese header that the clerk knows a column by; the column's own name where it has none."""
    return next((column.header for column in ledger.columns if column.id == column_id), str(column_id))
