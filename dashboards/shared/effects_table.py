"""为什么变了 as a table: what every line did, and the sum that is the change; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboards.shared.effects import EFFECTS, name_of, scale
from dashboards.shared.formatting import count
from dashboards.shared.kept import kept
from dashboards.shared.tables import table

GROUPS: Mapping[str, str] = {"school": "学校", "area": "片区", "stage": "学段", "organisation": "党组织"}
"""By what the contributors of a change can be put together."""


@kept
def listed(frame: pl.DataFrame, by: str, unit: str, spans: tuple[str, str]) -> pl.DataFrame:
    """Return what every line did, the largest first, and their sum: the change itself; headed by what is compared."""
    before, now = (f"{span} 分子/分母" for span in spans)
    whole = {name: float(frame[name].sum()) for name in (*EFFECTS, "effect")}
    shown = table(
        frame,
        {
            GROUPS[by]: name_of,
            before: lambda row: _base(row, "before"),
            now: lambda row: _base(row, "now"),
        }
        | {word: (lambda row, name=name: _exact(row[name])) for name, word in EFFECTS.items()}
        | {f"合计影响（{scale(unit)}）": lambda row: _exact(row["effect"])},
    )
    total = ["合计", _base(_summed(frame), "before"), _base(_summed(frame), "now"), *map(_exact, whole.values())]
    return pl.concat([shown, pl.DataFrame([total], schema=shown.schema, orient="row")])


def _base(row: Mapping[str, Any], when: str) -> str:
    top, bottom = row[f"numerator_{when}"], row[f"denominator_{when}"]
    return f"{count(top)}/{count(bottom)}" if bottom else "—"


def _summed(frame: pl.DataFrame) -> dict[str, float]:
    names = [f"{side}_{when}" for side in ("numerator", "denominator") for when in ("before", "now")]
    return {name: float(frame[name].sum()) for name in names}


def _exact(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"
