"""组织建设: terms that run out in the next twelve months, and where candidates stand; both lead to their own pages."""

from __future__ import annotations

import streamlit as st

from dashboards.database import admission, deadlines
from dashboards.pages.topic import wording
from dashboards.pages.topic.definitions import TopicContext
from dashboards.pages.topic.links import PageLink
from dashboards.widgets import candidate_stages, deadline_months

_WHOLE_RANGE = "下图按所选片区（或本单位）列，不再细到所选的学校、支部。"


class Terms:
    """换届日历: what ends in which month."""

    def draw(self, context: TopicContext) -> None:
        """Draw the months and the link to the calendar."""
        st.subheader("今后十二个月换届")
        rows = deadlines.deadline_months(context.visit.reader, context.choice.area, "换届")
        if context.is_narrowed:
            st.caption(_WHOLE_RANGE)
        if not rows["endings"].sum():
            st.caption(wording.describe_nothing("今后十二个月届满的党组织"))
        else:
            sentence = f"数据截止日起十二个月内届满的党组织 {rows['endings'].sum()} 个。"
            deadline_months.draw_months(rows, sentence, context.origin("今后十二个月换届"), "topic_terms")
        PageLink("逐个党组织的届满日期", "calendar", "到换届与期限").draw(context)


class Stages:
    """发展党员: candidates by stage."""

    def draw(self, context: TopicContext) -> None:
        """Draw the stages and the link to their own page."""
        st.subheader("发展党员各阶段")
        rows = admission.admission_stages(context.visit.reader, context.choice.area)
        if context.is_narrowed:
            st.caption(_WHOLE_RANGE)
        if rows.is_empty() or not rows["candidates"].sum():
            st.caption(wording.describe_nothing("正在发展的对象"))
        else:
            candidate_stages.draw_stages(rows, context.origin("发展党员各阶段"), "topic_stages")
        PageLink("逾期程序和二十五步进度", "admission", "到发展党员").draw(context)
