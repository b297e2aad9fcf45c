"""纪律作风: 四种形态 of district and areas, small numbers hidden; quarters and 影响期 for the 纪检专员 alone."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.database import deadlines
from dashboards.pages.topic import charts as figures
from dashboards.pages.topic import tables, wording
from dashboards.pages.topic.definitions import TopicContext
from dashboards.pages.topic.links import PageLink
from dashboards.pages.topic.queries import form_quarters, form_years
from dashboards.widgets import deadline_months
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons


class Forms:
    """四种形态 by year, and by quarter for those who may know."""

    def draw(self, context: TopicContext) -> None:
        """Draw what this viewer may see of it, a sentence where that is nothing."""
        st.subheader("四种形态")
        years = form_years(context.visit.reader, context.unit)
        if years.is_empty():
            st.caption("四种形态按年度只列全区和片区；学校、支部的数据只有纪检专员能看，按季度列在下面。")
        else:
            self._years(context, years)
        if not context.visit.viewer.sees_confidential:
            return
        st.subheader("四种形态：按季度")
        quarters = form_quarters(context.visit.reader, context.unit)
        if quarters.is_empty():
            st.caption(wording.describe_nothing("四种形态"))
            return
        chart(
            figures.parts(quarters, "quarter", "件次"),
            wording.describe_counts("", quarters, "件次"),
            tables.forms(quarters, "quarter"),
            context.origin("四种形态按季度"),
            "topic_form_quarters",
        )

    def _years(self, context: TopicContext, years: pl.DataFrame) -> None:
        sentence, table = wording.describe_forms(years), tables.forms(years, "year")
        source = context.origin("四种形态")
        shown = years.filter(pl.col("number") > 0)
        if shown.is_empty():
            st.markdown(sentence)
            show(table, source.title, "topic_forms")
            buttons(table, source, "topic_forms")
        else:
            chart(figures.parts(shown, "year", "件次"), sentence, table, source, "topic_forms")
        st.caption(
            "按人次计，不按人数；有1–4件次的年度整年隐藏，片区里有一个要隐藏的，各片区一并隐藏。"
            "对纪检专员以外的人，半年结束、迟报的报齐以后公布一次，其间不因零星补报、更正而变。"
        )


class Effects:
    """影响期 that end in the next twelve months: for the 纪检专员 alone."""

    def draw(self, context: TopicContext) -> None:
        """Draw the months, or nothing for anyone else."""
        if not context.visit.viewer.sees_confidential:
            return
        st.subheader("今后十二个月影响期届满")
        rows = deadlines.deadline_months(context.visit.reader, context.choice.area, "影响期")
        if not rows["endings"].sum():
            st.caption(wording.describe_nothing("今后十二个月届满的影响期"))
        else:
            sentence = f"数据截止日起十二个月内影响期届满 {rows['endings'].sum()} 人次，按所选片区列。"
            deadline_months.draw_months(rows, sentence, context.origin("影响期届满"), "topic_effects")
        PageLink("逐项影响期", "calendar", "到换届与期限").draw(context)
