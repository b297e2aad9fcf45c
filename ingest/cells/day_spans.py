"""Spans of days in one cell: 2025-03-01至2025-08-31, several with a semicolon between; one without an end goes on."""

import re
from datetime import date

from ingest.cells.dates import MonthDay, read_date
from ingest.cells.errors import CellProblem
from ingest.cells.numbers import is_nothing
from ingest.text.chinese import normalise

_AS = "，没有记入，仍照常计算；请写成“2025-03-01至2025-08-31”，还没有结束的写“2025-03-01起”，几段之间用分号隔开"
_UNCLEAR = f"看不出从哪一天到哪一天{_AS}"
_MOST = 6
"""As many spans as the models take apart (int_exemption)."""
_BETWEEN_SPANS = re.compile(r"[;；\n\r]+")
_TO = re.compile(r"\s*(?:至|到|—+|–|~)\s*|(?<=[\d日号])\s*-\s*(?=\d{4}\D|\d{8})")
_FROM = re.compile(r"^(?:自|从)\s*")
_GOES_ON = re.compile(r"\s*(?:起|开始|以来|至今|到今|今|目前|现在)+$")


def read_spans(value: object) -> str | None:
    """Return the spans of a cell as `from/to`, joined with 、; `from/` goes on. CellProblem (a flag) for the rest."""
    if not isinstance(value, str):
        return f"{_day(value)}/"
    if is_nothing(normalise(value)):
        return None
    parts = [part for part in map(normalise, _BETWEEN_SPANS.split(value)) if part]
    if len(parts) > _MOST:
        raise CellProblem(f"写了 {len(parts)} 段，最多 {_MOST} 段{_AS}", "flag")
    return "、".join(map(_span, parts))


def _span(text: str) -> str:
    closed = _GOES_ON.sub("", _FROM.sub("", text))
    days = [day for day in _TO.split(closed) if day]
    if len(days) == 1:
        return f"{_day(days[0])}/"
    if len(days) != 2 or _GOES_ON.search(text):
        raise CellProblem(_UNCLEAR, "flag")
    first = _day(days[0])
    last = _day(days[1], first.year)
    if last < first:
        raise CellProblem(f"的最后一天早于第一天{_AS}", "flag")
    return f"{first}/{last}"


def _day(value: object, year: int | None = None) -> date:
    try:
        day = read_date(value)
        if not isinstance(day, MonthDay):
            return day
        if year is not None:
            return day.in_year(year)
    except CellProblem as problem:
        raise CellProblem(_UNCLEAR, "flag") from problem
    raise CellProblem(_UNCLEAR, "flag")
