"""目录.xlsx: which packs a batch holds, their codes and hashes, who was not ready, and what could not be made."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from dashboards.exports.workbook import neutralised
from dashboards.review_packs.progress_log import JobResult
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.labels import LEVELS

_COLUMNS = (
    ("单位", 36),
    ("层级", 8),
    ("文件夹", 40),
    ("验真码", 18),
    ("文件", 60),
    ("SHA-256", 68),
    ("准备情况", 50),
    ("没有生成的原因", 50),
)


def index_bytes(made: Sequence[JobResult], snapshot: Snapshot) -> bytes:
    """Return the index: a line a file, and a line for each unit without files."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "border": 1})
    sheet = book.add_worksheet("目录")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.set_footer(f"&L冻结编号 {snapshot.snapshot_id}，仅供参考，不代替评议结论&R第 &P 页，共 &N 页")
    for place, (name, width) in enumerate(_COLUMNS):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, width)
    line = 1
    for done in made:
        job = done.job
        for code, file, sha256 in [(one.code, one.file, one.sha256) for one in done.files] or [("", "", "")]:
            row = (
                job.unit_name,
                LEVELS[job.unit_level],
                job.folder,
                code,
                file,
                sha256,
                job.missing,
                done.problem,
            )
            for place, value in enumerate(row):
                sheet.write_string(line, place, str(neutralised(value)))
            line += 1
    book.close()
    return out.getvalue()
