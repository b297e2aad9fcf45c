"""The organisation that stands only in the title, on the tab or in the file name, and short names under 填报单位."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import polars as pl

from ingest.draft import Around, Draft
from ingest.matching.organisation_names import canonical_name, split_name, without_place
from ingest.matching.organisations import AREA_TYPE, DISTRICT_TYPE, OrganisationIndex
from ingest.schema import BETWEEN, BROUGHT
from ingest.text.chinese import organisation_text

_PUNCTUATION = re.compile(r"[\s()\[\]{}<>《》【】「」『』“”\"'·•.,、;:_\-—–]+")
_KIND_WORDS = (
    (re.compile(r"联合(?:党)?支部(?:委员会)?"), "联合党支部"),
    (re.compile(r"(?:党的?|基层)?总支(?:部)?(?:委员会)?"), "党总支"),
    (re.compile(r"(?<!联合)(?:党|基层)?支部(?:委员会)?"), "党支部"),
)
_COLLECTORS = (AREA_TYPE, DISTRICT_TYPE)
_SHORTEST_NAME = 5
_SHORTEST_SCHOOL = 3
_SHORT_BRANCH = re.compile(r"(?<!\d)(?:\d{1,2}|离退休|退休)党支部")
"""The short name of a branch, as it stands in a text in the form in which names are compared."""


@lru_cache(maxsize=10_000)
def _comparable(text: str) -> str:
    """Return a text in the form in which names are compared, kinds and numbers levelled wherever they stand."""
    plain = _PUNCTUATION.sub("", organisation_text(text)).replace("中国共产党", "").replace("中共", "")
    for pattern, kind in _KIND_WORDS:
        plain = pattern.sub(kind, plain)
    parts = re.split(r"(?<=党支部)|(?<=党总支)", plain)
    return "".join(canonical_name(part) if part else "" for part in parts)


def organisation_named(
    index: OrganisationIndex, places: Sequence[str], folders: Collection[str] = frozenset()
) -> str | None:
    """Return the code of the one organisation that the nearest place names; a place that names two settles nothing.

    Places that are `folders` name no area and no district: what lies there was collected by them.
    """
    composed = {name: code for name, code in index.composed.items() if len(name) >= _SHORTEST_NAME}
    every = composed | _registered(index)
    below = {name: code for name, code in every.items() if index.by_code[code].org_type not in _COLLECTORS}
    named = (_named_in(_comparable(place), below if place in folders else every, composed) for place in places)
    found = next(filter(None, named), set())
    return found.pop() if len(found) == 1 else None


def _registered(index: OrganisationIndex) -> dict[str, str]:
    """Return the registered names that are long enough to be looked for in a text, with their codes."""
    named = ((canonical_name(name), each.code) for each in index.by_code.values() for name in each.names)
    return {name: code for name, code in named if len(name) >= _SHORTEST_NAME}


def _named_in(text: str, names: Mapping[str, str], composed: Collection[str] = ()) -> set[str]:
    """Return the codes of the organisations that a text names; the longest names first, and none within another.

    A composed name says nothing behind a district or town: that may be another's.
    """
    found: set[str] = set()
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        not_behind = r"(?<!\d)" * name[0].isdigit() + "(?<![区县市镇乡道])" * (name in composed)
        without = re.sub(not_behind + re.escape(name), "|", text)
        if without != text:
            found.add(names[name])
            text = without
    return found


def branch_below(index: OrganisationIndex, text: str, upper: str) -> str | None:
    """Return the one branch below `upper` that a short name such as 一支部 means."""
    stem, kind = split_name(text)
    if not stem or kind is None:
        return None
    found = [
        code
        for code in index.below(upper)
        if code != upper and _ends_with(split_name(index.by_code[code].name), stem, kind)
    ]
    return found[0] if len(found) == 1 else None


def _ends_with(name: tuple[str, str | None], stem: str, kind: str) -> bool:
    """Tell whether a name ends as the short one does; 1 is not the end of 11."""
    own, own_kind = name
    before = own.removesuffix(stem)
    return own_kind == kind and before != own and not (stem[0].isdigit() and before[-1:].isdigit())


def short_branch_named(places: Sequence[str]) -> str | None:
    """Return the short name of a branch (一支部) that the nearest place with one has; None if it has several."""
    found = next((names for place in places if (names := set(_SHORT_BRANCH.findall(_comparable(place))))), set())
    return found.pop() if len(found) == 1 else None


def school_organisation_named(index: OrganisationIndex, places: Sequence[str]) -> str | None:
    """Return the code of the one organisation of a school with branches whose school the nearest place names."""
    schools = {
        stem: each.code
        for each in index.by_code.values()
        if each.org_type not in _COLLECTORS and len(index.below(each.code)) > 1
        for stem in {without_place(split_name(name)[0]) for name in each.names}
        if len(stem) >= _SHORTEST_SCHOOL
    }
    found = next(filter(None, (_named_in(_comparable(place), schools) for place in places)), set())
    return found.pop() if len(found) == 1 else None


def fill_organisations(draft: Draft, index: OrganisationIndex) -> bool:
    """Fill in organisations that stand only round the table; return False if one is wanted and none stands there."""
    for sheet, around in draft.around.items():
        if not around.rows_name_none:
            _fill_short_names(draft, index, sheet, around)
            continue
        meant = organisation_meant(index, around)
        if meant is None and around.titled_organisation is None:
            return False
        if meant is not None:
            _give(draft, sheet, meant)
    return True


def organisation_meant(index: OrganisationIndex, around: Around) -> str | None:
    """Return what a table is of that stands only round it: a code, or the short name of a branch that is not found.

    A tab called 一支部 is that branch of the organisation that title, 填报单位 or the name of the file gives.
    None where nothing is named, or what 填报单位 says holds as it is.
    """
    if around.titled_organisation is not None:
        upper = _upper_of(index, around)
    else:
        upper = organisation_named(index, around.places, around.folders)
    short = short_branch_named(around.places)
    if short is None:
        return None if around.titled_organisation else upper
    upper = upper or school_organisation_named(index, around.places)
    if upper is None or _ends_with(split_name(index.by_code[upper].name), *_stem_and_kind(short)):
        return upper
    return branch_below(index, short, upper) or (short if around.titled_organisation else None)


def _stem_and_kind(short: str) -> tuple[str, str]:
    stem, kind = split_name(short)
    return stem, kind or ""


def _upper_of(index: OrganisationIndex, around: Around) -> str | None:
    """Return the organisation below which a short name is looked for."""
    if around.titled_organisation is not None:
        return index.resolve(around.titled_organisation, None, any_time=True).code
    named = organisation_named(index, around.places, around.folders)
    return named or school_organisation_named(index, around.places)


def _give(draft: Draft, sheet: str, organisation: str) -> None:
    """Put an organisation into all rows of a sheet, as though the file had a column for it."""
    here = pl.col("_sheet") == sheet
    is_new = here & pl.col(BROUGHT).is_not_null() & pl.col("org").is_null()
    brought = pl.when(is_new).then(pl.col(BROUGHT) + f"{BETWEEN}org").otherwise(BROUGHT)
    draft.frame = draft.frame.with_columns(
        pl.when(here).then(pl.lit(organisation)).otherwise("org").alias("org"), brought.alias(BROUGHT)
    )


def _fill_short_names(draft: Draft, index: OrganisationIndex, sheet: str, around: Around) -> None:
    """Write out short names such as 一支部 in a sheet's own column, below the organisation that stands round it."""
    if "org" not in draft.frame.columns:
        return
    texts = draft.frame.filter(pl.col("_sheet") == sheet)["org"].drop_nulls().unique()
    short = [text for text in texts if index.resolve(text, None, any_time=True).is_unknown]
    upper = _upper_of(index, around) if short else None
    if upper is None:
        return
    meant = {text: code for text in short if (code := branch_below(index, text, upper)) is not None}
    if meant:
        here = (pl.col("_sheet") == sheet) & pl.col("org").is_in(list(meant))
        draft.frame = draft.frame.with_columns(
            pl.when(here).then(pl.col("org").replace(meant)).otherwise("org").alias("org")
        )
