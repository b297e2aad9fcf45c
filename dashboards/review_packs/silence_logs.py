"""Silence for processes without a page: Streamlit warns on import that it has no runtime. Import nothing here."""

from __future__ import annotations

import logging


def quiet() -> None:
    """Let libraries' logs say nothing below an error."""
    logging.disable(logging.WARNING)
