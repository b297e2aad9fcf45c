"""Of the ledgers that could take a file of few columns, the one in which all its rows are live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from ingest.draft import Candidate, Delivered, Draft
from ingest.landing.standing import Standing
from ingest.landing.store import Store
from ingest.landing.validation import Validator
from ingest.sender import Sender


class Chosen(NamedTuple):
    """What a file is landed as, and what counts of that ledger before it."""

    draft: Draft
    standing: Standing


@dataclass(frozen=True, slots=True)
class Inquiry:
    """With what the rows of a file are held against what is live: the home, and the events of the delivery."""

    store: Store
    validator: Validator
    events: Sequence[pl.DataFrame]
    sender: Sender | None

    def refusal(self, draft: Draft) -> str | None:
        """Return why a draft is not taken from the sender, or None."""
        return None if self.sender is None else self.sender.refusal(draft.ledger)

    def checked(self, draft: Draft) -> Chosen:
        """Resolve and check a draft that is alone in its ledger."""
        standing = Standing(self.store.index, draft.ledger, {draft.sha256})
        self.validator.validate([draft], self.events, standing, lambda each, number: None)
        return Chosen(draft, standing)


def known_in(file: Delivered, ask: Inquiry) -> list[Chosen]:
    """Return the one candidate of a file whose rows are all live, checked; its `drafts` if there is none.

    Where it has no drafts either, or several candidates know all rows, what is said of it stands in its `refusal`. Of
    two the one counts that reads more of the columns.
    """
    checks = [(each, ask.checked(each.draft)) for each in file.candidates if ask.refusal(each.draft) is None]
    known = _knowing(file, checks)
    if not known:
        file.refusal = _of_none(file) or next(filter(None, map(ask.refusal, file.drafts)), None)
        return [ask.checked(draft) for draft in file.drafts if ask.refusal(draft) is None]
    (first, chosen), *others = known
    if any(_unread(each.draft) == _unread(first.draft) for each, _ in others):
        file.refusal, file.refused_ledger = _of_several([each.draft for each, _ in known]), None
        return []
    _take(file, first)
    return [chosen]


def _take(file: Delivered, chosen: Candidate) -> None:
    """Read the file as the chosen candidate does: its sheets are none that were not read."""
    file.refusal, file.positions = None, chosen.positions
    file.ignored_sheets = [name for name in file.ignored_sheets if name not in chosen.draft.sheets]


def _knowing(file: Delivered, checks: list[tuple[Candidate, Chosen]]) -> list[tuple[Candidate, Chosen]]:
    """Return the candidates that know all rows, or the one that there is if it knows any: the rest goes back by row."""
    if len(file.candidates) == 1 and not file.drafts:
        return [(each, found) for each, found in checks if each.draft.refusal is None]
    return [(each, found) for each, found in checks if each.draft.is_known]


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
