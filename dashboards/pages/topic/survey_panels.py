"""满意度测评: items by class of evaluators, grades and returned forms; nothing where too few voted."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.pages.topic import charts, tables, wording
from dashboards.pages.topic.definitions import TopicContext
from dashboards.pages.topic.queries import topic_grades, topic_response, topic_survey
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.url_state import choose


class Items:
    """Items by class of evaluators of one kind of survey."""

    def draw(self, context: TopicContext) -> None:
        """Draw the grid of means and the dots of best grades."""
        st.subheader("测评项目：按评议人类别")
        found = topic_survey(context.visit.reader, context.unit, context.choice.year)
        if found.is_empty():
            st.caption(wording.describe_nothing(f"{context.choice.year}年测评"))
            return
        kinds = {kind: kind for kind in found["survey_type"].unique(maintain_order=True).to_list()}
        kind = choose("测评类型", "survey", kinds, next(iter(kinds)), width=200)
        rows = found.filter(pl.col("survey_type") == kind)
        sentence, table = wording.describe_items(kind, rows), tables.survey(rows)
        source = context.origin(f"{kind}各项目平均分")
        if rows["mean_points"].is_null().all():
            st.markdown(sentence)
            show(table, source.title, "topic_items")
            buttons(table, source, "topic_items")
        else:
            chart(charts.survey_grid(rows), sentence, table, source, "topic_items", wide=True)
        if not rows["best_share"].is_null().all():
            source = context.origin(f"{kind}最高等次占比")
            drawn = charts.best_dots(rows)
            chart(drawn, wording.describe_best(kind), table, source, "topic_best", tall=640)
        st.caption(wording.TOO_FEW)


class Grades:
    """How the votes spread over the grades."""

    def draw(self, context: TopicContext) -> None:
        """Draw one bar a kind of survey."""
        st.subheader("各评价等次的比例")
        rows = topic_grades(context.visit.reader, context.unit, context.choice.year)
        if rows["share"].is_null().all():
            st.caption(wording.describe_grades(rows))
            return
        table, source = tables.grades(rows), context.origin("各评价等次的比例")
        chart(charts.shares(rows), wording.describe_grades(rows), table, source, "topic_grades")


class Response:
    """Valid forms among those distributed."""

    def draw(self, context: TopicContext) -> None:
        """Draw one mark a kind of survey."""
        st.subheader("测评有效回收率")
        rows = topic_response(context.visit.reader, context.unit, context.choice.year)
        if rows["rate"].is_null().all():
            st.caption(wording.describe_nothing(f"{context.choice.year}年发放10份以上的测评"))
            return
        table, source = tables.response(rows), context.origin("测评有效回收率")
        chart(charts.rates(rows), wording.describe_response(rows), table, source, "topic_response")
