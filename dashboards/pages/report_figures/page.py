"""数字汇编: the figures of a work report for any unit and span, in fixed sentences, each figure with its rows."""

import polars as pl
import streamlit as st

from dashboards.database.report_figures import figure_sentences, figure_values
from dashboards.pages.report_figures import panels
from dashboards.shared import report_paragraphs
from dashboards.shared.labels import LEVELS
from dashboards.widgets import filter_bar
from dashboards.widgets.chart import show
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("工作数据")
choice = filter_bar.bar(visit, "year", "level", levels=tuple(LEVELS)[::-1])
unit = panels.unit_of(visit, choice)
span = panels.span_of(visit, choice)
values = figure_values(visit.reader, unit, *span.days)
paragraphs = report_paragraphs.compose(
    figure_sentences(visit.reader).to_dicts(), values.to_dicts(), unit=unit.unit_name, span=span.words
)
source = {"单位层级": LEVELS[choice.level], "年度": f"{choice.year}年", "时段": span.words}

st.subheader("数字汇编")
if paragraphs:
    st.caption("可直接复制。“余”表示向下取整，实数见下表；句子只报数，不作评价。")
    st.code("\n".join(paragraphs), language=None, wrap_lines=True)
else:
    st.info(f"{span.words}，这个单位没有可以写的数。")

st.subheader("每个数")
panels.figures(values, origin(visit, "工作数据", source, unit=unit.unit_name))

missing = report_paragraphs.left_out(values.to_dicts())
with st.expander(f"没有写进去的数（{len(missing)} 个）"):
    show(pl.DataFrame(missing, schema=["名称", "原因"], orient="row"), "没有写进去的数", "left_out")
    st.caption(
        "“不便显示”的纪律数据只有纪检专员能看各单位、任意时段；其他人看全区和片区的整年数，人数少的不显示。测评只有整年（一年或连续几年）的数。"
    )

st.subheader("数字从哪里来")
panels.rows_behind(visit, unit, span, values, origin(visit, "工作数据台账来源", source, unit=unit.unit_name))
