"""数据质量: which expectations failed, in whose files, what came back, what somebody should look at; 操作留痕."""

import streamlit as st

from dashboards import ledger_tables, sentences, session, warehouse
from dashboards.components import audit_log, flagged
from dashboards.components.charts import show
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin

visit = session.visit()
st.title("数据质量")
here = (visit.viewer, visit.build)
failed = warehouse.failed_expectations(*here)
returned = warehouse.returned_rows(*here)
views = ["校验与退回", "需核实"] + (["操作留痕"] if visit.viewer.may_read_log else [])
checks, doubtful, *logged = st.tabs(views, key="tab")
with checks:
    st.markdown(sentences.of_quality(failed, returned))
    st.subheader("哪些校验没有通过")
    table = ledger_tables.renamed(
        failed, "ledger_title", "sentence", "severity", "checked", "failed", "files", "worst_file"
    )
    show(table, "没有通过的校验", "failed_expectations")
    buttons(table, origin(visit, "没有通过的校验", {}), "failed")

    st.subheader("在谁的文件里")
    files = warehouse.failures_by_file(*here)
    by_file = ledger_tables.renamed(files, "file", "ledger_title", "batch", "failed", "expectations")
    show(by_file, "各文件不符行数", "failures_by_file", height=320 if by_file.height > 8 else None)

    st.subheader("退回的行")
    rows = ledger_tables.renamed(
        returned, "ledger_title", "file", "row_number", "column_name", "message", "sheet", "unit_name"
    )
    show(rows, "退回的行", "returned_rows", height=420 if rows.height > 10 else None)
    buttons(rows, origin(visit, "退回的行", {}), "returned")
with doubtful:
    flagged.flagged(visit)
for log in logged:
    with log:
        audit_log.log(visit)
