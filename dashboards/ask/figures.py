"""Answers with numbers: a unit's value, how a unit stands, and the units inside one by status."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.ask import places, queries, wording
from dashboards.ask.answer import About, Answer, refused
from dashboards.ask.question import Question
from dashboards.database import submissions, values
from dashboards.database.reader import Reader
from dashboards.shared.labels import LEVELS

_ORDER = tuple(LEVELS)
_ALL = 100_000


def value(reader: Reader, about: About, definition: Mapping[str, object]) -> Answer:
    """Return a unit's value of one indicator."""
    found = values.standing(reader, about.unit, *about.period.asked)
    mine = found.filter(pl.col("indicator_code") == about.indicator)
    if mine.is_empty():
        return refused(_no_value(reader, about, definition), places.of_page(reader.viewer, "metric", about.indicator))
    row = mine.row(0, named=True)
    return Answer(
        (*wording.value(about, row), wording.definition(definition)),
        places.of_unit(reader.viewer, about),
        about,
        is_confidential=_is_logged(reader, mine),
    )


def standing(reader: Reader, about: About, asked: Question) -> Answer:
    """Return how a unit stands: its indicators by status, or those at the statuses that were asked for."""
    place = places.of_unit(reader.viewer, about)
    frame = values.standing(reader, about.unit, *about.period.asked)
    if frame.is_empty():
        return refused(f"{about.unit_name}{wording.when(about.period)}没有数据。", place)
    found = wording.chosen(frame, [one.key for one in asked.statuses])
    lines = [wording.standing(about, frame, _words(asked), found)]
    if _asks_for_ledgers(asked):
        return Answer((*lines, *ledgers(reader, about).lines), place, about, is_confidential=_is_logged(reader, frame))
    return Answer(tuple(lines), place, about, is_confidential=_is_logged(reader, frame))


def ledgers(reader: Reader, about: About) -> Answer:
    """Return which organisations of a unit have ledgers missing, as the page 数据报送 counts them."""
    place = places.of_page(reader.viewer, "submit")
    frame = submissions.matrix(reader, about.period.start.year, limit=_ALL).filter(
        pl.col("month").is_between(about.period.start, about.period.end)
    )
    if about.unit != reader.viewer.unit:
        inside = queries.named_units(reader).filter(_lies_in(about.unit.unit_id))["unit_id"]
        frame = frame.filter(pl.col("unit_id").is_in(inside.to_list()))
    return Answer((wording.ledgers(about, frame),), place, about)


def spread(
    reader: Reader, about: About, level: str, asked: Question, definition: Mapping[str, object] | None
) -> Answer:
    """Return the units of a level inside a unit by status, of one indicator or of all."""
    if _ORDER.index(level) <= _ORDER.index(about.unit.unit_level):
        return refused(wording.nothing_inside(about, level))
    if definition is None and not asked.statuses:
        return refused(wording.NO_STATE)
    if _asks_for_ledgers(asked):
        return ledgers(reader, about)
    inside = None if about.unit.unit_level == "district" else about.unit.unit_id
    frame = queries.states_inside(reader, level, *about.period.asked, inside, about.indicator or None)
    place = places.of_spread(reader.viewer, about, level)
    if frame.is_empty():
        return refused(_none_inside(reader, about, level, definition), place)
    lines = _spread_lines(about, level, asked, definition, frame)
    return Answer(lines, place, about, is_confidential=_is_logged(reader, frame))


def _spread_lines(
    about: About, level: str, asked: Question, definition: Mapping[str, object] | None, frame: pl.DataFrame
) -> tuple[str, ...]:
    found = wording.chosen(frame, [one.key for one in asked.statuses])
    if definition is None:
        return (wording.spread(about, level, "", frame, _words(asked), found),)
    first = wording.spread(about, level, str(definition["name_zh"]), frame, _words(asked), found)
    return first, wording.definition(definition)


def _asks_for_ledgers(asked: Question) -> bool:
    return any(one.key == "not_reported" for one in asked.statuses) and not asked.indicators


def _lies_in(unit_id: str) -> pl.Expr:
    """Return whether a unit is the one of this id, or lies in it."""
    schools = pl.col("school_ids").fill_null("").str.split("、")
    return (
        (pl.col("unit_id") == unit_id)
        | (pl.col("area_id") == unit_id).fill_null(False)
        | (pl.col("school_id") == unit_id).fill_null(False)
        | schools.list.contains(unit_id)
    )


def _words(asked: Question) -> str:
    return "、".join(one.label for one in asked.statuses)


def _is_logged(reader: Reader, frame: pl.DataFrame) -> bool:
    """Tell whether an answer shows discipline to whoever may see it by unit: it is written down, as on the pages."""
    return reader.viewer.sees_confidential and bool(frame["is_confidential"].any())


def _no_value(reader: Reader, about: About, definition: Mapping[str, object]) -> str:
    below = about.unit.unit_level in ("school", "branch")
    is_withheld = bool(definition["is_confidential"]) and below and not reader.viewer.sees_confidential
    return wording.no_value(about, definition, is_withheld=is_withheld)


def _none_inside(reader: Reader, about: About, level: str, definition: Mapping[str, object] | None) -> str:
    if definition is None:
        return f"{about.unit_name}{wording.when(about.period)}没有数据。"
    is_withheld = bool(definition["is_confidential"]) and level in ("school", "branch")
    if is_withheld and not reader.viewer.sees_confidential:
        return f"“{definition['name_zh']}”是纪律数据，{LEVELS[level]}一级的数只有纪检专员可见。"
    return f"{about.unit_name}{wording.when(about.period)}，{LEVELS[level]}都没有“{definition['name_zh']}”的数。"
