"""A part of a topic that counts: a chart by month, series or year of one measure of the mart."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards.pages.topic import charts, tables, wording
from dashboards.pages.topic.definitions import TopicContext
from dashboards.pages.topic.queries import topic_counts
from dashboards.widgets.chart import chart


@dataclass(frozen=True)
class Panel:
    """Which measure, `by` month, series, year or category alone; `first` heads the first column of its table.

    The line `whole` counts every row once; `evened` bars show what each line is made of, not how large it is.
    """

    measure: str
    title: str
    noun: str
    by: str = ""
    first: str = "类别"
    whole: str = ""
    every_year: bool = False
    evened: bool = False
    hint: str = ""

    def draw(self, context: TopicContext) -> None:
        """Draw heading, sentence, figure, table and downloads; a sentence alone where nothing was counted."""
        st.subheader(self.title)
        year = None if self.every_year else context.choice.year
        rows = topic_counts(context.visit.reader, context.unit, self.measure, self.by, year)
        what = self.title if year is None else f"{year}年{self.title}"
        if rows.is_empty():
            st.caption(wording.describe_nothing(what))
            return
        monthly = self.by == "month"
        chart(
            charts.by_month(rows, self.noun, context.months_over)
            if monthly
            else charts.parts(rows, self.by, self.noun, evened=self.evened),
            self._sentence(context, rows),
            tables.counts(rows, self.by, "月份" if monthly else self.first, self.noun),
            context.origin(self.title),
            f"topic_{self.measure}_{self.by}",
            wide=monthly,
        )
        if self.hint:
            st.caption(self.hint)

    def _sentence(self, context: TopicContext, rows: pl.DataFrame) -> str:
        """Return what was counted; the heading above has said of what."""
        when = "" if self.every_year else f"{context.choice.year}年"
        if self.whole:
            return wording.describe_series(when, rows, self.whole, self.noun)
        if self.by == "year":
            return wording.describe_year(context.choice.year, rows, self.noun)
        return wording.describe_counts(when, rows, self.noun)
