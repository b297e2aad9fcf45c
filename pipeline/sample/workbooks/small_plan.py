"""The files of a small district: many clerks, as many ways of writing."""

from __future__ import annotations

from pipeline.sample.district.district import World
from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.file_plan import FilePlan
from pipeline.sample.workbooks.form_files import form_files
from pipeline.sample.workbooks.paperwork_files import paperwork_files
from pipeline.sample.workbooks.poll_files import poll_files
from pipeline.sample.workbooks.register_files import register_files
from pipeline.sample.workbooks.report_files import report_files
from pipeline.sample.workbooks.row_allocation import Desk
from pipeline.sample.workbooks.separate_files import apart_files
from pipeline.sample.workbooks.wide_files import wide_files


def small_plan(world: World, rows: dict[str, Rows]) -> list[FilePlan]:
    """Every row of the district in one file (and some in a second one that corrects the first)."""
    desk = Desk(world, rows)
    found = [*form_files(desk), *apart_files(desk), *register_files(desk), *report_files(desk), *poll_files(desk)]
    found += [*wide_files(desk), *paperwork_files(desk)]
    left = {ledger: len(rows) for ledger, rows in desk.rows.items() if rows}
    if left:
        raise AssertionError(f"rows that no clerk took: {left}")
    return [plan for plan in found if plan.sheets]
