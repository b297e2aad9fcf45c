"""专题: one topic at a time: its indicators, and what it needs beyond the general charts."""

import polars as pl
import streamlit as st

from dashboards import sentences, session, warehouse
from dashboards.components import filters, tile, topics
from dashboards.components.family import worst_first
from dashboards.components.topics.topic import scene

visit = session.visit()
st.title("专题")
choice = filters.bar(visit, *filters.names_for(visit, "year", "stage", "area"))
topic = topics.chosen(visit, choice)
seen = scene(visit, choice, topic)

standing = warehouse.standing(visit.viewer, visit.build, *seen.place, "year", choice.period_start)
own = standing.filter(pl.col("family") == topic.family)
st.subheader(f"{topic.family}：指标")
st.markdown(sentences.of_standing(str(seen.unit["unit_name"]), choice.period, own))
tile.tiles(visit, worst_first(own, own.height))

for part in topic.parts:
    part.draw(seen)
