"""Which ledger the title, tab or file name of a table calls it by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.ledger import Ledger
from ingest.text.chinese import normalise, simplify


def ledger_called(places: Sequence[str], ledgers: Iterable[Ledger]) -> Ledger | None:
    """Return the ledger that the nearest place with a word of one calls it by.

    What a Chinese title is of stands last: 主题党日活动签到表 is a sign-in sheet. None if that names two ledgers.
    """
    words = [(word, ledger) for ledger in ledgers for word in ledger.called]
    meant = next(filter(None, (_last_called(place, words) for place in places)), {})
    return meant.popitem()[1] if len(meant) == 1 else None


def _last_called(place: str, words: Sequence[tuple[str, Ledger]]) -> dict[str, Ledger]:
    """Return the ledgers of which a word ends last in a text, by id; of 积极分子名册 and 名册 the longer counts."""
    text = simplify(normalise(place)).replace(" ", "")
    found = [((text.rindex(word) + len(word), len(word)), ledger) for word, ledger in words if word in text]
    last = max((end for end, _ in found), default=(0, 0))
    return {ledger.id: ledger for end, ledger in found if end == last}
