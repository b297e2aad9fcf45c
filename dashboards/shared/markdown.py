"""Data in labels: Streamlit's labels are Markdown, so a school named `[点我](x)` would become a link."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=/@])")


def unescaped(text: str) -> str:
    """Return a Markdown sentence as a screen reader should say it."""
    return re.sub(r"\\(.)", r"\1", text.replace("**", ""))


def escaped(text: object) -> str:
    """Return `text` so that Markdown shows it letter for letter."""
    return _SPECIAL.sub(r"\\\1", str(text)).replace("\n", " ")
