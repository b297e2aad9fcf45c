"""The school that stands only in the title, on the tab or in the name of the file of a ledger of schools."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from ingest.draft import Draft
from ingest.matching.organisation_names import school_key
from ingest.matching.schools import SchoolIndex
from ingest.schema import BETWEEN, BROUGHT

_SCHOOL = "school"
_SHORTEST_NAME = 3


def fill_schools(draft: Draft, index: SchoolIndex) -> bool:
    """Fill in schools that stand only round the table; return False if one is wanted and none stands there."""
    for sheet, around in draft.around.items():
        if not around.rows_name_none:
            continue
        meant = index.names.get(school_named(index, around.places) or "")
        if meant is None:
            return False
        here = pl.col("_sheet") == sheet
        is_new = here & pl.col(BROUGHT).is_not_null() & pl.col(_SCHOOL).is_null()
        brought = pl.when(is_new).then(pl.col(BROUGHT) + f"{BETWEEN}{_SCHOOL}").otherwise(BROUGHT)
        draft.frame = draft.frame.with_columns(
            pl.when(here).then(pl.lit(meant)).otherwise(_SCHOOL).alias(_SCHOOL), brought.alias(BROUGHT)
        )
    return True


def school_named(index: SchoolIndex, places: Sequence[str]) -> str | None:
    """Return the code of the one school that the nearest place names; a place that names two settles nothing."""
    names = {name: code for name, code in index.by_name.items() if len(name) >= _SHORTEST_NAME}
    found = next(filter(None, (_named_in(school_key(place), names) for place in places)), set())
    return found.pop() if len(found) == 1 else None


def _named_in(text: str, names: dict[str, str]) -> set[str]:
    """Return the codes of the schools that a text names, and none whose name is only a part of another's there."""
    found: set[str] = set()
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        without = re.sub(rf"(?<!\d){re.escape(name)}", "|", text)  # 1中学 is no end of 11中学
        if without != text:
            found.add(names[name])
            text = without
    return found
