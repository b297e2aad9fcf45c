"""Follow-up on 未达标与预警: choose an item, set its state, read its history; saving is checked on the server."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.pages.shortfall import follow_up, tables
from dashboards.pages.shortfall.follow_up_queries import short_item
from dashboards.shared.formatting import base_of, standard_of, value_of
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row
from dashboards.shared.unit import UnitKey
from dashboards.store import follow_up as store
from dashboards.store.follow_up import Item
from dashboards.widgets.chart import show
from dashboards.widgets.date_input import day_of, not_a_day
from dashboards.widgets.url_state import choose, leave
from dashboards.widgets.visit import Visit

_MARK, _NOTHING = "~", "none"


def item_id(row: Row) -> str:
    """Return what stands in the address for an indicator and unit."""
    return _MARK.join(str(row[name]) for name in follow_up.KEY)


def column(rows: pl.DataFrame) -> dict[str, Any]:
    """Return the drawing of the column 跟进状态: a button that opens the follow-up of its row."""
    items = [item_id(row) for row in rows.select(follow_up.KEY).to_dicts()]
    button = st.column_config.ButtonColumn(
        "跟进状态（点开登记）", type="tertiary", alignment="left", key="follow_click", on_click=_open, args=(items,)
    )
    return {"跟进状态": button}


def _open(items: list[str]) -> None:
    click = st.session_state.get("follow_click")
    if click is not None and 0 <= click["row"] < len(items):
        st.query_params["item"] = items[click["row"]]


def panel(visit: Visit, rows: pl.DataFrame, year: int, box: DeltaGenerator) -> None:
    """Draw the box of items into `box` and, when one is chosen, its form and history."""
    offered = rows.unique(follow_up.KEY, keep="first", maintain_order=True).to_dicts()
    names = {item_id(row): f"{row['unit_name']}｜{row['name_zh']}" for row in offered}
    asked = st.query_params.get("item", _NOTHING)
    item = _item_of(asked, year)
    row = short_item(visit.reader, item) if item is not None else None
    if row is not None:
        names[asked] = f"{row['unit_name']}｜{row['name_zh']}"
    with box:
        choose("登记跟进", "item", {_NOTHING: "选一项", **names}, _NOTHING, width=180)
    if row is not None and item is not None:
        with st.container(border=True, key="follow_up"):
            _item(visit, row, item)


def _item_of(asked: str, year: int) -> Item | None:
    parts = asked.split(_MARK)
    return Item(parts[0], UnitKey(parts[1], parts[2]), year) if len(parts) == len(follow_up.KEY) else None


def _item(visit: Visit, row: Row, item: Item) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{escaped(row['unit_name'])}｜{escaped(row['name_zh'])}**　{escaped(value_of(row))}，"
            f"标准 {escaped(standard_of(row))}，分子/分母 {escaped(base_of(row))}"
        )
        st.button("收起", key="follow_close", type="tertiary", on_click=leave, args=("item",))
    text = st.session_state.pop("follow_message", None)
    if text is not None:
        (st.success if text is True else st.error)("已保存。" if text is True else escaped(text))
    history = store.history(visit.home, item.indicator_code, item.unit)
    if visit.viewer.may_follow_up:
        _form(visit, item, history.row(0, named=True) if history.height else None)
    else:
        st.caption(f"身份“{visit.viewer.role}”只看跟进情况，不能登记。")
    if history.is_empty():
        st.caption("还没有登记过。")
    else:
        show(tables.history(history), "跟进历史", "follow_history")


def _form(visit: Visit, item: Item, last: Row | None) -> None:
    named = _MARK.join((item.indicator_code, item.unit.unit_level, item.unit.unit_id, str(item.year)))
    keys = {name: f"follow_{name}_{named}" for name in ("state", "post", "due", "note")}
    with st.form(f"follow_form_{named}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "跟进状态",
            store.STATES,
            index=store.STATES.index(last["state"]) if last else 0,
            key=keys["state"],
            width=140,
            placeholder="请选择",
        )
        st.text_input("责任岗位（写岗位，不写姓名）", last["post"] if last else "", key=keys["post"], width=240)
        day = str(last["due_on"] or "") if last else ""
        st.text_input("期限", day, key=keys["due"], width=140, placeholder="如 2026-12-31")
        st.text_input(
            "说明（不写个人信息）", "", key=keys["note"], width=360, placeholder="哪里不对、怎样改、改到哪一步"
        )
        st.form_submit_button("保存", type="primary", on_click=_save, args=(visit, item, keys))


def _save(visit: Visit, item: Item, keys: dict[str, str]) -> None:
    typed = {name: str(st.session_state.get(key) or "").strip() for name, key in keys.items()}
    due_on = day_of(typed["due"])
    if typed["due"] and due_on is None:
        st.session_state["follow_message"] = not_a_day(typed["due"])
        return
    entered = follow_up.Change(typed["state"], typed["post"], due_on, typed["note"])
    problem = follow_up.change(visit.reader, visit.home, item, entered, visit.unit_name)
    st.session_state["follow_message"] = problem or True
    if problem is None:
        st.session_state[keys["note"]] = ""
