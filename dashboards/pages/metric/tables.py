"""The table of the page 指标页, with its Chinese headers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.tables import table, text


@kept
def exempt_table(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many members of each unit are in no denominator, and for what."""
    return table(
        frame,
        {"单位": text("unit_name"), "情形": text("exemption"), "人数": lambda row: row["members"]},
        {"人数": pl.Int64},
    )
