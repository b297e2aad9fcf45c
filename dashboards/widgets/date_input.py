"""A text box for a day: Streamlit's own calendar is in English once it is opened."""

from __future__ import annotations

import datetime as dt

import streamlit as st


def day_box(label: str, day: dt.date, key: str, width: int = 150) -> str:
    """Draw the box with `day` in it and return what was typed."""
    return st.text_input(label, day.isoformat(), key=key, width=width, placeholder="如 2026-12-31").strip()


def day_of(typed: str) -> dt.date | None:
    """Return the day that was typed as 2026-12-31; None for anything else."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def not_a_day(typed: str) -> str:
    """Return what to say about text that is no day."""
    return f"“{typed}”不是日期，请写成 2026-12-31 的样子。"
