"""Numbers of points: 20 in 服务态度（20分）, and 90 of a hundred for 18 of 20."""

from __future__ import annotations

import re

from ingest.cells.errors import CellProblem
from ingest.text.chinese import normalise

HUNDRED = 100.0
FULL_HEADERS = frozenset({"满分", "满分值", "满分分值", "项目满分", "标准分", "标准分值", "总分值"})
"""What a column beside the points is headed that says how many there are to be had."""
_IN_BRACKETS = re.compile(r"[(\[](?:满分|分值|共|计)?:?(\d{1,3}(?:\.\d+)?)分?制?(?:满分)?[)\]]")
_BEHIND = re.compile(r"(?<=[^\d.])(\d{1,3})分$")
_NO_ITEM = re.compile(
    r"^(?:合计|总计|小计|共计|总分|总得分|总评分|综合|平均|均分|得分|满分|加分|扣分|附加分|[名排][次名]|备注|序)"
)
_TENTHS = 4


def points_in(header: str) -> float | None:
    """Return the number of points that stands in the brackets of a header, if one does."""
    found = _IN_BRACKETS.search(normalise(header))
    return float(found[1]) if found is not None else None


def item_with_points(header: str) -> tuple[str, float] | None:
    """Return what a header names with its points: 服务态度（20）, 服务态度20分; None where it gives none."""
    text = normalise(header).replace(" ", "")
    found = _IN_BRACKETS.search(text) or _BEHIND.search(text)
    name = text[: found.start()].strip("、.:") if found is not None else ""
    is_item = bool(name) and not _NO_ITEM.match(name)
    return (name, float(found[1])) if found is not None and is_item and float(found[1]) > 0 else None


def of_hundred(points: float, full: float) -> float:
    """Return points as they would be out of a hundred; CellProblem if there are more than can be had."""
    if full <= 0:
        raise CellProblem("对应的满分不大于零，不能折算，请核对")
    if not 0 <= points <= full:
        raise CellProblem(f"不在零到满分 {full:g} 之间，请核对")
    return round(points * HUNDRED / full, _TENTHS)
