"""问一句: from a question to its answer, or to the reason why there is none; what is shown is what the pages show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboards.ask import figures, guessing, places, queries, wording
from dashboards.ask.answer import About, Answer, refused
from dashboards.ask.catalogue import Catalogue, catalogue
from dashboards.ask.meaning import Meaning
from dashboards.ask.periods import Period
from dashboards.ask.question import Question, question
from dashboards.ask.reading import words_of
from dashboards.ask.text import LONGEST, compared, names_a_span
from dashboards.database import definitions, units
from dashboards.database.reader import Reader
from dashboards.shared.labels import LEVELS
from dashboards.shared.page_registry import title_of
from dashboards.shared.unit import UnitKey
from pipeline.policy.spoken_words import spoken_words

_ORDER = tuple(LEVELS)


@dataclass(frozen=True)
class Asked:
    """A question with what it is held against: its words as compared, the catalogue, the build's day and first year."""

    text: str
    question: Question
    catalogue: Catalogue
    as_of: dt.date
    first_year: int


def answer(reader: Reader, text: str, as_of: dt.date, first_year: int) -> Answer:
    """Return the answer to a question, seen from the day that the build looks at."""
    if len(text) > LONGEST:
        return refused(f"问题太长，请在 {LONGEST} 个字以内说出指标、单位和时期。")
    if names_a_span(text):
        return refused(wording.TWO_PERIODS)
    plain = compared(text)
    by_letters = bool(re.search("[a-z]", plain))
    known = catalogue(definitions.indicators(reader), queries.named_units(reader), by_letters)
    asked = Asked(plain, question(words_of(plain, known), as_of), known, as_of, first_year)
    return next(_refusals(reader, asked), None) or _answered(reader, asked)


def _refusals(reader: Reader, asked: Asked) -> Iterator[Answer]:
    """Yield why a question has no answer, whatever it asks for."""
    one = asked.question
    if one.not_answered:
        yield _has_no_number(reader, one)
    yield from _not_understood(asked)
    if len(one.indicators) > 1:
        yield refused(wording.TWO_INDICATORS, guesses=tuple(each.label for each in one.indicators))
    if len(one.units) + len(one.own) > 1:
        yield refused(wording.TWO_UNITS)
    yield from _without_data(asked)


def _not_understood(asked: Asked) -> Iterator[Answer]:
    one = asked.question
    if one.unknown:
        guesses = guessing.nearest(asked.text, one.unknown[0], asked.catalogue)
        yield refused(wording.unknown(one.unknown), guesses=guesses)
    if one.unclear:
        word = one.unclear[0]
        yield refused(wording.unclear(word), guesses=guessing.instead(asked.text, word))


def _without_data(asked: Asked) -> Iterator[Answer]:
    period = asked.question.period
    if period is None:
        yield refused(wording.TWO_PERIODS)
    elif period.start > asked.as_of:
        yield refused(wording.not_begun(period))
    elif period.start.year < asked.first_year:
        yield refused(wording.too_early(period, asked.first_year))


def _has_no_number(reader: Reader, one: Question) -> Answer:
    said = spoken_words().not_answered[int(one.not_answered[0].key)]
    indicator = one.indicators[0].key if len(one.indicators) == 1 else ""
    return refused(said.reason, places.of_page(reader.viewer, said.page, indicator) if said.page else None)


def _answered(reader: Reader, asked: Asked) -> Answer:
    one = asked.question
    definition = _definition(reader, one)
    if definition is not None and one.is_defining and not one.statuses:
        return Answer((wording.definition(definition),), places.of_page(reader.viewer, "metric", one.indicators[0].key))
    if one.asks_for_figures:
        return _figures(reader, asked, definition)
    if one.pages:
        return _page(reader, one.pages[0])
    return _figures(reader, asked, None) if one.units or one.own else refused(wording.NOTHING_ASKED)


def _page(reader: Reader, page: Meaning) -> Answer:
    place = places.of_page(reader.viewer, page.key)
    if place is None:
        return refused(f"身份“{reader.viewer.role}”无权查看“{title_of(page.key)}”。")
    return Answer((f"“{page.label}”在左侧菜单里，点下面的链接打开。",), place)


def _definition(reader: Reader, one: Question) -> Mapping[str, object] | None:
    if not one.indicators:
        return None
    found = definitions.indicators(reader)
    return found.filter(found["indicator_code"] == one.indicators[0].key).row(0, named=True)


def _figures(reader: Reader, asked: Asked, definition: Mapping[str, object] | None) -> Answer:
    one, viewer = asked.question, reader.viewer
    about = _about(reader, one)
    if about is None:
        return refused(wording.outside(one.own[0].key))
    level = _level(one, about.unit.unit_level)
    if level is not None and _ORDER.index(level) < _ORDER.index(viewer.unit_level):
        return refused(wording.outside(level))
    if level is not None:
        return figures.spread(reader, about, level, one, definition)
    return figures.value(reader, about, definition) if definition else figures.standing(reader, about, one)


def _about(reader: Reader, one: Question) -> About | None:
    """Return whom and when a question is about, the viewer's own unit if it names none; None for what lies above it."""
    viewer, period = reader.viewer, one.period
    assert isinstance(period, Period)
    indicator = one.indicators[0].key if one.indicators else ""
    if one.units:
        level, _, unit_id = one.units[0].key.partition("/")
        return About(UnitKey(level, unit_id), _called(level, one.units[0].label), period, indicator)
    if one.own and one.own[0].key not in ("any", viewer.unit_level):
        return None
    own = units.unit(reader, viewer.unit)
    return About(viewer.unit, _called(viewer.unit_level, own.unit_name if own else ""), period, indicator)


def _called(level: str, name: str) -> str:
    """Return a unit's name as an answer says it: the committee of the district stands for the whole of it."""
    return LEVELS[level] if level == "district" else name


def _level(one: Question, of_unit: str) -> str | None:
    """Return the level of the units that are to be listed; None where a question is about one unit."""
    if one.levels:
        return _named_level(one, of_unit)
    if one.asks_for_units and of_unit != "branch":
        return "branch" if of_unit == "school" else "school"
    return None


def _named_level(one: Question, of_unit: str) -> str | None:
    """Return the level that a question names; None where that only says what the unit is (我们支部)."""
    level = one.levels[-1].key
    if level == of_unit and not one.is_listing:
        return None
    return None if one.units and _ORDER.index(level) < _ORDER.index(of_unit) else level
