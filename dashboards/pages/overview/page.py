"""总览: four sentences, what is the viewer's own, areas and trends, then what needs attention and who stands where."""

import streamlit as st

from dashboards.charts.heat import status_heat
from dashboards.database import values
from dashboards.pages.overview import attention, first_page, story, unit_focus
from dashboards.pages.overview.change_queries import year_on_year
from dashboards.shared import tables, wording
from dashboards.widgets import breakdown, change_panel, filter_bar, tile
from dashboards.widgets.chart import chart
from dashboards.widgets.export_origin import origin
from dashboards.widgets.family import below, families_of, family_choice, open_below
from dashboards.widgets.page_links import page_link
from dashboards.widgets.url_state import link
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("总览")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "period", "stage", "area"))
unit = unit_focus.focus(visit, choice)
standing = values.standing(visit.reader, unit, choice.period_type, choice.period_start)
changes = year_on_year(visit.reader, unit, choice.period_type, choice.period_start)
source = origin(visit, "全部指标", choice.filters, unit=unit.unit_name)

others = first_page.before(visit, choice, unit, standing)
story.sentences(visit, choice, unit, standing, changes)
first_page.after(visit, choice, unit, standing)
story.areas(visit, choice, origin(visit, "片区对比", choice.filters))

st.subheader("重点指标")
tile.tiles(visit, tile.spread(others, 8), changes)
story.trends(visit, choice, unit, standing, changes, "trends")

st.subheader("先看这些")
attention.lists(visit, choice)

st.subheader("各单位情况")
family = family_choice(families_of(open_below(visit.viewer, standing)))
level = below(unit)
heat = values.heat(visit.reader, family, level, choice.period_type, choice.period_start, choice.area, choice.stage)
if heat.is_empty():
    st.caption("这个周期没有可看的数据。")
else:
    chart(
        status_heat(heat),
        wording.describe_heat(family, level, heat, has_more=visit.viewer.may_open("matrix")),
        tables.heat(heat),
        origin(visit, f"{family}各单位情况", choice.filters | {"指标类别": family}),
        "heat",
        wide=True,
    )
if visit.viewer.may_open("matrix"):
    everything = link(level=level) | {"family": family}
    page_link("matrix", label="打开热力总表，看全部单位和指标 →", query=everything)

st.subheader("为什么变了")
change_panel.panel(visit, unit, choice)

st.subheader("全部指标")
tile.table(visit, standing, tables.standing(standing), source)
breakdown.describe_unit(visit, unit, choice.year, source)
