"""Rows of organisations that the sender does not speak for go back: whoever is in charge of them hands them in."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.matching.organisations import AREA_TYPE, DISTRICT_TYPE
from ingest.schema import owner_column
from ingest.sender import Sender


def fault_others_rows(draft: Draft, sender: Sender, organisations: pl.DataFrame) -> None:
    """Send back the rows of a resolved draft whose organisation or school the sender does not speak for.

    `organisations` is the register as it counts. A row whose owner is not found goes back for that already. An owner
    that the file does not name is not named to the sender either.
    """
    within, owner = owners_within(sender, organisations), owner_column(draft.ledger)
    if within is None or owner is None:
        return
    written = "school" if owner == "school_code" else "org"
    header = draft.ledger.column(written).header
    filled = draft.filled.get(owner)
    is_filled = pl.lit(False) if filled is None else filled.where
    rows = draft.frame.select("_sheet", "_row", owner, written, is_filled.alias("_is_filled"))
    faults: list[Fault] = []
    for sheet, row, code, text, is_unnamed in rows.filter(pl.col(owner).is_not_null()).iter_rows():
        if code not in within:
            draft.others[sheet, row] = code
            named = f"这一行登记的{header}" if is_unnamed else text or code
            faults.append(Fault(sheet, row, header, sender.sentence(named)))
    draft.add(faults)


def owners_within(sender: Sender, organisations: pl.DataFrame) -> frozenset[str] | None:
    """Return the organisations and schools that a sender speaks for, by the register; None is all.

    Those below an area, or below a school's own organisation, belong to it; a joint branch to each of its schools.
    """
    if sender.unit_level == "district":
        return None
    if sender.unit_level == "branch":
        return frozenset({sender.unit_id})
    register = organisations.select("org_code", "parent_code", "school_codes").rows()
    parent_of = {code: parent for code, parent, _ in register}
    schools_of = {code: schools.split("、") for code, _, schools in register if schools}
    if sender.unit_level == "area":
        within = _with_all_below({sender.unit_id}, parent_of)
        return frozenset(within.union(*(schools_of.get(code, ()) for code in within)))
    above = set(organisations.filter(pl.col("org_type").is_in([AREA_TYPE, DISTRICT_TYPE]))["org_code"])
    own = {code for code, schools in schools_of.items() if sender.unit_id in schools} - above
    return frozenset(_with_all_below(own, parent_of) | {sender.unit_id})


def _with_all_below(tops: set[str], parent_of: Mapping[str, str | None]) -> set[str]:
    """Return organisations and all below them, at any depth."""
    found = set(tops)
    while more := {code for code, parent in parent_of.items() if parent in found} - found:
        found |= more
    return found
