"""A file as planned: its sheets, who wrote them how, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.sample.district.district import World
from pipeline.sample.district.records import Rows
from pipeline.sample.district.vocabulary import dice
from pipeline.sample.workbooks.clerk_style import Names
from pipeline.sample.workbooks.faults import PlantedFault, plant
from pipeline.sample.workbooks.layout import Grid, Layout, lay_out_rows
from pipeline.sample.workbooks.write import file_bytes


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


def render(world: World, plan: FilePlan) -> tuple[bytes, list[PlantedFault]]:
    """The bytes of a planned file and the faults in it."""
    names = Names(world)
    sheets: list[tuple[str, Grid]] = []
    faults: list[PlantedFault] = []
    text = plan.name.endswith((".csv", ".txt"))
    for sheet in plan.sheets:
        if isinstance(sheet, tuple):
            sheets.append(sheet)
            continue
        rng = dice(world.seed, "faults", plan.name, sheet.name)
        rows = plant(rng, sheet.rows, sheet.faults, world) if sheet.faults else sheet.rows
        grid = lay_out_rows(rows, sheet.layout, names)
        sheets.append((sheet.name, grid))
        shown = PurePosixPath(plan.name).stem if text else sheet.name
        file = f"{plan.archive}/{plan.name}" if plan.archive else plan.name
        for row, place in zip(rows, grid.placed, strict=True):
            fault = row.get("_fault")
            if isinstance(fault, tuple):
                column, kind = fault
                in_truth = not row.get("_extra") and not sheet.outdated
                faults.append(PlantedFault(file, shown, place, column, kind, sheet.ledger, in_truth))
    return file_bytes(plan.name, sheets, plan.encoding), faults
