"""A period as people write it on the command line: 2025, 2025Q1, 2025-03 or 2025春."""

from __future__ import annotations

import re
from datetime import date

from ingest.errors import UserError

_PERIODS = {
    "year": re.compile(r"(?P<year>\d{4})年?"),
    "quarter": re.compile(r"(?P<year>\d{4})[-年]?[Qq](?P<quarter>[1-4])"),
    "month": re.compile(r"(?P<year>\d{4})[-年](?P<month>0?[1-9]|1[0-2])月?"),
    "semester": re.compile(r"(?P<year>\d{4})年?(?P<season>[春秋])季?(?:学期)?"),
}


def read_period(text: str) -> tuple[str, date]:
    """Return (period_type, period_start) of 2025, 2025Q1, 2025-03 or 2025春; UserError for anything else."""
    for period_type, form in _PERIODS.items():
        found = form.fullmatch(text.strip())
        if found:
            parts = found.groupdict()
            month = int(parts.get("month") or 1)
            if "quarter" in parts:
                month = 3 * int(parts["quarter"]) - 2
            if "season" in parts:
                month = 2 if parts["season"] == "春" else 8
            return period_type, date(int(parts["year"]), month, 1)
    raise UserError(f"看不懂期间“{text}”，请写成 2025、2025Q1、2025-03 或 2025春。")


def period_text(period_type: str, start: date) -> str:
    """Return a period as `read_period` reads it."""
    return {
        "year": f"{start.year}",
        "quarter": f"{start.year}Q{(start.month + 2) // 3}",
        "month": f"{start:%Y-%m}",
        "semester": f"{start.year}{'春' if start.month < 8 else '秋'}",
    }[period_type]
