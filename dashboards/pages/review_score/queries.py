"""综合得分: the steps of a school's score, shown when the weights are confirmed, and other weights tried on its parts.

Before the district confirms the weights nobody sees anything of a score but the 区级管理员, who may try them out. The
师德 veto is a discipline fact of a school: only the 纪检专员 sees whether it strikes.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def review_weights(reader: Reader, year: int) -> pl.DataFrame:
    """Return the weights of a year, one row an item in order; empty for whom nothing is shown."""
    return reader.ask(
        sql("pages/review_score/sql/review_weights.sql"),
        year=year,
    )


def review_schools(reader: Reader, year: int) -> pl.DataFrame:
    """Return the schools that have steps in a year, by name; empty for whom nothing is shown."""
    return reader.ask(
        sql("pages/review_score/sql/review_schools.sql"),
        year=year,
    )


def review_steps(reader: Reader, year: int, unit: str) -> pl.DataFrame:
    """Return every step of one school's score in order, each indicator with its name."""
    return reader.ask(
        sql("pages/review_score/sql/review_steps.sql"),
        year=year,
        unit=unit,
    )


def review_share(reader: Reader, year: int) -> pl.DataFrame:
    """Return how many schools lie in the best band and how many the cap allows; for the district alone."""
    return reader.ask(
        sql("pages/review_score/sql/review_share.sql"),
        year=year,
    )


def review_tried(reader: Reader, year: int, weights: Mapping[str, float], unit: str | None = None) -> pl.DataFrame:
    """Return total and band of each school (or of one) now and under `weights`; nothing is kept."""
    return reader.ask(
        sql("pages/review_score/sql/review_tried.sql"),
        year=year,
        unit=unit,
        weights=_written(weights),
    )


def review_tried_bands(reader: Reader, year: int, weights: Mapping[str, float]) -> pl.DataFrame:
    """Return how many schools lie in each band now and under `weights`, best band first; a null band has no total."""
    return reader.ask(
        sql("pages/review_score/sql/review_tried_bands.sql"),
        year=year,
        weights=_written(weights),
    )


def _written(weights: Mapping[str, float]) -> str:
    return ";".join(f"{item}={weight!r}" for item, weight in weights.items())
