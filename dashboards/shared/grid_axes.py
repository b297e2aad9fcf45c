"""The lines and columns of a grid of units and indicators, in the order in which every grid has them; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.labels import FAMILIES


def columns_of(frame: pl.DataFrame) -> list[tuple[str, str]]:
    """Return the indicators (code, name) of a grid, family by family in their usual order."""
    place = {family: number for number, family in enumerate(FAMILIES)}
    found = frame.select("family", "indicator_code", "name_zh").unique().rows()
    return [
        (code, name) for _, code, name in sorted((place.get(family, 99), code, name) for family, code, name in found)
    ]


def units_of(frame: pl.DataFrame) -> list[tuple[str, str]]:
    """Return the units (id, name) of a grid in the order of its rows."""
    return list(dict.fromkeys(frame.select("unit_id", "unit_name").rows()))
