"""预警规则: what they are, what stands on a day, what they would have raised, and who rose instead (进步单位)."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def alert_rules(reader: Reader) -> pl.DataFrame:
    """Return the rules: those in force first, then those on trial, then those that have ended."""
    return reader.ask(
        sql("pages/shortfall/sql/alert_rules.sql"),
    )


def standing_alerts(reader: Reader, day: dt.date, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return what the rules say on a day: new ones first, then the longest running."""
    return reader.ask(
        sql("pages/shortfall/sql/standing_alerts.sql"),
        day=day.isoformat(),
        area=area,
        stage=stage,
    )


def risen(reader: Reader, day: dt.date, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return who rose, as many as the limit allows, each unit once and different indicators first.

    A unit with a current alert is left out: it must not be praised and warned on one page.
    """
    return reader.ask(
        sql("pages/shortfall/sql/risen.sql"),
        day=day.isoformat(),
        area=area,
        stage=stage,
    )


def backtest(reader: Reader) -> pl.DataFrame:
    """Return what each rule would have raised in each past period; district and area only: it covers all units."""
    return reader.ask(
        sql("pages/shortfall/sql/backtest.sql"),
    )


def alert_load(reader: Reader) -> pl.DataFrame:
    """Return all rules together by quarter, with and without those on trial; for district and area."""
    return reader.ask(
        sql("pages/shortfall/sql/alert_load.sql"),
    )
