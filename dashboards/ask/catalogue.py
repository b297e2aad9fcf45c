"""What a viewer can ask for: every name and way of saying it, with what it means; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from dashboards.ask import names
from dashboards.ask.meaning import Kind, Meaning
from dashboards.ask.text import compared
from dashboards.shared.kept import kept
from dashboards.shared.labels import DEPTHS, STATUSES
from dashboards.shared.page_registry import PAGES
from pipeline.policy.spoken_words import spoken_words

_BY_NAME, _SHORTENED, _BY_INITIALS = 0, 1, 2
_SPOKEN = Iterator[tuple[str, int, Meaning]]
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class Catalogue:
    """Ways of saying things, each with how near it is to the name, and what it means; those nearest to a name win."""

    spoken: Mapping[str, tuple[int, tuple[Meaning, ...]]]

    @cached_property
    def longest(self) -> int:
        """How many letters the longest way of saying something has."""
        return max(map(len, self.spoken), default=0)

    @property
    def kept_bytes(self) -> int:
        """About what the catalogue holds in memory."""
        return 400 * len(self.spoken)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What can be asked for by itself: each way of saying it that means one thing alone, with that thing's name."""
        wanted = (Kind.INDICATOR, Kind.PAGE, Kind.UNIT)
        single = ((way, found[0]) for way, (_, found) in self.spoken.items() if len(found) == 1)
        return {way: one.label for way, one in single if one.kind in wanted}


@kept
def catalogue(indicators: pl.DataFrame, units: pl.DataFrame, by_letters: bool) -> Catalogue:
    """Return what can be asked for by whoever sees these indicators and units; `by_letters` with pinyin initials."""
    said: dict[str, tuple[int, dict[Meaning, None]]] = {}
    everything = [*_indicators(indicators), *_units(units), *_pages(), *_statuses(), *_grammar()]
    for way, rank, meaning in [*everything, *(_initials(everything) if by_letters else ())]:
        best, meanings = said.setdefault(way, (rank, {}))
        if rank < best:
            said[way] = rank, {meaning: None}
        elif rank == best:
            meanings[meaning] = None
    return Catalogue({way: (rank, tuple(meanings)) for way, (rank, meanings) in said.items()})


def _indicators(frame: pl.DataFrame) -> _SPOKEN:
    words = spoken_words().indicators
    for code, name in frame.select("indicator_code", "name_zh").iter_rows():
        meaning = Meaning(Kind.INDICATOR, code, name)
        yield from _named(words.get(code, ()), meaning)
        yield from ((way, _BY_NAME, meaning) for way in map(compared, (code, name)))
        yield from ((way, _SHORTENED, meaning) for way in names.of_indicator(code, name))


def _units(frame: pl.DataFrame) -> _SPOKEN:
    rows = frame.to_dicts()
    schools = {row["unit_id"]: str(row["unit_name"]) for row in rows if row["unit_level"] == "school"}
    for row in rows:
        is_branch = row["unit_level"] == "branch"
        meaning, name = _unit(row), str(row["unit_name"])
        yield compared(name), _BY_NAME, meaning
        yield from ((way, _SHORTENED, meaning) for way in (names.of_branch if is_branch else names.of_unit)(name))
        parts = names.of_part(name, schools.get(row["school_id"], "")) if is_branch else ()
        yield from ((way, _BY_NAME, replace(meaning, kind=Kind.PART)) for way in parts)


def _unit(row: Mapping[str, Any]) -> Meaning:
    above = {row["area_id"], row["school_id"], *(row["school_ids"] or "").split("、")} - {row["unit_id"], None, ""}
    return Meaning(Kind.UNIT, f"{row['unit_level']}/{row['unit_id']}", str(row["unit_name"]), frozenset(above))


def _pages() -> _SPOKEN:
    words = spoken_words().pages
    for name, page in PAGES.items():
        yield from _named((page.title, *words.get(name, ())), Meaning(Kind.PAGE, name, page.title))


def _statuses() -> _SPOKEN:
    labels = {**STATUSES, **DEPTHS}
    for code, words in spoken_words().statuses.items():
        yield from _named(words, Meaning(Kind.STATUS, code, words[0]))
    told = {word for words in spoken_words().statuses.values() for word in words}
    for code, look in labels.items():
        if look.word not in told:
            yield from _named((look.word,), Meaning(Kind.STATUS, code, look.word))


def _grammar() -> _SPOKEN:
    spoken = spoken_words()
    for level, words in spoken.own.items():
        yield from _named(words, Meaning(Kind.OWN, level, words[0]))
    for level, words in spoken.levels.items():
        yield from _named(words, Meaning(Kind.LEVEL, level, words[0]))
    yield from _named(spoken.listing_units, Meaning(Kind.LISTING, "units"))
    single = (
        (Kind.LISTING, spoken.listing), (Kind.DEFINING, spoken.defining),
        (Kind.FINDING, spoken.finding), (Kind.FILLER, spoken.filler),
    )  # fmt: skip
    for kind, words in single:
        yield from _named(words, Meaning(kind, ""))
    for number, one in enumerate(spoken.not_answered):
        yield from _named(one.words, Meaning(Kind.NOT_ANSWERED, str(number), one.reason))


def _named(words: Iterable[str], meaning: Meaning) -> _SPOKEN:
    return ((compared(word), _BY_NAME, meaning) for word in words)


def _initials(everything: Iterable[tuple[str, int, Meaning]]) -> _SPOKEN:
    silent = (Kind.FILLER, Kind.LISTING, Kind.DEFINING, Kind.NOT_ANSWERED, Kind.FINDING)
    for way, rank, meaning in everything:
        if meaning.kind not in silent and _HAN.search(way):
            yield names.initials(way), _BY_INITIALS + rank, meaning
