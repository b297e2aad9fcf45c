"""Which column is meant where headers read the same: held beats planned, shown beats hidden, a day beats an hour.

One header that goes for two columns is told by its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.cells.cell_text import cell_text
from ingest.cells.dates import read_date
from ingest.cells.errors import CellProblem
from ingest.cells.values import ValueSet
from ingest.ledger import Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.text.chinese import normalise

_PLANNED = re.compile(r"计划|预定|拟定|拟召开|安排|预计")
_HELD = re.compile(r"实际|实施|实召开|已召开")

Values = Callable[[int], Sequence[object]]
"""Gives the first cells under the header at a place."""


_Found = tuple[int, int, str]


class Claim(NamedTuple):
    """A header that could be the column: its rank among the column's names, its place, its text."""

    rank: int
    place: int
    text: str


@dataclass(slots=True)
class Settled:
    """The place that is meant. `spare` serve where it is blank, `addends` add up with it, `rivals` contradict it,
    `unused` are known and not needed."""

    chosen: Claim
    spare: list[Claim] = field(default_factory=list)
    addends: list[Claim] = field(default_factory=list)
    rivals: list[Claim] = field(default_factory=list)
    unused: list[Claim] = field(default_factory=list)


def settle(column: Column, claims: Sequence[Claim], values: Values, hidden: Collection[int]) -> Settled:
    """Decide between the claims of several headers to one column of the ledger."""
    claims = sorted(claims)
    if len(claims) == 1:
        return Settled(claims[0])
    if column.parts and _are_parts(column, claims):
        return Settled(claims[0], addends=list(claims[1:]))
    left = claims
    for is_meant in (_is_total(column), _is_held(claims), _is_shown(hidden), _is_day(column, claims, values)):
        left = list(filter(is_meant, left)) or left
    settled = Settled(left[0], unused=[claim for claim in claims if claim not in left])
    for other in left[1:]:
        _part_of(settled, column, other, values).append(other)
    return settled


def give_way(ledger: Ledger, claims: dict[str, list[tuple[int, int, str]]], values: Values) -> None:
    """Move claims to a column whose header goes for another one too to that one, where their cells hold its values.

    A column of any text (活动主题) gives up a header (会议名称) only to a column that has none, and keeps another one.
    """
    for column in ledger.columns:
        if column.gives_way_to is not None:
            other = ledger.column(column.gives_way_to)
            found = claims.pop(column.id, [])
            moved = _given_up(column, other, found, values)
            if not column.values and other.id in claims:
                moved = []
            # Behind all names that are the other column's own.
            behind = [(len(other.aliases) + 1, place, text) for _, place, text in moved]
            own = {column.id: [claim for claim in found if claim not in moved], other.id: behind}
            for name, more in own.items():
                claims.update({name: [*claims.get(name, []), *more]} if more else {})


def _given_up(column: Column, other: Column, found: Sequence[_Found], values: Values) -> list[_Found]:
    """Return the claims under which stand values of the other column; of any text, unless none would be left."""
    moved = [claim for claim in found if _hold_values(other, values(claim[1]), all_of_them=not column.values)]
    return [] if not column.values and len(moved) == len(found) else moved


def _hold_values(column: Column, cells: Sequence[object], all_of_them: bool) -> bool:
    known = ValueSet(column)
    are_values = [known.one(cell_text(cell)) in (column.values or ()) for cell in cells if not is_blank(cell)]
    return bool(are_values) and (all(are_values) if all_of_them else any(are_values))


def _part_of(settled: Settled, column: Column, other: Claim, values: Values) -> list[Claim]:
    """Return where a claim that is no worse belongs: blank, a text of another name, or one that may contradict."""
    if all(is_blank(value) for value in values(other.place)):
        return settled.unused
    is_free_text = column.kind == "text" and column.values is None
    serves_too = is_free_text and other.text != settled.chosen.text
    return settled.spare if serves_too and not _differ_in_role(column, settled.chosen, other) else settled.rivals


def _differ_in_role(column: Column, one: Claim, other: Claim) -> bool:
    """Tell whether two headers name bodies that do different things: 牵头单位 beside 责任单位."""
    roles = [{role for role in column.roles if role in normalise(claim.text)} for claim in (one, other)]
    return all(roles) and roles[0] != roles[1]


def _are_parts(column: Column, claims: Sequence[Claim]) -> bool:
    """Tell whether the headers are the parts (正式, 预备) that the ledger says add up, each once."""
    named = [_part_in(column, claim) for claim in claims]
    return None not in named and len(set(named)) == len(named)


def _is_total(column: Column) -> Callable[[Claim], bool]:
    """应到 beside 正式党员应到: a total says what its parts do."""
    return lambda claim: _part_in(column, claim) is None


def _part_in(column: Column, claim: Claim) -> str | None:
    return next((part for part in column.parts if part in normalise(claim.text)), None)


def _is_held(claims: Sequence[Claim]) -> Callable[[Claim], bool]:
    if any(_HELD.search(claim.text) for claim in claims):
        return lambda claim: bool(_HELD.search(claim.text))
    return lambda claim: not _PLANNED.search(claim.text)


def _is_shown(hidden: Collection[int]) -> Callable[[Claim], bool]:
    return lambda claim: claim.place not in hidden


def _is_day(column: Column, claims: Sequence[Claim], values: Values) -> Callable[[Claim], bool]:
    """日期 beside 时间: the column whose cells name days."""
    if column.kind != "date":
        return lambda claim: True
    days = {claim.place for claim in claims if any(_names_a_day(value) for value in values(claim.place))}
    return lambda claim: claim.place in days


def _names_a_day(value: object) -> bool:
    if is_blank(value):
        return False
    try:
        read_date(value)
    except CellProblem:
        return False
    return True
