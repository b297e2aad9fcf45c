"""大事: dated notes on time axes, with a switch to hide them; the 区级管理员 writes further ones."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.database import units
from dashboards.database.notes import known_events
from dashboards.shared.formatting import date_text
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import UnitKey
from dashboards.store import note
from dashboards.store.file import StoreError
from dashboards.widgets.chart import show
from dashboards.widgets.date_input import day_box, day_of, not_a_day
from dashboards.widgets.multi_select import switch
from dashboards.widgets.visit import Visit

_COLUMNS = ("annotation_date", "label", "kind")
EVERYWHERE = "全区"


def noted(visit: Visit, unit: UnitKey | None, indicator: str | None = None) -> pl.DataFrame:
    """Draw the switch and return what to mark on a time axis: annotation_date, label, kind; nothing when hidden.

    General notes, those of the `unit`, the end of its own term, and what changed in the indicator's
    standard.
    """
    known = known_events(visit.reader, unit, indicator)
    own = pl.col("unit_id").is_null()
    if unit is not None:
        own |= (pl.col("unit_level") == unit.unit_level) & (pl.col("unit_id") == unit.unit_id)
    found = known.select(_COLUMNS)
    try:
        found = pl.concat([found, note.notes(visit.home).filter(own.fill_null(False)).select(_COLUMNS)])
    except StoreError as error:
        st.caption(escaped(error))
    found = found.unique(maintain_order=True).sort("annotation_date", "label")
    if found.is_empty():
        return found
    return found if switch("显示时间标注", "notes", default=True) else found.clear()


def board(visit: Visit) -> None:
    """Draw the notes that the viewer may see, and for the 区级管理员 the forms that add and delete one."""
    st.markdown("换届、文件下发、口径变更的日期，会标在各页面的趋势图上。")
    names = _names(visit)
    written = note.notes(visit.home).to_dicts()
    mine = [row for row in written if row["unit_id"] is None or UnitKey(row["unit_level"], row["unit_id"]) in names]
    entries = [(*row, EVERYWHERE) for row in known_events(visit.reader).select(_COLUMNS).rows()]
    entries += [
        (row["annotation_date"], row["label"], row["kind"], _whose(row["unit_level"], row["unit_id"], names))
        for row in mine
    ]
    entries.sort(key=lambda row: (row[0], row[1]), reverse=True)
    rows = [(date_text(day), kind, label, whose) for day, label, kind, whose in entries]
    show(pl.DataFrame(rows, schema=["日期", "类别", "内容", "范围"], orient="row"), "大事", "notes_table")
    if visit.viewer.may_build:
        _form(visit, names)
        _removal(visit, mine)


def _names(visit: Visit) -> dict[UnitKey, str]:
    found: dict[UnitKey, str] = {}
    for level in ("school", "branch"):
        rows = units.units(visit.reader, level).select("unit_id", "unit_name").rows()
        found |= {UnitKey(level, str(unit_id)): str(name) for unit_id, name in rows}
    return found


def _whose(level: str | None, unit_id: str | None, names: dict[UnitKey, str]) -> str:
    return EVERYWHERE if level is None or unit_id is None else names[UnitKey(level, unit_id)]


def _form(visit: Visit, names: dict[UnitKey, str]) -> None:
    with st.form("write_note", clear_on_submit=True, border=True):
        st.markdown("**添加一条**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = day_box("日期", visit.as_of, "note_day")
            kind = st.selectbox("类别", note.KINDS, width=130, placeholder="请选择")
            about = st.selectbox(
                "范围",
                [None, *names],
                format_func=lambda key: EVERYWHERE if key is None else names[key],
                width=260,
                placeholder="请选择",
            )
        label = st.text_input("内容", max_chars=note.LONGEST_LABEL, placeholder="如：区教育工委印发新的组织生活规范")
        sent = st.form_submit_button("添加")
    if not sent:
        return
    day = day_of(typed)
    if day is None or not label.strip():
        st.warning("请填写内容。" if day else escaped(not_a_day(typed)))
        return
    note.write(visit.home, day, label, kind, about, role=visit.viewer.role, unit=visit.viewer.unit_id)
    st.rerun()


def _removal(visit: Visit, written: list[dict[str, object]]) -> None:
    if not written:
        return
    names = {row["note"]: f"{row['annotation_date']}　{row['kind']}：{row['label']}" for row in written}
    with st.form("remove_note", border=True):
        chosen_note = st.selectbox(
            "删除一条",
            list(names),
            format_func=lambda one: names.get(one, "—"),
            index=None,
            placeholder="请选择",
        )
        sent = st.form_submit_button("删除")
    if sent and isinstance(chosen_note, int):
        note.remove(visit.home, chosen_note)
        st.rerun()
