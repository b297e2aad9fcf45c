"""Boxes that take several ids, and switches; kept in the address like every other choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboards.widgets.url_state import hold


@dataclass(frozen=True)
class Picked:
    """What the address names: ids on offer in their order, and how many were left out as unknown or too many."""

    ids: tuple[str, ...] = ()
    unknown: int = 0
    too_many: int = 0

    @property
    def address(self) -> str:
        """The ids as the address and the queries hold them."""
        return ",".join(self.ids)


def named(text: str, options: Mapping[str, str], most: int) -> Picked:
    """Return the ids in `text` (joined by commas) that are on offer, each once, at most `most`."""
    asked = list(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    known = [one for one in asked if one in options]
    return Picked(tuple(known[:most]), len(asked) - len(known), max(0, len(known) - most))


def _write(key: str) -> None:
    value = st.session_state[f"pick_{key}"]
    if value:
        st.query_params[key] = ",".join(value)
    else:
        st.query_params.pop(key, None)


def several(label: str, key: str, options: Mapping[str, str], most: int) -> Picked:
    """Draw a box for several of the options and return what is chosen; the address holds the ids."""
    current = named(st.query_params.get(key, ""), options, most)
    widget = f"pick_{key}"
    hold(widget, list(current.ids))
    st.multiselect(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=widget,
        max_selections=most,
        on_change=_write,
        args=(key,),
        placeholder="请选择",
    )
    return current


def _write_switch(key: str, default: bool) -> None:
    value = bool(st.session_state[f"switch_{key}"])
    if value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = "yes" if value else "no"


def switch(label: str, key: str, *, default: bool) -> bool:
    """Draw a switch and return whether it is on; the address holds it while it differs from the default."""
    current = {"yes": True, "no": False}.get(st.query_params.get(key, ""), default)
    widget = f"switch_{key}"
    hold(widget, current)
    st.toggle(label, key=widget, on_change=_write_switch, args=(key, default))
    return current
