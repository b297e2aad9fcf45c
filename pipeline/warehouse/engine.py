"""Runs the models and their tests on an engine: what each is given, how it is watched; and DuckDB, the default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import UserError
from pipeline.warehouse.dbt import Listener, parsed_project, run_dbt
from pipeline.warehouse.policy_files import policy_files, policy_mark
from pipeline.warehouse.source_views import view_sources

Progress = Callable[[str, int, int], None]
"""Called with what was just done, how many are done and how many there are."""


@dataclass(frozen=True)
class Work:
    """What an engine makes: schema `marts` of the file `database`, from the folders `<source>/<table>` of `folder`.

    `parsed` is where it keeps what dbt made of the project from one build to the next. `full` tries the unit tests too.
    """

    database: Path
    folder: Path
    parsed: Path
    full: bool
    progress: Progress | None


Engine = Callable[[Work], None]
"""Does the work, or raises UserError with what failed."""


def on_duckdb(work: Work) -> None:
    """Build in the file itself, whose sources are views over the folder."""
    view_sources(work.database, work.folder)
    run_models(work, "duckdb")


_EVERY_DAY = (
    # Unit tests try the models on written-down rows, whatever the ledgers say: once, with `full`, is enough.
    *("--exclude-resource-types", "unit_test", "--indirect-selection", "empty"),
    # Grains are held all at once, see macros/grains_hold.sql; those of ephemeral models are made only within a test.
    *("--exclude", *(f"test_name:grain_is,config.materialized:{made}+1" for made in ("table", "view", "seed"))),
)


def run_models(work: Work, engine: str) -> Any:
    """Build every model on the dbt target `engine`, run every test, and return dbt's manifest of what was built.

    Raises UserError with what failed.
    """
    mark = policy_mark(policy_files())
    parsed = parsed_project(mark, engine=engine, database=work.database, target=work.parsed, anew=work.full)
    outcome = run_dbt(
        ("build", *(() if work.full else _EVERY_DAY)),
        options=("--no-write-json",),
        engine=engine,
        database=work.database,
        target=work.parsed,
        parsed=parsed,
        listeners=[] if work.progress is None else [_node_counter(work.progress)],
    )
    if not outcome.success:
        raise UserError(_what_failed(outcome))
    return parsed


# dbt names the number of nodes differently in each kind of event.
_TOTALS = {"LogModelResult": "total", "LogSeedResult": "total", "LogTestResult": "num_models"}


def _node_counter(progress: Progress) -> Listener:
    def count(event: Any) -> None:
        total = _TOTALS.get(event.info.name)
        if total is not None:
            progress(event.data.node_info.node_name, event.data.index, getattr(event.data, total))

    return count


def _what_failed(outcome: Any) -> str:
    results = getattr(outcome.result, "results", None) or []
    failed = [f"{one.node.name}：{one.message}" for one in results if str(one.status) in ("error", "fail")]
    told = str(getattr(outcome.exception, "msg", ""))
    if told.startswith("grain_is_"):  # by macros/grains_hold.sql, which dbt wraps in where it was called from
        failed += told.splitlines()
    if not failed:
        return f"建仓没有成功，已发布的数据不受影响。原因：{outcome.exception}"
    return "建仓没有成功，已发布的数据不受影响。没有通过的是：\n" + "\n".join(failed[:10])
