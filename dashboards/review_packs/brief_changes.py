"""为什么变了 in 一页简报: what got worse most since the year before, and what the change is made of; one line each."""

from __future__ import annotations

import polars as pl

from dashboards.database.changes import effects, pairs
from dashboards.database.reader import Reader
from dashboards.shared.effects import EFFECTS, moved, pulled, signed, sums
from dashboards.shared.unit import UnitKey

HEADING = "变差最多的为什么变了"
_MOST, _NAMED = 2, 1


def changes(reader: Reader, unit: UnitKey, year: int) -> tuple[str, ...]:
    """Return the indicators that got worse most, beyond chance, each with its three effects and who pulled."""
    found = pairs(reader, unit, "year", f"{year}-01-01", year - 1)
    worse = pl.when(pl.col("direction") == "lower").then(-pl.col("change")).otherwise(pl.col("change")) < 0
    rows = found.filter(
        pl.col("can_be_explained") & pl.col("is_beyond_chance") & (pl.col("direction") != "none") & worse
    )
    shown = rows.sort(pl.col("change").abs(), "indicator_code", descending=[True, False]).head(_MOST)
    lines = []
    for row in shown.to_dicts():
        code = str(row["indicator_code"])
        frame = effects(reader, code, unit, "year", f"{year}-01-01", year - 1, "school")
        if frame.height:
            told = "，".join(f"{EFFECTS[name]} {signed(value)}" for name, value in sums(frame).items())
            lines.append(f"{moved(row)}（{told}）。{pulled(frame.to_dicts(), str(row['unit']), _NAMED)}")
    return tuple(lines) or ("没有超出偶然波动的变差，或上年没有可比的数值。",)
