"""数据报送: hand in ledgers, read the receipt, see who still owes what."""

import streamlit as st

from dashboards import figures, ledger_tables, sentences, session, warehouse
from dashboards.components import filters, handing_in
from dashboards.components.charts import chart, show
from dashboards.components.ledger_choice import ledger_choice
from dashboards.components.origin import origin

visit = session.visit()
st.title("数据报送")
sending, owed, received, blanks = st.tabs(["上传台账", "报送情况", "批次", "空白模板"], key="tab")
with sending:
    handing_in.upload(visit.home, visit.viewer)
    handing_in.rebuild(visit.home, visit.viewer)
with owed:
    choice = filters.bar(visit, *filters.names_for(visit, "year", "stage", "area"))
    ledger, ledger_words = ledger_choice(visit, choice.year)
    matrix = warehouse.matrix(visit.viewer, visit.build, choice.year, ledger, choice.area, choice.stage)
    if matrix.is_empty():
        st.caption("这一年没有应报的台账。")
    else:
        source = origin(visit, "报送情况", choice.filters | ledger_words)
        chart(
            figures.submission_matrix(matrix),
            sentences.of_matrix(matrix),
            ledger_tables.matrix(matrix),
            source,
            "matrix",
            tall=640,
            wide=True,
        )
with received:
    batches = warehouse.batches(visit.viewer, visit.build)
    st.markdown(f"共 {batches.height} 个批次。读到 = 接收 + 未变 + 退回。")
    show(ledger_tables.batches(batches), "批次", "batches")
    handing_in.withdraw(visit.home, visit.viewer, batches)
with blanks:
    handing_in.templates(visit.home)
