"""Rows of ledgers that are older than their ledger is kept (`ledger_years` of `data/retention.yaml`)."""

from __future__ import annotations

from datetime import date

import polars as pl

from ingest.ledger import load_ledgers
from pipeline.retention.ledger_year import year_of
from pipeline.retention.rules import Rules


def rows_too_old(rules: Rules, today: date) -> dict[str, pl.Expr]:
    """Return by ledger what is true of rows whose years of keeping, counted after the row's own, are over."""
    too_old: dict[str, pl.Expr] = {}
    for ledger_id, kept in rules.ledger_years.items():
        ledger = load_ledgers()[ledger_id]
        year = year_of(ledger)
        if year is None:
            continue
        condition = year < today.year - kept.value
        if isinstance(ledger.in_force, dict):
            for column, lasting in ledger.in_force.items():
                condition &= ~pl.col(column).is_in(list(lasting)).fill_null(value=False)
        too_old[ledger_id] = condition.fill_null(value=False)
    return too_old
