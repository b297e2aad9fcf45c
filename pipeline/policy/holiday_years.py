"""Years of which nobody has entered the days off (法定节假日) and those worked in exchange (调休).

A meeting on a day off is then pointed at by nothing, and a day worked in exchange is taken for a weekend.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.policy.calendar_rows import PublicHoliday, Workday
from pipeline.policy.standards import check_standards
from pipeline.settings import PROJECT


def without_holidays(year: int, folder: Path | None = None) -> str | None:
    """Return the warning where the standards in `folder` (data/standards) lack a year's days off or those worked in
    exchange; None where they have both.
    """
    rows = check_standards(folder or PROJECT / "data" / "standards")
    off: set[date] = {row.day for row in rows["public_holiday"] if isinstance(row, PublicHoliday)}
    worked: set[date] = {row.day for row in rows["workday"] if isinstance(row, Workday)}
    if not any(day.year == year for day in off):
        return (
            f"注意：标准表 public_holiday.csv 里没有{year}年的法定节假日（{_until(year, off)}），"
            f"{year}年的“节假日开会”没有核对。请按国办放假通知补上（调休上班日填到 workday.csv），然后更新数据。"
        )
    if not any(day.year == year for day in worked):
        return (
            f"注意：标准表 workday.csv 里没有{year}年的调休上班日（{_until(year, worked)}），"
            "期限前的最后一个工作日把调休上班的周末当作休息。请按国务院办公厅的放假通知补上，再更新数据。"
        )
    return None


def _until(year: int, known: set[date]) -> str:
    last = max((day.year for day in known if day.year < year), default=None)
    return f"现在只有到{last}年的" if last else "现在一天也没有"
