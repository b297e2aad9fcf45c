"""Years of which nobody has entered the days off (法定节假日): a meeting on one of them is pointed at by nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.policy.calendar_rows import PublicHoliday
from pipeline.policy.standards import check_standards
from pipeline.settings import PROJECT


def without_holidays(year: int, folder: Path | None = None) -> str | None:
    """Return the warning where the standards in `folder` (data/standards) have no day off of a year; else None."""
    rows = check_standards(folder or PROJECT / "data" / "standards")["public_holiday"]
    known: set[date] = {row.day for row in rows if isinstance(row, PublicHoliday)}
    if any(day.year == year for day in known):
        return None
    last = max((day.year for day in known if day.year < year), default=None)
    until = f"现在只有到{last}年的" if last else "现在一天也没有"
    return (
        f"注意：标准表 public_holiday.csv 里没有{year}年的法定节假日（{until}），{year}年的“节假日开会”没有核对。"
        "请按国务院办公厅的放假通知补上，再更新数据。"
    )
