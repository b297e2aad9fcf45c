"""未达标清单: what fell short, where, by how much, since when, and what is still needed."""

import streamlit as st

from dashboards import sentences, session, tables, warehouse
from dashboards.components import drill, filters, worklist
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin

visit = session.visit()
st.title("未达标清单")
choice = filters.bar(visit, *filters.names_for(visit, "year", "stage", "area"))
narrowed = worklist.narrow(visit, choice)
rows = warehouse.worklist(
    visit.viewer,
    visit.build,
    choice.year,
    unit_level=narrowed.level,
    area=choice.area,
    stage=choice.stage,
    indicator=narrowed.indicator,
    state=narrowed.state,
    period_type=narrowed.period_type,
)
st.markdown(sentences.of_worklist(choice.year, rows))
table = tables.worklist(rows)
drill.table(table, rows, "未达标清单", "worklist", height=drill.tall(rows))
buttons(table, origin(visit, "未达标清单", choice.filters | narrowed.words), "worklist")
st.caption("只列已确认的标准；样本不足、未报送的不在此列，见总览。长期排在前面，同样长的按差距大小排，不是名次。")
worklist.definitions(visit, rows)
