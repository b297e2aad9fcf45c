"""总览: what needs attention first, then the numbers, then where each unit stands."""

import streamlit as st

from dashboards import figures, sentences, session, tables, warehouse
from dashboards.components import attention, filters, parts, tile, unit_grid, unit_page
from dashboards.components.charts import chart
from dashboards.components.family import below, families_of, family_choice, open_below
from dashboards.components.origin import origin
from dashboards.warehouse.change import year_on_year

visit = session.visit()
st.title("总览")
choice = filters.bar(visit, *filters.names_for(visit, "year", "period", "stage", "area"))
unit = unit_page.focus(visit, choice)
here = (visit.viewer, visit.build, str(unit["unit_level"]), str(unit["unit_id"]))
standing = warehouse.standing(*here, choice.period_type, choice.period_start)

attention.lists(visit, choice)

st.subheader("重点指标")
st.markdown(sentences.of_standing(str(unit["unit_name"]), choice.period, standing))
tile.tiles(visit, tile.spread(standing, 8), year_on_year(*here, choice.period_type, choice.period_start))

st.subheader("各单位情况")
family = family_choice(families_of(open_below(visit.viewer, standing)))
level = below(unit)
heat = warehouse.heat(
    visit.viewer, visit.build, family, level, choice.period_type, choice.period_start, choice.area, choice.stage
)
if heat.is_empty():
    st.caption("这个周期没有可看的数据。")
else:
    chart(
        figures.status_heat(heat),
        sentences.of_heat(family, level, heat, leads_on=visit.viewer.may_open("matrix")),
        tables.heat(heat),
        origin(visit, f"{family}各单位情况", choice.filters | {"指标类别": family}),
        "heat",
        wide=True,
    )
unit_grid.way(visit, family, level)

st.subheader("全部指标")
source = origin(visit, "全部指标", choice.filters, unit=str(unit["unit_name"]))
tile.table(visit, standing, tables.standing(standing), source)
parts.of_unit(visit, unit, choice.year, source)
