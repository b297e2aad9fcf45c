"""The rows of a file that say what is live already, as they are kept beside what it brought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from ingest.draft import Draft
from ingest.landing.outcomes import landed_rows
from ingest.landing.standing import Standing
from ingest.schema import BROUGHT


def said_again(
    draft: Draft, found: Mapping[int, str], standing: Standing, batch: str, sequence: int, received_at: datetime
) -> pl.DataFrame:
    """Return the unchanged rows of a file as it says them: those `found` at their places, with their keys.

    A row of all columns is kept as it is live, whatever its text would be read as today.
    """
    has_all, newest = draft.frame[BROUGHT].is_null(), standing.newest(list(found.values()))
    whole = {place: key for place, key in found.items() if has_all[place] and newest[key].is_whole}
    in_part = [place for place in found if place not in whole]
    rows = landed_rows(draft, in_part, batch, sequence, received_at)
    if not whole:
        return rows
    own = landed_rows(draft, list(whole), batch, sequence, received_at)
    return pl.concat([_as_live(own, whole, standing), rows])


def _as_live(own: pl.DataFrame, whole: Mapping[int, str], standing: Standing) -> pl.DataFrame:
    """Return live rows at the places, and from the batch, of a file's own rows."""
    place = own.select("batch", "received_at", "sequence", "file", "file_sha256", "sheet", "row_number")
    keys = pl.Series("row_key", list(whole.values()), dtype=pl.String)
    live = standing.rows(keys.to_list()).frame.drop(place.columns)
    joined = place.with_columns(keys).join(live, on="row_key", how="inner", maintain_order="left")
    return joined.select(own.columns)
