"""Runs dbt on the project in this process: the one place that says where it reads and writes and what it is given."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import UserError
from pipeline.policy import measures
from pipeline.settings import PROJECT

Listener = Callable[[Any], None]
"""Called with each event of dbt."""

QUIET = ("--log-level", "none", "--log-level-file", "none", "--no-send-anonymous-usage-stats", "--no-version-check")
"""Nothing is logged that nobody reads, and nobody outside is asked or told: what failed stands in the outcome."""


def run_dbt(
    verb: Sequence[str],
    *,
    options: Sequence[str] = (),
    engine: str = "duckdb",
    database: Path,
    target: Path,
    parsed: Any = None,
    listeners: Sequence[Listener] = (),
) -> Any:
    """Run one verb of dbt on the file `database` and return dbt's outcome (`success`, `result`, `exception`).

    `engine` is a target of profiles.yml; another than DuckDB does not touch the file.
    `options` are dbt's own, `verb` is the command with its words. What is parsed and made is kept in `target`; with
    `parsed`, a manifest as `parsed_project` gives it, nothing is parsed. Connections are closed before anyone else
    opens the file.
    """
    # dbt imports in seconds; a command that only reads should not wait for it.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    os.environ["DANGJIAN_BUILD"] = str(database)
    places = ("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT))
    kept = ("--target-path", str(target), "--log-path", str(target))
    given = ("--target", engine, "--vars", json.dumps(measures.as_plain()))
    try:
        return dbtRunner(parsed, callbacks=list(listeners)).invoke([*QUIET, *options, *verb, *places, *kept, *given])
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


_PARSED: dict[str, Any] = {}


def parsed_project(mark: str, *, engine: str, database: Path, target: Path, anew: bool = False) -> Any:
    """Return dbt's manifest of the project, as `run_dbt` takes it: a copy, since running fills it in.

    `mark` says what the project is made of. Parsing is more than a third of a small build, and nothing in it depends
    on the home, so one process parses a project once for all homes. Across processes `target` keeps it; `anew` reads
    every file again. Raises UserError when the project cannot be read.
    """
    key = f"{PROJECT}|{engine}|{database.stem}|{mark}"
    if anew or key not in _PARSED:
        extent = ("--no-partial-parse",) if anew or _is_from_elsewhere(target) else ()
        outcome = run_dbt(
            ("parse", *extent), options=("--no-write-json",), engine=engine, database=database, target=target
        )
        if not outcome.success:
            raise UserError(f"建仓没有成功，已发布的数据不受影响。数据模型读不出来：{outcome.exception}")
        (target / _PLACE).write_text(str(PROJECT), encoding="utf-8")
        _PARSED.clear()
        _PARSED[key] = outcome.result
    return _PARSED[key].deepcopy()


_PLACE = "project.txt"
"""Says where the project lay that `target` keeps: dbt goes on reading the seeds of the folder it was moved from."""


def _is_from_elsewhere(target: Path) -> bool:
    try:
        return (target / _PLACE).read_text(encoding="utf-8") != str(PROJECT)
    except OSError:
        return True
