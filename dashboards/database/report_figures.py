"""The figures of a work report (工作报告) for one unit and span of days, and the ledger rows behind each."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def figure_values(reader: Reader, unit: UnitKey, first_day: str, last_day: str) -> pl.DataFrame:
    """Return one row a figure in the report's order: value and state (told, none, not_reported, too_few, hidden).

    `value` is null unless the state is told; `row_count` is null where the viewer may not see the rows.
    """
    return reader.ask(
        sql("database/sql/report_figures/figure_values.sql"),
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )


def figure_rows(
    reader: Reader,
    figure: str,
    unit: UnitKey,
    first_day: str,
    last_day: str,
    limit: int = 500,
) -> pl.DataFrame:
    """Return file, sheet and row of what one figure was counted from; discipline for the 纪检专员 alone.

    A share with too small a base has no rows to show: they would give the value away. `amount` is null for votes of a
    survey in which a class of evaluators is too small to be shown.
    """
    return reader.ask(
        sql("database/sql/report_figures/figure_rows.sql"),
        limit=limit,
        figure=figure,
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )


def figure_sentences(reader: Reader) -> pl.DataFrame:
    """Return the sentence patterns of the report, one row a clause, in order."""
    return reader.ask(
        sql("database/sql/report_figures/figure_sentences.sql"),
    )


def spans(reader: Reader, year: int) -> pl.DataFrame:
    """Return the periods of a year that the calendar of the build knows: period_type, period_start, period_end."""
    return reader.ask(
        sql("database/sql/report_figures/spans.sql"),
        year=year,
    )
