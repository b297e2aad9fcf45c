"""Texts that Plotly shows: made safe for it, and read back from it."""

from __future__ import annotations

import html
import re

_BREAK, _TAG = re.compile(r"<br\s*/?>", re.IGNORECASE), re.compile(r"</?(?:b|i|em|strong|sub|sup|span|a)\b[^>]*>")


def safe(text: str) -> str:
    """Return `text` so that Plotly shows it letter for letter."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: object) -> str:
    """Return the plain text of what Plotly shows for `text`: tags and entities read, line breaks kept."""
    broken = _BREAK.sub("\n", "" if text is None else str(text))
    return html.unescape(_TAG.sub("", broken))
