"""The tables of the page 换届与期限, with their Chinese headers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import ENDINGS
from dashboards.shared.tables import PLACE_COLUMNS, day, table


@kept
def deadlines(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what ends, soonest first; what is over says since when."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "事项": lambda row: ENDINGS[row["kind"]].word + (f"（{row['what']}）" if row["what"] else ""),
            "到期日": day("ends_on"),
            "还有": lambda row: f"● 已过 {-row['days_left']} 天" if row["days_left"] < 0 else f"{row['days_left']} 天",
        },
    )
