"""What did not take place is not counted: rows whose 状态 or 备注 says so go back, by the words of data/intake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from ingest.cells.held_words import held_words
from ingest.draft import Draft
from ingest.faults import Fault

STATUS = "held_status"
"""The column of a ledger that says whether what is registered took place."""
_SHORTEST_TOPIC = 4
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")


def fault_not_held(draft: Draft) -> None:
    """Send back rows of what was not held; flag a 状态 that is not known, which counts as held."""
    columns = {column.id for column in draft.ledger.columns}
    if STATUS not in columns:
        return
    words = held_words()
    header = draft.ledger.column(STATUS).header
    attended = pl.col("attended") if "attended" in columns else pl.lit(None, dtype=pl.Int64)
    remark = pl.col("remark") if "remark" in columns else pl.lit(None, dtype=pl.String)
    topic = pl.col("topic") if "topic" in columns else pl.lit(None, dtype=pl.String)
    told = draft.frame.select(
        "_sheet", "_row", STATUS, remark.alias("_remark"), topic.alias("_topic"), attended.alias("_attended")
    )
    faults: list[Fault] = []
    for sheet, row, status, said, about, count in told.iter_rows():
        faults += _fault_of_status(sheet, row, header, status, words)
        if not count:
            faults += _fault_of_words(sheet, row, "备注", said or "", words["remark_words"])
            faults += _fault_of_words(sheet, row, "活动主题", _aside(about or ""), words["remark_words"])
    draft.add(faults)


def _fault_of_status(
    sheet: str, row: int, header: str, status: str | None, words: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    if status is None or status in words["held"]:
        return
    if _is_not_held(status, words):
        message = f"{header}是“{status}”，还没有开展（或已取消），不计入。开展以后请把{header}改成“已开展”再报送。"
        yield Fault(sheet, row, header, message)
    else:
        yield Fault(sheet, row, header, f"{header}“{status}”不认识，按已开展记入，需核实。", "flag")


def _is_not_held(status: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a status is, or begins with, a word for what was not held, and says nothing else after it."""
    if status in words["not_held"]:
        return True
    behind = [status.removeprefix(word) for word in words["not_held"] if len(word) > 1 and status.startswith(word)]
    return any(not any(word in rest for word in words["done_after"]) for rest in behind)


def _aside(topic: str) -> str:
    """Return what a topic says behind it, in brackets: 学习党史（取消）; one without brackets is all of it."""
    found = _IN_BRACKETS.search(topic)
    return found[1] if found is not None else topic if len(topic) <= _SHORTEST_TOPIC else ""


def _fault_of_words(sheet: str, row: int, header: str, said: str, words: Sequence[str]) -> Iterator[Fault]:
    """Yield the fault of a row without 实到人数 of which a text has one of the words."""
    word = next((word for word in words if word in said), None)
    if word is not None:
        message = f"{header}写有“{word}”而没有实到人数，看来没有开展，不计入。确已开展的，请填写实到人数或改{header}。"
        yield Fault(sheet, row, header, message)
