"""The organisation that stands only in the title, on the tab or in the file name, and short names under 填报单位."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import polars as pl

from ingest.draft import Draft
from ingest.matching.organisation_names import canonical_name, split_name
from ingest.matching.organisations import OrganisationIndex
from ingest.schema import BETWEEN, BROUGHT
from ingest.text.chinese import organisation_text

_PUNCTUATION = re.compile(r"[\s()\[\]{}<>《》【】「」『』“”\"'·•.,、;:_\-—–]+")
_KIND_WORDS = (
    (re.compile(r"联合(?:党)?支部(?:委员会)?"), "联合党支部"),
    (re.compile(r"(?:党的?|基层)?总支(?:部)?(?:委员会)?"), "党总支"),
    (re.compile(r"(?<!联合)(?:党|基层)?支部(?:委员会)?"), "党支部"),
)
_SHORTEST_NAME = 5


@lru_cache(maxsize=10_000)
def _comparable(text: str) -> str:
    """Return a text in the form in which names are compared, kinds and numbers levelled wherever they stand."""
    plain = _PUNCTUATION.sub("", organisation_text(text)).replace("中国共产党", "").replace("中共", "")
    for pattern, kind in _KIND_WORDS:
        plain = pattern.sub(kind, plain)
    parts = re.split(r"(?<=党支部)|(?<=党总支)", plain)
    return "".join(canonical_name(part) if part else "" for part in parts)


def organisation_named(index: OrganisationIndex, places: Sequence[str]) -> str | None:
    """Return the code of the one organisation that the nearest place names; a place that names two settles nothing."""
    names = {
        name: each.code
        for each in index.by_code.values()
        for name in map(canonical_name, each.names)
        if len(name) >= _SHORTEST_NAME
    }
    found = next(filter(None, (_named_in(_comparable(place), names) for place in places)), set())
    return found.pop() if len(found) == 1 else None


def _named_in(text: str, names: Mapping[str, str]) -> set[str]:
    """Return the codes of the organisations that a text names; the longest names first, and none within another."""
    found: set[str] = set()
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        if name in text:
            found.add(names[name])
            text = text.replace(name, "|")
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


def fill_organisations(draft: Draft, index: OrganisationIndex) -> bool:
    """Fill in organisations that stand only round the table; return False if one is wanted and none stands there."""
    for sheet, around in draft.around.items():
        here = pl.col("_sheet") == sheet
        if around.lacks_organisation:
            code = organisation_named(index, around.places)
            if code is None:
                return False
            brought = pl.when(here & pl.col(BROUGHT).is_not_null()).then(pl.col(BROUGHT) + f"{BETWEEN}org")
            draft.frame = draft.frame.with_columns(
                pl.when(here).then(pl.lit(code)).otherwise("org").alias("org"),
                brought.otherwise(BROUGHT).alias(BROUGHT),
            )
        elif around.titled_organisation is not None:
            _fill_short_names(draft, index, sheet, around.titled_organisation)
    return True


def _fill_short_names(draft: Draft, index: OrganisationIndex, sheet: str, titled: str) -> None:
    upper = index.resolve(titled, None, any_time=True).code
    if upper is None:
        return
    meant: dict[str, str] = {}
    for text in draft.frame.filter(pl.col("_sheet") == sheet)["org"].drop_nulls().unique():
        if index.resolve(text, None, any_time=True).is_unknown:
            code = branch_below(index, text, upper)
            if code is not None:
                meant[text] = code
    if meant:
        short = (pl.col("_sheet") == sheet) & pl.col("org").is_in(list(meant))
        draft.frame = draft.frame.with_columns(
            pl.when(short).then(pl.col("org").replace(meant)).otherwise("org").alias("org")
        )
