"""Which organisations an event (党组织变动) was about, before and after it, and which types a 升格 speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import polars as pl

from ingest.faults import Fault
from ingest.matching.organisation_names import type_named
from ingest.matching.organisations import OrganisationIndex

OUTSIDE = "OUTSIDE"
"""The code of a body that is not in the register, such as the 镇党委 that a school comes from."""
_MOVED, _RAISED = "划转", "升格"
_RESHAPED = frozenset({"划转", "合并", "拆分"})
_BETWEEN = re.compile("[、，,；]")
_SIDES = (("before", "变动前"), ("after", "变动后"))

_Row = dict[str, Any]


def with_events(frame: pl.DataFrame, index: OrganisationIndex, faults: list[Fault]) -> pl.DataFrame:
    """Add the organisations that 变动前 and 变动后 name (codes joined with 、), and the types that a 升格 names."""
    rows = list(frame.iter_rows(named=True))
    added: dict[str, list[str | None]] = {}
    for column, header in _SIDES:
        added[f"{column}_code"] = [_codes(row, column, header, index, faults) for row in rows]
    types = [_types(row, faults) for row in rows]
    for place, (column, _) in enumerate(_SIDES):
        added[f"{column}_type"] = [found[place] for found in types]
    return frame.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in added.items())


def _codes(row: _Row, column: str, header: str, index: OrganisationIndex, faults: list[Fault]) -> str | None:
    """Return the codes that one side of a 划转, 合并 or 拆分 names."""
    if not row[column]:
        _flag_without_upper(row, column, header, faults)
        return None
    if row["event_type"] not in _RESHAPED:
        return None
    text, where = row[column], (row["_sheet"], row["_row"])
    code, problem, is_unknown = _codes_of(text, _day_of(row, column), index)
    if code is not None or row["event_type"] != _MOVED:
        return code
    if is_unknown and column == "before" and row["after"]:
        faults.append(Fault(*where, header, _outside(text, index), "flag"))
        return OUTSIDE
    faults.append(Fault(*where, header, problem))
    return None


def _flag_without_upper(row: _Row, column: str, header: str, faults: list[Fault]) -> None:
    """Flag a 划转 that does not say where from."""
    if column == "before" and row["event_type"] == _MOVED:
        message = "划转没有写变动前的上级党组织，变动以前也按现在的上级计，需核实。"
        faults.append(Fault(row["_sheet"], row["_row"], header, message, "flag"))


def _day_of(row: _Row, column: str) -> date | None:
    """Return the day on which one side of an event was so: for what was before it, the day before."""
    day: date | None = row["event_on"]
    return day - timedelta(days=1) if day is not None and column == "before" else day


def _outside(text: str, index: OrganisationIndex) -> str:
    """Return the sentence about a body that is not in the register, with those of ours that are called alike."""
    close = index.suggestions(text)
    asked = f"；如果是其中一个，请改正：{close}" if close else ""
    return f"“{text}”不在党组织信息表中，按本区以外的上级记入，需核实{asked}。"


def _codes_of(text: str, day: date | None, index: OrganisationIndex) -> tuple[str | None, str, bool]:
    """Return the codes of one organisation or several joined with 、, all of which must be found.

    Else the sentence why not, and whether nothing of ours can be meant.
    """
    whole = index.resolve(text, day, any_time=True)
    parts = list(filter(None, _BETWEEN.split(text)))
    if whole.code is not None or len(parts) < 2:
        return whole.code, whole.message or "", whole.is_unknown
    found = [index.resolve(part, day, any_time=True) for part in parts]
    message = next((each.message for each in found if each.message is not None), "")
    if message:
        return None, message, False
    return "、".join(each.code for each in found if each.code), "", False


def _types(row: _Row, faults: list[Fault]) -> tuple[str | None, str | None]:
    """Return the types before and after a 升格; what cannot be worked out goes back.

    A row that says neither only says that it happened: it is counted, and flagged, as nobody can tell since when the
    organisation is what it is.
    """
    if row["event_type"] != _RAISED:
        return None, None
    where = (row["_sheet"], row["_row"])
    if not any(row[column] for column, _ in _SIDES):
        message = "升格没有写变动前、变动后的类别（如党支部、党总支），变动以前也按现在的类别计，需核实。"
        faults.append(Fault(*where, _SIDES[0][1], message, "flag"))
        return None, None
    before, after = (_type(row, column, header, faults) for column, header in _SIDES)
    if before is not None and before == after:
        message = f"变动前和变动后看来都是“{before}”，看不出升格成了什么。请写类别，如变动前写党支部、变动后写党总支。"
        faults.append(Fault(*where, _SIDES[1][1], message))
    return before, after


def _type(row: _Row, column: str, header: str, faults: list[Fault]) -> str | None:
    """Return the type that one side of a 升格 names."""
    text = row[column]
    found = type_named(text) if text else None
    if found is None:
        said = f"“{text}”看不出是哪一类党组织" if text else f"没有写{header}"
        message = f"升格要写明变动前、变动后的类别，{said}。请写类别（如党支部、党总支）或以类别结尾的全称。"
        faults.append(Fault(row["_sheet"], row["_row"], header, message))
    return found
