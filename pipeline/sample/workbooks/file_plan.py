"""A file as planned: its sheets, who wrote them how, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.layout import Grid, Layout


@dataclass(frozen=True)
class SheetPlan:
    """Rows of one ledger on one sheet."""

    ledger: str
    rows: Rows
    layout: Layout
    name: str = "Sheet1"
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind -> columns
    outdated: bool = False  # an earlier version; a later file carries what is true


@dataclass(frozen=True)
class FilePlan:
    """One file; `archive` packs it into a zip, `copies` are sent besides it."""

    name: str
    sheets: tuple[SheetPlan | tuple[str, Grid], ...]
    encoding: str = "utf-8-sig"
    archive: str | None = None
    copies: tuple[str, ...] = ()
