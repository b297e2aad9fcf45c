"""专题: one topic at a time: its indicators, and what it needs beyond the general charts."""

import polars as pl
import streamlit as st

from dashboards.database import values
from dashboards.pages.topic import panels
from dashboards.pages.topic.definitions import topic_context
from dashboards.shared import wording
from dashboards.widgets import filter_bar, tile
from dashboards.widgets.family import worst_first
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("专题")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "stage", "area"))
topic = panels.chosen(visit, choice)
seen = topic_context(visit, choice, topic)

standing = values.standing(visit.reader, seen.unit, "year", choice.period_start)
own = standing.filter(pl.col("family") == topic.family)
st.subheader(f"{topic.family}：指标")
st.markdown(wording.describe_standing(seen.unit.unit_name, choice.period, own))
tile.tiles(visit, worst_first(own, own.height))

for part in topic.parts:
    part.draw(seen)
