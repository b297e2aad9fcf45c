"""热力总表 as tables: units in lines, indicators in columns, shape and word in every cell; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboards.shared.formatting import short_value_of, value_of
from dashboards.shared.grid_axes import columns_of, units_of
from dashboards.shared.labels import Status, status


@dataclass(frozen=True)
class Grid:
    """Lines and columns by name, and what stands where they meet: text and status; nothing where there is no value."""

    lines: list[str]
    columns: list[str]
    cells: dict[tuple[int, int], tuple[str, Status]]

    @property
    def statuses(self) -> list[Status]:
        """The statuses that occur, for the legend."""
        return list(dict.fromkeys(style for _, style in self.cells.values()))


def grid_of(frame: pl.DataFrame) -> Grid:
    """Return rows of `grid_cells` as a grid: each cell its shape and value."""
    units, codes = units_of(frame), columns_of(frame)
    line = {unit_id: place for place, (unit_id, _) in enumerate(units)}
    column = {code: place for place, (code, _) in enumerate(codes)}
    cells = {}
    for row in frame.to_dicts():
        style = status(row["state"])
        shown = style.shape if row["value"] is None and not row["is_hidden"] else f"{style.shape} {short_value_of(row)}"
        cells[line[row["unit_id"]], column[row["indicator_code"]]] = (shown, style)
    return Grid([name for _, name in units], [name for _, name in codes], cells)


def wide(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `grid_cells` with a line a unit and a column an indicator: value, shape and full word."""
    units, codes = units_of(frame), columns_of(frame)
    texts = {(row["unit_id"], row["indicator_code"]): _text(row) for row in frame.to_dicts()}
    gaps = dict(frame.select("unit_id", "gaps").unique().rows()) if frame.height else {}
    made: dict[str, list[object]] = {"单位": [name for _, name in units]}
    made["缺口数"] = [gaps[unit_id] for unit_id, _ in units]
    for code, name in codes:
        made[name] = [texts.get((unit_id, code), "") for unit_id, _ in units]
    kinds = {name: pl.Int64 if name == "缺口数" else pl.String for name in made}
    return pl.DataFrame(made, schema=kinds)


def _text(row: dict[str, Any]) -> str:
    label = status(row["state"]).label
    return label if row["value"] is None else f"{value_of(row)} {label}"
