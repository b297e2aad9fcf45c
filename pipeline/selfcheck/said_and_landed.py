"""What the files of a delivery say, and what a home has of them: both by ledger and place, read from files alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.selfcheck.hand_layout import Record, layout, ledger_of, records
from pipeline.selfcheck.plain_values import Registers
from pipeline.selfcheck.source_tables import tables

Place = tuple[str, str, int]
"""File, sheet, and row as a spreadsheet program numbers it."""
Row = dict[str, Any]
Said = Mapping[str, Sequence[Record]]
Landed = Mapping[str, Mapping[Place, list[Row]]]


def said_in(folders: Sequence[Path]) -> Said:
    """Return what the files say, by ledger."""
    found: dict[str, list[Record]] = {}
    for folder in folders:
        for table in tables(folder):
            ledger = ledger_of(table)
            if ledger is not None:
                found.setdefault(ledger, []).extend(records(table, ledger))
    return found


def landed_in(home: Path) -> Landed:
    """Return the landed rows of every ledger that the layout names, by the place that their lineage names."""
    found: dict[str, dict[Place, list[Row]]] = {}
    for ledger in layout()["columns"]:
        places = found.setdefault(ledger, {})
        for row in _rows(home, ledger):
            places.setdefault((row["file"], row["sheet"], row["row_number"]), []).append(row)
    return found


def returned_in(home: Path) -> set[Place]:
    """Return the places of the rows that were returned."""
    rows = (row for row in _rows(home, "intake") if row["outcome"] == "returned")
    return {(row["file"], row["sheet"], row["row_number"]) for row in rows}


def registers_in(said: Said, landed: Landed) -> Registers:
    """Return what names stand for: codes as the registers say, keys of people as their own row of the roster got them.

    Of two organisations of one name, the one that was registered first counts.
    """
    found = Registers()
    for record in said.get("school", ()):
        code = record.texts["school_code"][1]
        found.schools |= {code: code, record.texts["school_name"][1]: code}
    for record in said.get("organisation", ()):
        code = record.texts["org_code"][1]
        names = ("org_name", "short_name", "former_names")
        _name(found, code, code, *(record.texts[column][1] for column in names))
    for record in said.get("organisation_event", ()):
        if record.texts["event_type"][1] == "更名":
            _name(found, record.texts["org_code"][1], record.texts["before"][1], record.texts["after"][1])
    for record in said.get("member", ()):
        keys = {str(row["person_key"]) for row in landed["member"].get(record.place, ())}
        for column in ("member_no", "name"):
            found.people.setdefault(record.texts.get(column, ("", ""))[1], set()).update(keys)
    return found


def _name(registers: Registers, code: str, *names: str) -> None:
    for name in names:
        for each in (name, f"中共{name}"):
            registers.organisations.setdefault(each, code)


def _rows(home: Path, ledger: str) -> Iterator[Row]:
    for path in sorted((home / "landed" / ledger).glob("*.parquet")):
        yield from pl.read_parquet(path.read_bytes()).iter_rows(named=True)
