"""The topic of a sign-in sheet with a column a day: what kind of activity its title, tab or file name speaks of."""

from __future__ import annotations

import polars as pl

from ingest.draft import Draft
from ingest.ledger import Column
from ingest.recognition.context import value_named
from ingest.schema import BETWEEN, BROUGHT

_TOPIC = "topic"


def fill_topics(draft: Draft, kinds: Column) -> None:
    """Give rows without a topic the one kind (活动类型, of the column `kinds`) that stands round their table.

    Which activity of the day is meant is looked up by that kind when the row is resolved.
    """
    if not any(_TOPIC in each.does_without for each in draft.ledger.across):
        return
    for sheet, around in draft.around.items():
        kind = value_named(kinds, around.places)
        if kind is None:
            continue
        lacking = (pl.col("_sheet") == sheet) & pl.col(_TOPIC).is_null()
        told = pl.when(lacking & pl.col(BROUGHT).is_not_null()).then(pl.col(BROUGHT) + f"{BETWEEN}{_TOPIC}")
        draft.frame = draft.frame.with_columns(
            told.otherwise(BROUGHT).alias(BROUGHT), pl.when(lacking).then(pl.lit(kind)).otherwise(_TOPIC).alias(_TOPIC)
        )
