"""What the pages of special work share: filters beside the filter bar, and a table with links and downloads."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.exports.workbook import Origin
from dashboards.widgets import unit_table
from dashboards.widgets.downloads import buttons
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.url_state import choose


def filter_choice(
    choice: Choice, label: str, key: str, options: Mapping[str, str], everything: str, width: int = 160
) -> tuple[str | None, dict[str, str]]:
    """Draw a box with `everything` first; return what was chosen (None for all) and its words for downloads."""
    offered = {ALL: everything, **options}
    with choice.row:
        value = choose(label, key, offered, ALL, width=width)
    return (None if value == ALL else value), {label: offered[value]}


def standing_now(choice: Choice) -> dict[str, str]:
    """Return the words of a choice that has no year: the board shows how things stand on the as-of day."""
    return {name: value for name, value in choice.filters.items() if name not in ("年度", "周期")}


def listed(shown: pl.DataFrame, rows: pl.DataFrame, source: Origin, key: str) -> None:
    """Draw a table whose units open their pages, with its downloads."""
    unit_table.table(shown, rows, source.title, key, height=unit_table.tall(rows))
    if shown.height:
        buttons(shown, source, key)
