"""The tables of the page 责任书考核, with their Chinese headers; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import BANDS
from dashboards.shared.tables import PLACE_COLUMNS, Column, table, text


@kept
def bands(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many pledges of each unit fell into each band."""
    columns: dict[str, Column] = {
        "单位": lambda row: row["unit_name"],
        "片区": text("area_name"),
        "已考核": lambda row: row["scored"],
    }
    columns |= {BANDS[name].word: itemgetter(name) for name in list(BANDS)[::-1]}
    return table(frame, columns, {"已考核": pl.Int64} | {style.word: pl.Int64 for style in BANDS.values()})


@kept
def failed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return who scored in the lowest band; for those who may see names."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "姓名": lambda row: row["member_name"] or "（没有姓名）",
            "责任书": text("pledge_type"),
            "得分": lambda row: row["score"],
        },
        {"得分": pl.Float64},
    )
