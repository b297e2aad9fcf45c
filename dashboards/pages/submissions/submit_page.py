"""数据报送: upload ledgers, read the receipt, see which ledgers are still due."""

import streamlit as st

from dashboards.database import submissions
from dashboards.pages.submissions import backup_line, charts, layout_list, tables, upload_panel, wording
from dashboards.pages.submissions.filters import ledger_choice
from dashboards.widgets import filter_bar
from dashboards.widgets.chart import chart, show
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("数据报送")
sending, due, received, blanks, *known = st.tabs(
    ["上传台账", "报送情况", "批次", "空白模板", *layout_list.tab(visit.viewer)], key="tab"
)
with sending:
    upload_panel.upload(visit.home, visit.viewer)
    upload_panel.rebuild(visit.home, visit.viewer)
    backup_line.line(visit.home, visit.viewer)
with due:
    choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "stage", "area"))
    ledger, ledger_words = ledger_choice(visit, choice.year)
    matrix = submissions.matrix(visit.reader, choice.year, ledger, choice.area, choice.stage)
    if matrix.is_empty():
        st.caption("这一年没有应报的台账。")
    else:
        source = origin(visit, "报送情况", choice.filters | ledger_words)
        chart(
            charts.submission_matrix(matrix),
            wording.describe_matrix(matrix),
            tables.matrix(matrix),
            source,
            "matrix",
            tall=640,
            wide=True,
        )
with received:
    batches = submissions.batches(visit.reader)
    st.markdown(f"共 {batches.height} 个批次。读到 = 接收 + 未变 + 退回。")
    show(tables.batches(batches), "批次", "batches")
    upload_panel.withdraw(visit.home, visit.viewer, batches)
with blanks:
    wanted = submissions.asked(visit.reader)
    st.markdown(wording.describe_asked(wanted))
    show(tables.asked(wanted), "要报的台账", "asked")
    upload_panel.templates(visit.home, wanted["ledger"].to_list())
for place in known:
    with place:
        layout_list.panel(visit.home, visit.viewer)
