"""What was chosen lives in the address, as ids, so that a link gives the same page.

Streamlit's own `bind="query-params"` writes the label a person sees (年度 texts, school names), not the id behind it;
names change, so the address is kept here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import streamlit as st

KEPT = ("role", "as", "year", "period", "stage", "area", "indicator", "level", "peers", "against")
"""Keys that go along from page to page."""


def chosen(key: str, options: Mapping[str, str], default: str) -> str:
    """Return the id in the address if it is on offer, else the default."""
    value = st.query_params.get(key, default)
    return value if value in options else default


def hold(widget: str, value: object) -> None:
    """Let a box show what the address says, before it is drawn.

    Always, also where the session already has that value: after a change of pages it is the former page's box that has
    it, and the new one would show its first option beside other data.
    """
    st.session_state[widget] = value


def _write(key: str, default: str, forget: tuple[str, ...]) -> None:
    for gone in forget:
        st.query_params.pop(gone, None)
    value = st.session_state[f"choose_{key}"]
    if value is None or value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value


def choose(
    label: str,
    key: str,
    options: Mapping[str, str],
    default: str,
    *,
    width: int | Literal["stretch"] = "stretch",
    forget: tuple[str, ...] = (),
) -> str:
    """Draw a box with the options' Chinese labels and return the chosen id; the address holds the id.

    `forget` names what leaves the address when this changes, because it was meant for the former choice.
    """
    current = chosen(key, options, default)
    widget = f"choose_{key}"
    hold(widget, current)
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=widget,
        width=width,
        on_change=_write,
        args=(key, default, forget),
        placeholder="请选择",
    )
    return current


def _write_words(key: str) -> None:
    value = str(st.session_state[f"search_{key}"] or "").strip()
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def search(label: str, key: str, hint: str, *, width: int = 300) -> str:
    """Draw a box for words to look for and return them in small letters; the address holds them."""
    current, widget = st.query_params.get(key, ""), f"search_{key}"
    hold(widget, current)
    st.text_input(label, key=widget, max_chars=40, placeholder=hint, width=width, on_change=_write_words, args=(key,))
    return current.strip().casefold()


def _write_number(key: str, default: float) -> None:
    value = st.session_state[f"enter_{key}"]
    if value is None or value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = f"{value:g}"


def enter(label: str, key: str, default: float, *, lowest: float, highest: float, width: int = 150) -> float:
    """Draw a box for a number and return it; the address holds it while it differs from the default."""
    try:
        asked = float(st.query_params.get(key, default))
    except ValueError:
        asked = default
    current = min(max(asked, lowest), highest) if math.isfinite(asked) else default
    widget = f"enter_{key}"
    hold(widget, current)
    st.number_input(
        label,
        min_value=lowest,
        max_value=highest,
        step=1.0,
        format="%g",
        key=widget,
        width=width,
        on_change=_write_number,
        args=(key, default),
    )
    return current


def link(**changes: str | None) -> dict[str, str]:
    """Return the address's parameters with `changes`: filters stay, None takes one away, units are not carried."""
    said = st.query_params.to_dict()
    kept = {key: said[key] for key in KEPT if key in said}
    kept.update({key: value for key, value in changes.items() if value is not None})
    for key in (key for key, value in changes.items() if value is None):
        kept.pop(key, None)
    return kept


def leave(key: str) -> None:
    """Take `key` out of the address; a callback."""
    st.query_params.pop(key, None)
