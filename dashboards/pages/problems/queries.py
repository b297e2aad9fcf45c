"""问题整改: where problems stand, and which of them come back year after year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import belongs, placed

_PROBLEM = f"""
    , fact as (
        select p.*, p.raised_on as on_day from marts.problem as p
        where {belongs("p.org_code", "p.raised_on")}
            and ($raised is null or p.year = $raised) and ($org is null or p.org_code = $org)
            and ($category is null or p.category = $category) and ($source is null or p.problem_source = $source)
            and ($state is null or p.state = $state)
    )
    {placed("fact")}
    , found as (
        select f.*, p.org_name, p.area_id, p.area_name, p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
        where ($area is null or p.area_id = $area)
    )
"""

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
        f"""{_PROBLEM}
        select * from found
        order by days_left nulls last, closed_on desc nulls last, org_name, problem_no
        limit {int(limit)}""",
        **chosen.parameters,
    )


def problem_counts(reader: Reader, by: str, chosen: Chosen) -> pl.DataFrame:
    """Return how many problems stand where, `by` category, source, area or organisation.

    Counts: problems, overdue, due_soon, to_come, done (in time), done_late; most overdue first.
    """
    group = _GROUPS[by]
    return reader.ask(
        f"""{_PROBLEM}
        select {group}, count(*) as problems,
            count(*) filter (where state = 'overdue') as overdue,
            count(*) filter (where state = 'due_soon') as due_soon,
            count(*) filter (where state = 'to_come') as to_come,
            count(*) filter (where state = 'done') as done,
            count(*) filter (where state = 'done_late') as done_late
        from found group by {group}
        order by overdue desc, problems desc, {group}""",
        **chosen.parameters,
    )


def problem_choices(reader: Reader) -> pl.DataFrame:
    """Return what there is to choose from in the viewer's scope: year, organisation, category and source."""
    return reader.ask(
        f"""
        select distinct p.year, p.org_code, o.org_name, p.category, p.problem_source
        from marts.problem as p inner join marts.dim_organisation as o on p.org_code = o.org_code
        where {belongs("p.org_code", "p.raised_on")}
        order by o.org_name, p.year desc, p.category, p.problem_source""",
    )


def problem_runs(reader: Reader, chosen: Chosen) -> pl.DataFrame:
    """Return the problems that came back: one row an organisation and category; of `chosen` year and state say nothing.

    Since when, in how many years, how alike the closest sentences are, and whether that is 需核实; those that reach the
    present year first.
    """
    return reader.ask(
        f"""
        , fact as (
            select h.*, h.last_raised_on as on_day from marts.problem_history as h
            where {belongs("h.org_code", "h.last_raised_on")}
                and ($org is null or h.org_code = $org) and ($category is null or h.category = $category)
        )
        {placed("fact")}
        select f.*, p.org_name, p.area_name, p.school_name, p.unit_level, p.unit_id
        from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
        where ($area is null or p.area_id = $area)
        order by f.is_current desc, f.years_raised desc, f.similarity desc nulls last, p.org_name, f.category""",
        **chosen.parameters,
    )


def problem_sentences(reader: Reader, chosen: Chosen) -> pl.DataFrame:
    """Return the sentences of the problems that came back, one row an organisation, category, run and year.

    `description` is null where nothing may be published (信访); several of a year stand on lines of their own.
    """
    return reader.ask(
        f"""
        select p.org_code, p.category, p.recurs_since as first_year, p.year,
            string_agg(p.description, '；' order by p.raised_on, p.problem_no) as description
        from marts.problem as p
        where p.recurs_since is not null and {belongs("p.org_code", "p.raised_on")}
            and ($org is null or p.org_code = $org) and ($category is null or p.category = $category)
        group by p.org_code, p.category, p.recurs_since, p.year
        order by p.org_code, p.category, p.recurs_since, p.year""",
        **chosen.parameters,
    )
