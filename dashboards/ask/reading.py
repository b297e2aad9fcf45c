"""A question cut into words that are known: as few letters as can be are left over, then as few words; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dashboards.ask import periods
from dashboards.ask.catalogue import Catalogue
from dashboards.ask.meaning import Kind, Meaning, Said

_SPACE = (Meaning(Kind.FILLER, ""),)


class _Way(NamedTuple):
    """How the rest of a question can be read: letters left over, words, distance from names; and the first word."""

    cost: tuple[int, int, int]
    length: int
    meanings: tuple[Meaning, ...]


def words_of(text: str, catalogue: Catalogue) -> list[Said]:
    """Return a question (as `compared` makes it) word by word; letters that nobody knows stand together."""
    ways = [_Way((0, 0, 0), 0, ())] * (len(text) + 1)
    for place in reversed(range(len(text))):
        left, words, far = ways[place + 1].cost
        best = _Way((left + 1, words, far), 1, ())
        for length, rank, meanings in _known(text, place, catalogue):
            left, words, far = ways[place + length].cost
            best = min(best, _Way((left, words + (meanings is not _SPACE), far + rank), length, meanings), key=_cost)
        ways[place] = best
    return _joined(text, ways)


def _cost(way: _Way) -> tuple[int, int, int]:
    return way.cost


def _known(text: str, place: int, catalogue: Catalogue) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    if text[place] == " ":
        yield 1, 0, _SPACE
    for length, key in periods.at(text, place):
        if not _is_cut(text, place, length):
            yield length, 0, (Meaning(Kind.PERIOD, key),)
    for length in range(1, min(catalogue.longest, len(text) - place) + 1):
        found = catalogue.spoken.get(text[place : place + length])
        if found and not _is_cut(text, place, length):
            yield length, *found


def _is_cut(text: str, place: int, length: int) -> bool:
    """Tell whether a stretch begins or ends inside a word of letters or a number."""
    ends = ((place - 1, place), (place + length - 1, place + length))
    return any(
        before >= 0 and after < len(text) and _is_letter(text[before]) and _is_letter(text[after])
        for before, after in ends
    )


def _is_letter(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _joined(text: str, ways: list[_Way]) -> list[Said]:
    said: list[Said] = []
    place = 0
    while place < len(text):
        way = ways[place]
        piece = text[place : place + way.length]
        if not way.meanings and said and not said[-1].meanings:
            said[-1] = Said(said[-1].text + piece)
        else:
            said.append(Said(piece, way.meanings))
        place += way.length
    return said
