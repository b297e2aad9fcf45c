"""The group (党小组) of a meeting that stands on the tab, behind the branch, or in the type: 第一党小组会."""

from __future__ import annotations

import re

import polars as pl

from ingest.draft import Draft
from ingest.schema import BETWEEN, BROUGHT
from ingest.text.chinese import normalise

_GROUP, _KIND, _OF_GROUPS = "party_group", "activity_type", "党小组会"
_NAME = r"第?(?:[一二三四五六七八九十]{1,2}|\d{1,2})党小组"
_NAMED = re.compile(rf"(?<![、和与及至到\-]){_NAME}")
_BEHIND = rf"^(.{{2,}}?)[\s(]*({_NAME})\)?$"
_MEETING = rf"^({_NAME})(?:会|会议|学习会|学习|活动)$"


def fill_groups(draft: Draft) -> None:
    """Give meetings the group that their own cells name, or their tab where the file has several groups."""
    if _GROUP not in draft.frame.columns:
        _leave_out(draft)
        return
    lacking = pl.col(_GROUP).is_null()
    named = pl.coalesce(pl.col("org").str.extract(_BEHIND, 2), pl.col(_KIND).str.extract(_MEETING, 1))
    is_of_group = lacking & pl.col(_KIND).str.contains(_MEETING)
    _give(
        draft,
        pl.when(lacking).then(named).otherwise(_GROUP),
        pl.when(lacking).then(pl.col("org").str.replace(_BEHIND, "${1}")).otherwise("org").alias("org"),
        pl.when(is_of_group).then(pl.lit(_OF_GROUPS)).otherwise(_KIND).alias(_KIND),
    )
    by_sheet = {sheet: group for sheet, each in draft.around.items() if (group := _named(each.places)) is not None}
    if len(set(by_sheet.values())) > 1:  # of one alone nobody can say whether it goes for all
        of_sheet = pl.col("_sheet").replace_strict(by_sheet, default=None, return_dtype=pl.String)
        _give(draft, pl.coalesce(_GROUP, of_sheet))


def _leave_out(draft: Draft) -> None:
    """Take persons of a group for persons of its branch."""
    if "person" in draft.ledger.key and "org" in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.col("org").str.replace(_BEHIND, "${1}"))


def _named(places: tuple[str, ...]) -> str | None:
    """Return the one group that the nearest place names."""
    found = next((names for place in places if (names := set(_NAMED.findall(normalise(place))))), set())
    return found.pop() if len(found) == 1 else None


_LACKS_IT = pl.col(BROUGHT).is_not_null() & ~pl.col(BROUGHT).str.contains(_GROUP, literal=True)


def _give(draft: Draft, group: pl.Expr, *more: pl.Expr) -> None:
    """Put groups into the rows, as though the file had a column for them."""
    before = pl.col(_GROUP)
    told = pl.when(before.is_null() & group.is_not_null() & _LACKS_IT)
    brought = told.then(pl.col(BROUGHT) + f"{BETWEEN}{_GROUP}").otherwise(BROUGHT)
    draft.frame = draft.frame.with_columns(brought.alias(BROUGHT), group.alias(_GROUP), *more)
