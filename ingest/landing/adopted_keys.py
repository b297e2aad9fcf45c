"""Rows whose file lacks required columns of the key, and yet has a number: they mean the row that is live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import polars as pl

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.landing.absent_columns import brought_sets, cannot_tell, headers_of, is_brought
from ingest.ledger import Ledger
from ingest.schema import BROUGHT, key_columns, owner_column, tells_rows_apart


def adopt_keys_by_number(
    draft: Draft, live: Callable[[], pl.DataFrame], within: Callable[[], frozenset[str] | None]
) -> None:
    """Give rows whose file lacks required columns of the key the key of the one live row that has their number.

    任务编号 and 完成日期 mean the task that is registered; that is flagged, for next year's may have its number. `live`
    returns the live rows; those of owners that `within` does not return are not looked at (None is all).
    """
    ledger = draft.ledger
    for text, brought in brought_sets(draft).items():
        absent = [name for name in key_columns(ledger) if not is_brought(name, ledger, brought)]
        missing = frozenset(column.id for column in ledger.required) - brought
        if missing.intersection(ledger.key) and tells_rows_apart(ledger, missing, brought):
            _adopt(draft, text, absent, _of(within(), live(), ledger))


def _of(owners: frozenset[str] | None, live: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    owner = owner_column(ledger)
    return live if owners is None or owner is None else live.filter(pl.col(owner).is_in(list(owners)))


def _adopt(draft: Draft, text: str, absent: list[str], live: pl.DataFrame) -> None:
    """Adopt the keys of the rows that have the columns named in `text`."""
    ledger = draft.ledger
    rest = [name for name in key_columns(ledger) if name not in absent]
    known: defaultdict[tuple[Any, ...], list[tuple[str, tuple[Any, ...]]]] = defaultdict(list)
    for key, *values in live.select("row_key", *rest, *absent).iter_rows():
        known[tuple(values[: len(rest)])].append((key, tuple(values[len(rest) :])))
    faults: list[Fault] = []
    frame = draft.frame.select(pl.col(BROUGHT) == text, "_sheet", "_row", *rest)
    for place, (is_meant, sheet, row, *values) in enumerate(frame.iter_rows()):
        found = known.get(tuple(values), []) if is_meant else []
        if len(found) == 1:
            draft.row_keys[place] = found[0][0]
            faults.append(Fault(sheet, row, None, _adopted(ledger, absent, found[0][1]), "flag"))
        elif found:
            faults.append(Fault(sheet, row, None, cannot_tell(ledger, absent, len(found))))
    draft.add(faults)


def _adopted(ledger: Ledger, absent: list[str], values: tuple[Any, ...]) -> str:
    told = "、".join(str(value) for value in values if value is not None)
    return f"文件里没有“{headers_of(ledger, absent)}”列，按以前报送的那一行（{told}）记入，需核实。"
