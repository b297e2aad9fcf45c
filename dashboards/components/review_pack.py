"""述职评议: one unit's pack, read on the page first, then taken away as three files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboards import pack_tables, warehouse
from dashboards.components.address import choose
from dashboards.components.charts import show
from dashboards.components.downloads import handed_out
from dashboards.components.plain import plain
from dashboards.packs.facts import Facts, gather
from dashboards.packs.make import File, entry_of, files_of, register
from dashboards.packs.snapshot import Snapshot
from dashboards.packs.template import template_of
from dashboards.session import Visit
from dashboards.theme import LEVELS
from ingest.errors import UserError


def one_unit(visit: Visit, taken: Snapshot) -> None:
    """Draw the choice of a unit, what its pack says, and the button that makes the files."""
    unit = _chosen(visit, taken)
    if unit is None:
        return
    try:
        facts = gather(visit.viewer, taken, *unit)
    except UserError as error:
        st.warning(plain(error))
        return
    _preview(facts)
    if st.button("生成材料（Word、Excel、PDF）", key="make_pack", type="primary"):
        with st.spinner("正在生成…"):
            st.session_state["pack"] = _made(visit, taken, unit)
    made: tuple[str, list[File]] | None = st.session_state.get("pack")
    if made and made[0] == facts.code:
        st.markdown(f"验真码 **{facts.code}**；收到材料的人可以在“验真”页核对。")
        with st.container(horizontal=True):
            for file in made[1]:
                st.download_button(
                    f"下载{file.kind}",
                    partial(_taken, visit, file),
                    file.name,
                    key=f"take_{file.kind}",
                    on_click="ignore",
                )


def _chosen(visit: Visit, taken: Snapshot) -> tuple[str, str] | None:
    levels = {level: LEVELS[level] for level in ("school", "branch") if visit.viewer.unit_level in (*_ABOVE[level],)}
    with st.container(horizontal=True):
        level = choose("单位层级", "of_level", levels, next(iter(levels)), width=120, forget=("unit",))
        found = warehouse.units(visit.viewer, taken.build, level)
        names = {str(unit): str(name) for unit, name in found.select("unit_id", "unit_name").rows()}
        if not names:
            st.caption("没有可以出材料的单位。")
            return None
        return level, choose(LEVELS[level], "unit", names, next(iter(names)), width=360)


_ABOVE = {"school": ("district", "area", "school"), "branch": ("district", "area", "school", "branch")}


def _made(visit: Visit, taken: Snapshot, unit: tuple[str, str]) -> tuple[str, list[File]] | None:
    try:
        facts, files = files_of(visit.viewer, taken, *unit, template_of(visit.home))
    except UserError as error:
        st.error(plain(error))
        return None
    register(visit.home, visit.viewer.role, visit.unit_name, [entry_of(facts, file, visit.whose) for file in files])
    return facts.code, files


def _taken(visit: Visit, file: File) -> bytes:
    return handed_out(visit.home, visit.viewer, file.content, "述职评议｜一个单位", file.name)


def _preview(facts: Facts) -> None:
    for sentence in facts.summary:
        st.markdown(plain(sentence))
    for title, table, empty in (
        ("指标完成情况", pack_tables.lines(facts), "没有适用的指标。"),
        ("上年问题整改情况", pack_tables.problems(facts), "上年没有登记的问题。"),
        ("本年低于标准的事项", pack_tables.shortfalls(facts), "没有低于已确认标准的事项。"),
    ):
        with st.expander(f"{title}（{table.height}）"):
            if table.is_empty():
                st.caption(empty)
            else:
                show(table, title, f"pack_{title}", height=420 if table.height > 11 else None)
    with st.expander("工作数据、数据说明"):
        for sentence in (*facts.paragraphs, *facts.notes):
            st.markdown(plain(sentence))
