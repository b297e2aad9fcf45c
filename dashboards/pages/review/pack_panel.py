"""述职评议: one unit's pack, previewed on the page with an outline of the slides, then downloaded file by file."""

from __future__ import annotations

import streamlit as st

from dashboards.database import units
from dashboards.database.reader import Reader
from dashboards.pages.review import tables
from dashboards.pages.review.files import offer
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.gather import gather
from dashboards.review_packs.slide_content import Part
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.speech import speech_of
from dashboards.review_packs.write_pack import files_of, templates_of
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import UnitKey
from dashboards.widgets.chart import show
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit
from ingest.errors import UserError


def one_unit(visit: Visit, taken: Snapshot) -> None:
    """Draw the choice of a unit, what its pack says, and the button that makes the files."""
    unit = _chosen(visit, taken)
    if unit is None:
        return
    try:
        facts = gather(visit.viewer, taken, unit)
    except UserError as error:
        st.warning(escaped(error))
        return
    _preview(facts)
    _outline(facts)
    offer(
        visit,
        "生成材料（Word、Excel、PDF、幻灯片、一页纸）",
        facts.code,
        lambda: files_of(visit.viewer, taken, unit, templates_of(visit.home)),
        lambda file: file.kind,
        "述职评议｜一个单位",
    )


def _chosen(visit: Visit, taken: Snapshot) -> UnitKey | None:
    levels = {level: LEVELS[level] for level in ("school", "branch") if visit.viewer.unit_level in (*_ABOVE[level],)}
    with st.container(horizontal=True):
        level = choose("单位层级", "of_level", levels, next(iter(levels)), width=120, forget=("unit",))
        found = units.units(Reader(visit.viewer, taken.build), level)
        names = {str(unit): str(name) for unit, name in found.select("unit_id", "unit_name").rows()}
        if not names:
            st.caption("没有可以出材料的单位。")
            return None
        return UnitKey(level, choose(LEVELS[level], "unit", names, next(iter(names)), width=360))


_ABOVE = {"school": ("district", "area", "school"), "branch": ("district", "area", "school", "branch")}


def _preview(facts: Facts) -> None:
    for sentence in facts.summary:
        st.markdown(escaped(sentence))
    for title, table, empty in (
        ("指标完成情况", tables.lines(facts), "没有适用的指标。"),
        ("上年问题整改情况", tables.problems(facts), "上年没有登记的问题。"),
        ("本年低于标准的事项", tables.shortfalls(facts), "没有低于已确认标准的事项。"),
    ):
        with st.expander(f"{title}（{table.height}）"):
            if table.is_empty():
                st.caption(empty)
            else:
                show(table, title, f"pack_{title}", height=420 if table.height > 11 else None)
    with st.expander("工作数据、数据说明"):
        for sentence in (*facts.paragraphs, *facts.notes):
            st.markdown(escaped(sentence))


def _outline(facts: Facts) -> None:
    """Say what the slides and the one-page short form will hold, and what is left for the secretary."""
    speech = speech_of(facts)
    with st.expander("述职幻灯片和一页纸的提纲（数字已填好，【请填写】的由书记填写）"):
        st.caption("幻灯片六张，十分钟；一页纸同一内容，问题和原因约占三分之一。")
        for number, part in enumerate(speech.parts, start=1):
            st.markdown(
                f"**{number}. {escaped(part.title)}**\n\n" + "\n".join(f"- {escaped(one)}" for one in _said(part))
            )


def _said(part: Part) -> list[str]:
    """Return what a slide holds, in lines."""
    text = list(part.sentences)
    if part.table is not None:
        text.append(f"表：{'、'.join(name for name, _ in part.table.columns)}（{len(part.table.rows)} 行）")
    if part.chart is not None:
        text.append(f"图：{part.chart.title}")
    return [*text, *part.blanks]
