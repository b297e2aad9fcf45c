"""A box for a day as text: Streamlit's own date picker speaks English when it is opened."""

from __future__ import annotations

import datetime as dt

import streamlit as st

_FORMS = ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日")


def day_box(label: str, value: dt.date, *, key: str, width: int = 150) -> dt.date | None:
    """Draw the box and return the day, or None while what stands in it is no day (2026-12-31, 2026.12.31 …)."""
    typed = st.text_input(label, f"{value:%Y-%m-%d}", key=key, width=width, placeholder="如 2026-12-31").strip()
    for form in _FORMS:
        try:
            return dt.datetime.strptime(typed, form).date()
        except ValueError:
            continue
    return None
