"""Of the ledgers that could take a file of few columns, the one in which all its rows are live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from ingest.draft import Delivered, Draft
from ingest.landing.standing import Standing
from ingest.landing.store import Store
from ingest.landing.validation import Validator
from ingest.sender import Sender


class Chosen(NamedTuple):
    """What a file is landed as, and what counts of that ledger before it."""

    draft: Draft
    standing: Standing


def known_in(
    file: Delivered, store: Store, validator: Validator, events: Sequence[pl.DataFrame], sender: Sender | None
) -> list[Chosen]:
    """Return the one candidate of a file whose rows are all live, checked; its `drafts` if there is none, or several.

    Where it has no drafts either, what is said of it stands in its `refusal`. Of two that know all rows the one counts
    that reads more of its columns.
    """

    def checked(draft: Draft) -> Chosen:
        standing = Standing(store.index, draft.ledger, {draft.sha256})
        validator.validate([draft], events, standing, lambda draft, number: None)
        return Chosen(draft, standing)

    allowed = [each for each in file.candidates if sender is None or sender.refusal(each.draft.ledger) is None]
    checks = [(each, checked(each.draft)) for each in allowed]
    known = [(each, found) for each, found in checks if each.draft.is_known]
    if len(checks) == len(file.candidates) == 1 and not file.drafts and allowed[0].draft.refusal is None:
        known = checks  # no other ledger has such columns: what is new goes back row by row
    if not known:
        file.refusal = _of_none(file)
        return [checked(draft) for draft in file.drafts]
    first = known[0][0]
    if any(_unread(each.draft) == _unread(first.draft) for each, _ in known[1:]):
        file.refusal, file.refused_ledger = _of_several([each.draft for each, _ in known]), None
        return []
    file.refusal, file.positions = None, first.positions
    return [known[0][1]]


def _unread(draft: Draft) -> int:
    return sum(use.state != "read" for use in draft.column_uses)


def _of_none(file: Delivered) -> str | None:
    """Return the sentence about a file of which no ledger knows all rows; where it was landed as another, none."""
    if file.refusal is None:
        return None
    titles = "、".join(f"“{each.draft.ledger.title}”" for each in file.candidates)
    return (
        f"{file.refusal}如果只是更新以前报送过的行，可以只报编号和要更新的列，"
        f"但每一行都要是报送过的；这些行与已经入库的{titles}没有全部对上，请核对编号。"
    )


def _of_several(drafts: Sequence[Draft]) -> str:
    titles = "、".join(f"“{draft.ledger.title}”" for draft in drafts)
    return (
        f"这些列和编号在{titles}里都对得上，分不清要更新的是哪一种台账。"
        "请在标题或文件名中写明台账名称，或补上必填列后重新报送，整个文件没有入库。"
    )
