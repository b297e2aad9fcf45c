"""What did not take place is not counted: rows whose 状态 or 备注 says so go back, by the words of data/intake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from ingest.draft import Draft
from ingest.errors import UserError
from ingest.faults import Fault
from ingest.yaml_text import parsed

STATUS = "held_status"
"""The column of a ledger that says whether what is registered took place."""
_FILE = Path(__file__).resolve().parents[2] / "data" / "intake" / "not_held.yaml"
_KINDS = ("not_held", "held", "done_after", "remark_words")


@cache
def _words(stamp: int) -> dict[str, tuple[str, ...]]:
    content = parsed(_FILE.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != set(_KINDS):
        raise UserError(f"data/intake/{_FILE.name} 里应当正好有这些键：{'、'.join(_KINDS)}。")
    return {kind: tuple(str(word) for word in content[kind]) for kind in _KINDS}


def fault_not_held(draft: Draft) -> None:
    """Send back rows of what was not held; flag a 状态 that is not known, which counts as held."""
    columns = {column.id for column in draft.ledger.columns}
    if STATUS not in columns:
        return
    words = _words(_FILE.stat().st_mtime_ns)
    header = draft.ledger.column(STATUS).header
    attended = pl.col("attended") if "attended" in columns else pl.lit(None, dtype=pl.Int64)
    remark = pl.col("remark") if "remark" in columns else pl.lit(None, dtype=pl.String)
    told = draft.frame.select("_sheet", "_row", STATUS, remark.alias("_remark"), attended.alias("_attended"))
    faults: list[Fault] = []
    for sheet, row, status, said, count in told.iter_rows():
        faults += _fault_of_status(sheet, row, header, status, words)
        if said and not count:
            faults += _fault_of_remark(sheet, row, said, words["remark_words"])
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


def _fault_of_remark(sheet: str, row: int, said: str, words: Sequence[str]) -> Iterator[Fault]:
    """Yield the fault of a row without 实到人数 whose remark has one of the words."""
    word = next((word for word in words if word in said), None)
    if word is not None:
        message = f"备注写有“{word}”而没有实到人数，看来没有开展，不计入。确已开展的，请填写实到人数或改备注。"
        yield Fault(sheet, row, "备注", message)
