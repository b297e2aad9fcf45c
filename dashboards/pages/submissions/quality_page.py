"""数据质量: which expectations failed, in whose files, what came back, what somebody should look at; 操作留痕."""

import streamlit as st

from dashboards.database import submissions
from dashboards.pages.submissions import audit_panel, flag_panel, tables, wording
from dashboards.widgets.chart import read, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("数据质量")
failed = submissions.failed_expectations(visit.reader)
returned = submissions.returned_rows(visit.reader)
views = ["校验与退回", "需核实"] + (["操作留痕"] if visit.viewer.may_read_log else [])
checks, doubtful, *logged = st.tabs(views, key="tab")
with checks:
    st.markdown(wording.describe_quality(failed, returned))
    st.subheader("哪些校验没有通过")
    table = tables.renamed(failed, "ledger_title", "sentence", "severity", "checked", "failed", "files", "worst_file")
    read(table, "没有通过的校验", "failed_expectations")
    buttons(table, origin(visit, "没有通过的校验", {}), "failed")

    st.subheader("在谁的文件里")
    files = submissions.failures_by_file(visit.reader)
    by_file = tables.renamed(files, "file", "ledger_title", "batch", "failed", "expectations")
    show(by_file, "各文件不符行数", "failures_by_file", height=320 if by_file.height > 8 else None)

    st.subheader("退回的行")
    rows = tables.renamed(
        returned, "ledger_title", "file", "row_number", "column_name", "message", "sheet", "unit_name"
    )
    read(rows, "退回的行", "returned_rows")
    buttons(rows, origin(visit, "退回的行", {}), "returned")
with doubtful:
    flag_panel.flagged(visit)
for log in logged:
    with log:
        audit_panel.log(visit)
