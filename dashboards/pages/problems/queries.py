"""问题整改: where problems stand, and which of them come back year after year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql

_GROUPS: Mapping[str, str] = {
    "category": "category",
    "source": "problem_source",
    "area": "area_name",
    "organisation": "org_code, org_name, area_name, school_name, unit_level, unit_id",
}


@dataclass(frozen=True)
class Chosen:
    """Which problems: the year they were raised in, 片区, organisation, category, source and state; None is all."""

    raised: int | None = None
    area: str | None = None
    org: str | None = None
    category: str | None = None
    source: str | None = None
    state: str | None = None

    @property
    def parameters(self) -> dict[str, str | int | None]:
        """The parameters of a query."""
        return {
            "raised": self.raised,
            "area": self.area,
            "org": self.org,
            "category": self.category,
            "source": self.source,
            "state": self.state,
        }


def problems(reader: Reader, chosen: Chosen, limit: int = 5000) -> pl.DataFrame:
    """Return the problems, longest overdue first, then what comes next, then what is closed, latest first."""
    return reader.ask(
        sql("pages/problems/sql/problems.sql"),
        limit=limit,
        **chosen.parameters,
    )


def problem_counts(reader: Reader, by: str, chosen: Chosen) -> pl.DataFrame:
    """Return how many problems stand where, `by` category, source, area or organisation.

    Counts: problems, overdue, due_soon, to_come, done (in time), done_late; most overdue first.
    """
    return reader.ask(
        sql("pages/problems/sql/problem_counts.sql", columns=_GROUPS[by]),
        **chosen.parameters,
    )


def problem_choices(reader: Reader) -> pl.DataFrame:
    """Return what there is to choose from in the viewer's scope: year, organisation, category and source."""
    return reader.ask(
        sql("pages/problems/sql/problem_choices.sql"),
    )


def problem_runs(reader: Reader, chosen: Chosen) -> pl.DataFrame:
    """Return the problems that came back: one row an organisation and category; of `chosen` year and state say nothing.

    Since when, in how many years, how alike the closest sentences are, and whether that is 需核实; those that reach the
    present year first.
    """
    return reader.ask(
        sql("pages/problems/sql/problem_runs.sql"),
        **chosen.parameters,
    )


def problem_sentences(reader: Reader, chosen: Chosen) -> pl.DataFrame:
    """Return the sentences of the problems that came back, one row an organisation, category, run and year.

    `description` is null where nothing may be published (信访); several of a year stand on lines of their own.
    """
    return reader.ask(
        sql("pages/problems/sql/problem_sentences.sql"),
        **chosen.parameters,
    )
