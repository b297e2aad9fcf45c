"""Rows of a file that differ in their 备注 alone are one row: they say nothing else twice, and none of them is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.schema import content_schema


def join_remarks(draft: Draft) -> None:
    """Give rows with one key that differ in their remark alone all their remarks, and flag the first of them.

    To be called once keys are known and before what rows say is compared.
    """
    names = [column.id for column in draft.ledger.columns if column.is_remark and column.id in draft.frame.columns]
    for name in names:
        said = draft.frame[name].to_list()
        for places in _alike_but(draft, name):
            joined = "；".join(dict.fromkeys(text for place in places if (text := said[place])))
            for place in places:
                said[place] = joined
            draft.add([_flag(draft, places, draft.ledger.column(name).header)])
        draft.frame = draft.frame.with_columns(pl.Series(name, said, dtype=draft.frame.schema[name]))


def _alike_but(draft: Draft, name: str) -> Iterator[list[int]]:
    """Yield the places of sound rows with one key that are alike in all but the column `name`, and not in that."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    faulty = draft.faulty_places()
    for place, key in enumerate(draft.row_keys):
        if key is not None and place not in faulty:
            groups[key].append(place)
    content = [one for one in content_schema(draft.ledger) if one in draft.frame.columns]
    for places in filter(lambda some: len(some) > 1, groups.values()):
        rows = draft.frame[places].select(content)
        if rows[name].n_unique() > 1 and rows.drop(name).is_duplicated().all() and rows.drop(name).n_unique() == 1:
            yield places


def _flag(draft: Draft, places: list[int], header: str) -> Fault:
    sheets, rows = draft.frame["_sheet"], draft.frame["_row"]
    first, *others = places
    named = "、".join(
        f"第 {rows[one]} 行" if sheets[one] == sheets[first] else f"工作表“{sheets[one]}”第 {rows[one]} 行"
        for one in others
    )
    message = (
        f"与{named}只有{header}不同，记为一条，{header}合在一起，需核实。如果是两次，请写明各自的日期或主题，再报送。"
    )
    return Fault(sheets[first], rows[first], None, message, "flag")
