"""Columns that neither the table nor a title gives, and that another of its columns tells.

A 年度 of a ledger where it can be none but that of the day (党建经费), a 测评类型 that the 测评名称 has in it.
"""

from __future__ import annotations

from typing import Any

from ingest.ledger import Column, Ledger
from ingest.recognition.context import value_named
from ingest.recognition.table import Table


def worked_out(table: Table, ledger: Ledger) -> list[Column]:
    """Return the columns of the ledger that are worked out of others of this table."""
    given = {*table.columns.values(), *table.constants, *table.from_wide, table.ticked_column}
    lacking = (column for column in ledger.columns if column.id not in given)
    return [column for column in lacking if {column.year_of, column.told_in} & given - {None}]


def work_out(series: dict[str, list[Any]], table: Table, ledger: Ledger) -> None:
    """Fill them, row by row; a text that names no value, or two, tells nothing."""
    for column in worked_out(table, ledger):
        if column.year_of is not None:
            series[column.id] = [day.year if day is not None else None for day in series[column.year_of]]
        elif column.told_in is not None:
            told = {text: value_named(column, [text]) for text in set(series[column.told_in]) if text is not None}
            series[column.id] = [told.get(text) for text in series[column.told_in]]


def remarks_on_years(table: Table, ledger: Ledger) -> list[str]:
    """Say where the years were taken from."""
    return [
        f"工作表“{table.sheet.name}”没有“{column.header}”，按“{ledger.column(column.year_of).header}”的年份记入。"
        for column in worked_out(table, ledger)
        if column.year_of is not None
    ]
