"""What a question asks for, once its words are known; pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboards.ask import periods
from dashboards.ask.meaning import Kind, Meaning, Said
from dashboards.ask.periods import Period

_FURTHER = (Kind.INDICATOR, Kind.STATUS, Kind.UNIT, Kind.PART, Kind.OWN)
_SHORT = 2


@dataclass(frozen=True)
class Question:
    """The parts of a question; `unknown` are stretches that nobody knows, `unclear` words that mean several things."""

    indicators: tuple[Meaning, ...] = ()
    units: tuple[Meaning, ...] = ()
    pages: tuple[Meaning, ...] = ()
    statuses: tuple[Meaning, ...] = ()
    own: tuple[Meaning, ...] = ()
    levels: tuple[Meaning, ...] = ()
    not_answered: tuple[Meaning, ...] = ()
    period: Period | None = None
    names_period: bool = False
    is_listing: bool = False
    lists_units: bool = False
    is_defining: bool = False
    unknown: tuple[str, ...] = ()
    unclear: tuple[Said, ...] = ()

    @property
    def asks_for_figures(self) -> bool:
        """Whether it is about values: of an indicator, at a status, or of the units of a level."""
        return bool(self.indicators or self.statuses or (self.is_listing and self.levels))

    @property
    def asks_for_units(self) -> bool:
        """Whether units are to be listed though no level is named: 谁, or 哪些 of an indicator."""
        return self.lists_units or bool(self.is_listing and self.indicators)


def question(said: list[Said], today: dt.date) -> Question:
    """Return what the words of a question ask for, seen from the day that the build looks at."""
    plain = _settled(said)
    by_kind: dict[Kind, list[Meaning]] = {kind: [] for kind in Kind}
    for word in plain:
        if len(word.meanings) == 1:
            by_kind[word.meanings[0].kind].append(word.meanings[0])
    keys = [one.key for one in by_kind[Kind.PERIOD]]
    return Question(
        indicators=_once(by_kind[Kind.INDICATOR]),
        units=_innermost([*by_kind[Kind.UNIT], *by_kind[Kind.PART]]),
        pages=_once(by_kind[Kind.PAGE]),
        statuses=_once(by_kind[Kind.STATUS]),
        own=_once(by_kind[Kind.OWN]),
        levels=_once(by_kind[Kind.LEVEL]),
        not_answered=_once(by_kind[Kind.NOT_ANSWERED]),
        period=periods.period(keys, today),
        names_period=bool(keys),
        is_listing=bool(by_kind[Kind.LISTING]),
        lists_units=any(one.key for one in by_kind[Kind.LISTING]),
        is_defining=bool(by_kind[Kind.DEFINING]),
        unknown=_unknown(plain),
        unclear=tuple(word for word in plain if len(word.meanings) > 1),
    )


def _settled(said: list[Said]) -> list[Said]:
    """Return the words with the meanings that go with the others: 一支部 is the branch of the school that is named."""
    certain = [word.meanings[0] for word in said if len(word.meanings) == 1]
    named = {one.key.partition("/")[2] for one in certain}
    beside = Kind.PAGE if any(one.kind in _FURTHER for one in certain) else Kind.DEFINING
    return [Said(word.text, _fitting(word.meanings, named, beside)) for word in said]


def _fitting(meanings: tuple[Meaning, ...], named: set[str], beside: Kind) -> tuple[Meaning, ...]:
    """Return the meanings that lie in a unit that is named; of several, those that are not of the kind `beside`."""
    left = tuple(one for one in meanings if one.inside & named) or meanings
    return tuple(one for one in left if one.kind is not beside) or left if len(left) > 1 else left


def _unknown(said: list[Said]) -> tuple[str, ...]:
    """Return the words that nobody knows, with what belongs to them: 东城片区 is not known, not 东城.

    The 片区 or 支部 that follows does, and before one or two letters the unit that they were taken off (秋实小学).
    """
    before = ("", *(word.text if _is(Kind.UNIT, word) else "" for word in said[:-1]))
    after = (*(word.text if _is(Kind.LEVEL, word) else "" for word in said[1:]), "")
    whole = (
        (word, (unit if len(word.text) <= _SHORT else "") + word.text + level)
        for unit, word, level in zip(before, said, after, strict=True)
    )
    return tuple(text for word, text in whole if not word.meanings)


def _is(kind: Kind, word: Said) -> bool:
    return any(one.kind is kind for one in word.meanings)


def _once(meanings: list[Meaning]) -> tuple[Meaning, ...]:
    return tuple(dict.fromkeys(meanings))


def _innermost(units: list[Meaning]) -> tuple[Meaning, ...]:
    """Return the units that are named, without those that only say where another lies."""
    once = {one.key: one for one in units}
    around = {above for one in once.values() for above in one.inside}
    inner = [one for one in once.values() if one.key.partition("/")[2] not in around]
    return tuple(inner)
