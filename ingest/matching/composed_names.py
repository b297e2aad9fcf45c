"""Names that nobody registered, and that those registered leave no doubt about: 一中退休教师党支部 below 一中党总支."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from ingest.matching.organisation_names import canonical_name, split_as_written, without_district

_OF_PEOPLE = re.compile(r"(?<=..)(?:教师|教职工|教工|职工|党员|干部)$")
"""What may be left out of the end of a branch's own name: 退休教师, 高一教师."""


def composed_names(own: Iterable[str], upper: Iterable[str]) -> set[str]:
    """Return what else an organisation may be called, in the form in which names are compared.

    Its names without their district, or with it; and what it is called below the organisation above it (`upper`: its
    names), behind each name that this one goes by. The names that it has itself may be among them.
    """
    stems = [split_as_written(name) for name in own]
    above = [split_as_written(name) for name in upper]
    districts = {stem.removesuffix(without_district(stem)) for stem, _ in (*stems, *above)} - {""}
    composed = (
        text
        for stem, kind in stems
        if kind is not None
        for text in (*_with_and_without(stem, kind, districts), *_composed(stem, kind, above, districts))
    )
    return {canonical_name(text) for text in composed}


def _with_and_without(stem: str, kind: str, districts: set[str]) -> Iterator[str]:
    yield without_district(stem) + kind
    if without_district(stem) == stem:
        yield from (district + stem + kind for district in districts)


def _composed(stem: str, kind: str, above: list[tuple[str, str | None]], districts: set[str]) -> Iterator[str]:
    tails = (stem.removeprefix(upper) for upper, _ in above if upper and stem.startswith(upper))
    tail = min(tails, key=len, default="")
    ends = dict.fromkeys((tail, _OF_PEOPLE.sub("", tail))) if tail else ()
    for upper, upper_kind in above:
        for head, end in product(_heads(upper, districts), ends):
            yield head + end + kind
            yield f"{head}{upper_kind or ''}{end}{kind}"


def _heads(upper: str, districts: set[str]) -> Iterable[str]:
    bare = without_district(upper)
    return dict.fromkeys((upper, bare, *(district + bare for district in districts)))
