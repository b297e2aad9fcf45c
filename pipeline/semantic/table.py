"""The tables that metrics are asked from, with columns and descriptions from the models' own contracts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.policy.yaml_file import read_content
from pipeline.settings import PROJECT

VALUES = "indicator_value"
KEYS: dict[str, tuple[str, ...]] = {
    VALUES: ("indicator_code", "unit_level", "unit_id", "period_type", "period_start", "breakdown"),
    "dim_unit": ("unit_level", "unit_id"),
    "dim_indicator": ("indicator_code",),
}
"""What identifies a row of each table; `breakdown` is null for the whole, and metrics are of the whole."""
NUMBERS = ("numerator", "denominator")
"""Columns of the values that metrics are made of."""


@dataclass(frozen=True)
class Column:
    """One column as its contract has it: `data_type` is dbt's word for the type."""

    name: str
    data_type: str
    description: str


@dataclass(frozen=True)
class Table:
    """One mart: its grain in `key`."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def tables() -> list[Table]:
    """Return the tables, the values first. Raises UserError where a contract cannot be read."""
    known = described_tables()
    return [known[name] for name in KEYS]


def described_tables(folder: Path = PROJECT / "models" / "marts") -> dict[str, Table]:
    """Return every mart by name, as its contract describes it; the key is empty for those no metric is asked from.

    Raises UserError where a contract cannot be read.
    """
    models = (one for path in sorted(folder.glob("_*.yml")) for one in read_content(path).get("models", ()))
    return {one["name"]: _table(one, KEYS.get(one["name"], ())) for one in models}


def _table(model: dict[str, Any], key: tuple[str, ...]) -> Table:
    columns = tuple(Column(one["name"], one["data_type"], one["description"]) for one in model["columns"])
    return Table(model["name"], " ".join(model["description"].split()), key, columns)
