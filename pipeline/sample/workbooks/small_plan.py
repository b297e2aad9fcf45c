"""The files of a small district: many clerks, as many ways of writing."""

from __future__ import annotations

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.file_plan import FilePlan
from pipeline.sample.workbooks.form_files import form_files
from pipeline.sample.workbooks.paperwork_files import paperwork_files
from pipeline.sample.workbooks.poll_files import poll_files
from pipeline.sample.workbooks.register_files import register_files
from pipeline.sample.workbooks.report_files import report_files
from pipeline.sample.workbooks.row_allocation import RowAllocation
from pipeline.sample.workbooks.separate_files import separate_files
from pipeline.sample.workbooks.wide_files import wide_files


def small_plan(district: District, rows: dict[str, Rows]) -> list[FilePlan]:
    """Return files that hold every row of the district once (some also in a second file that corrects the first)."""
    allocation = RowAllocation(district, rows)
    found = [
        *form_files(allocation),
        *separate_files(allocation),
        *register_files(allocation),
        *report_files(allocation),
        *poll_files(allocation),
    ]
    found += [*wide_files(allocation), *paperwork_files(allocation)]
    left = {ledger: len(rows) for ledger, rows in allocation.rows.items() if rows}
    if left:
        raise AssertionError(f"rows that no clerk took: {left}")
    return [plan for plan in found if plan.sheets]
