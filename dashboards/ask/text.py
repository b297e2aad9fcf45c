"""A question as it is compared: one width, small letters, no punctuation, no spaces but those between letters; pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Letters of a question that are read; whoever writes more is told so."""

_MONTH_OF_YEAR = re.compile(r"(?<!\d)(20\d\d)[.\-/](\d{1,2})(?!\d)")
_SPAN = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]+)(?:月份?|季度?|年)?[-—–~到至](?:\d{1,2}|[一二三四五六七八九十]+)(?:月|季度|年)"
)
_WIDE_APART = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")


def compared(text: str) -> str:
    """Return a question or a name as it is compared."""
    plain = _MONTH_OF_YEAR.sub(r"\1年\2月", _flat(text))
    kept = "".join(letter if unicodedata.category(letter)[0] in "LN" or letter in "%‰" else " " for letter in plain)
    return _WIDE_APART.sub("", re.sub(r"\s+", " ", kept).strip())


def names_a_span(text: str) -> bool:
    """Tell whether a question names a stretch of periods (1-9月), which has no number of its own."""
    return bool(_SPAN.search(_flat(text).replace(" ", "")))


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
