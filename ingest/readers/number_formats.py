"""Formats of cells that show of a day nothing but its month: 2026年6月, typed as such, is kept as the first of June."""

import re
from datetime import date, timedelta

BUILT_IN_MONTHS = frozenset({17, 27, 36, 50, 52, 55, 57})
"""Formats without a text of their own that show a month: of all languages, and of simplified Chinese."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CLOCK = re.compile(r"[hs]|am/pm", re.IGNORECASE)
_EPOCH, _DAYS_TO_1904 = date(1899, 12, 30), 1_462


def shows_only_months(code: str) -> bool:
    """Say whether a number format shows months of days, and neither the day nor the hour."""
    letters = _QUOTED.sub("", code.partition(";")[0]).lower()
    return "m" in letters and "d" not in letters and not _CLOCK.search(letters) and not set(letters) & set("0#?%")


def note_format(months: set[int], number: int, code: str) -> None:
    """Keep among the numbers of formats of months whether a format of the workbook's own is one."""
    (months.add if shows_only_months(code) else months.discard)(number)


def month_shown(value: object, from_1904: bool) -> str | None:
    """Return the month that such a cell shows; None where the day behind it is another than the first: it was given."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < 2_000_000:
        value = _EPOCH + timedelta(days=int(value) + (_DAYS_TO_1904 if from_1904 else 0))
    return f"{value.year}年{value.month}月" if isinstance(value, date) and value.day == 1 else None
