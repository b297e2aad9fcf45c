"""目录.xlsx: which packs a batch holds, their codes and hashes, who was not ready, and what could not be made."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from dashboards.exports.table_sheet import A3, write_table
from dashboards.review_packs.progress_log import JobResult
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.labels import LEVELS

_COLUMNS = ("单位", "层级", "文件夹", "验真码", "文件", "SHA-256", "准备情况", "没有生成的原因")


def index_bytes(made: Sequence[JobResult], snapshot: Snapshot, audit_head: str) -> bytes:
    """Return the index: a line a file, and a line for each unit without files; `audit_head` is how far the log went."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("目录")
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 1)
    sheet.set_footer(
        f"&L冻结编号 {snapshot.snapshot_id}，操作留痕编号 {audit_head}，仅供参考，不代替评议结论&R第 &P 页，共 &N 页"
    )
    rows = [
        (job.unit_name, LEVELS[job.unit_level], job.folder, code, file, sha256, job.missing, done.problem)
        for done in made
        for job in (done.job,)
        for code, file, sha256 in [(one.code, one.file, one.sha256) for one in done.files] or [("", "", "")]
    ]
    write_table(book, sheet, _COLUMNS, rows, paper=A3)
    book.close()
    return out.getvalue()
