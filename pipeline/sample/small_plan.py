"""The files of a small district: many clerks, as many ways of writing."""

from __future__ import annotations

from pipeline.sample.apart_files import apart_files
from pipeline.sample.desk import Desk
from pipeline.sample.file_plan import FilePlan
from pipeline.sample.paperwork_files import paperwork_files
from pipeline.sample.poll_files import poll_files
from pipeline.sample.register_files import register_files
from pipeline.sample.report_files import report_files
from pipeline.sample.wide_files import wide_files
from pipeline.sample.world import World


def small_plan(world: World) -> list[FilePlan]:
    """Every row of the district in one file (and some in a second one that corrects the first)."""
    desk = Desk(world)
    found = [*apart_files(desk), *register_files(desk), *report_files(desk), *poll_files(desk)]
    found += [*wide_files(desk), *paperwork_files(desk)]
    left = {ledger: len(rows) for ledger, rows in desk.rows.items() if rows}
    if left:
        raise AssertionError(f"rows that no clerk took: {left}")
    return [plan for plan in found if plan.sheets]
