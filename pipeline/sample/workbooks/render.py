"""Turn a planned file into its bytes, with the faults that are planted in it."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.sample.district.district import District
from pipeline.sample.district.vocabulary import random_for
from pipeline.sample.workbooks.clerk_style import Names
from pipeline.sample.workbooks.faults import PlantedFault, plant
from pipeline.sample.workbooks.file_plan import FilePlan
from pipeline.sample.workbooks.layout import Grid
from pipeline.sample.workbooks.sheet_rows import lay_out_rows
from pipeline.sample.workbooks.write import file_bytes


def render(district: District, plan: FilePlan) -> tuple[bytes, list[PlantedFault]]:
    """Return the bytes of a planned file and the faults in it."""
    names = Names(district)
    sheets: list[tuple[str, Grid]] = []
    faults: list[PlantedFault] = []
    text = plan.name.endswith((".csv", ".txt"))
    for sheet in plan.sheets:
        if isinstance(sheet, tuple):
            sheets.append(sheet)
            continue
        rng = random_for(district.seed, "faults", plan.name, sheet.name)
        rows = plant(rng, sheet.rows, sheet.faults, district) if sheet.faults else sheet.rows
        grid = lay_out_rows(rows, sheet.layout, names)
        sheets.append((sheet.name, grid))
        shown = PurePosixPath(plan.name).stem if text else sheet.name
        file = f"{plan.archive}/{plan.name}" if plan.archive else plan.name
        for row, place in zip(rows, grid.placed, strict=True):
            fault = row.get("_fault")
            if isinstance(fault, tuple):
                column, kind = fault
                is_real = not row.get("_extra") and not sheet.outdated
                faults.append(PlantedFault(file, shown, place, column, kind, sheet.ledger, is_real))
    return file_bytes(plan.name, sheets, plan.encoding), faults
