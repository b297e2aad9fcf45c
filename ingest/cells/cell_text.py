"""A cell as text, whatever the spreadsheet program keeps it as."""

from datetime import datetime, time

from ingest.text.chinese import normalise

EXACT_FLOAT = 2**53
"""From here on a float does not tell a whole number from its neighbours: the last digits are lost."""


def cell_text(value: object) -> str:
    """Return a cell as text: a whole number without its `.0`, a date as 2025-03-07."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value == value and abs(value) < EXACT_FLOAT and value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return str(value)
