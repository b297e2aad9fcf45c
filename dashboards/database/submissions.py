"""What arrived: who reported, which batches, what came back, which expectations failed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


@dataclass(frozen=True)
class Reported:
    """How many organisations handed something in, of how many that were due."""

    received: int
    due: int


def reported(reader: Reader, year: int) -> Reported:
    """Return how many organisations of the scope handed something in during a year."""
    found = reader.ask(
        sql("database/sql/submissions/reported.sql"),
        year=year,
    )
    return Reported(**found.row(0, named=True))


def matrix(
    reader: Reader,
    year: int,
    ledger: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    limit: int = 60,
) -> pl.DataFrame:
    """Return one row an organisation and month: its worst state over the ledgers, most in arrears first."""
    return reader.ask(
        sql("database/sql/submissions/matrix.sql"),
        limit=limit,
        year=year,
        ledger=ledger,
        area=area,
        stage=stage,
    )


def ledgers(reader: Reader, year: int) -> pl.DataFrame:
    """Return ledger and its title for the ledgers that are due in the scope and open to the viewer."""
    return reader.ask(
        sql("database/sql/submissions/ledgers.sql"),
        year=year,
    )


def asked(reader: Reader) -> pl.DataFrame:
    """Return the ledgers (`marts.dim_ledger`) that the viewer's unit and those inside it are asked for."""
    return reader.ask(
        sql("database/sql/submissions/asked.sql"),
    )


def batches(reader: Reader, limit: int = 500) -> pl.DataFrame:
    """Return the batches that the viewer may see, newest first."""
    return reader.ask(
        sql("database/sql/submissions/batches.sql"),
        limit=limit,
    )


def failed_expectations(reader: Reader) -> pl.DataFrame:
    """Return each expectation that failed: how often, in how many files, the worst file."""
    return reader.ask(
        sql("database/sql/submissions/failed_expectations.sql"),
    )


def failures_by_file(reader: Reader, limit: int = 200) -> pl.DataFrame:
    """Return files with what failed in them, worst first."""
    return reader.ask(
        sql("database/sql/submissions/failures_by_file.sql"),
        limit=limit,
    )


def returned_rows(reader: Reader, limit: int = 2000) -> pl.DataFrame:
    """Return the returned rows of the viewer's organisations (the district also those of nobody known)."""
    return reader.ask(
        sql("database/sql/submissions/returned_rows.sql"),
        limit=limit,
    )
