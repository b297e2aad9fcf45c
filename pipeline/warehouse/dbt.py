"""Runs dbt on the project in this process: the one place that says where it reads and writes and what it is given."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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
    database: Path,
    sources: str,
    target: Path,
    listeners: Sequence[Listener] = (),
) -> Any:
    """Run one verb of dbt on the file `database` and return dbt's outcome (`success`, `result`, `exception`).

    `sources` is the folder that holds one folder a source; `options` are dbt's own, `verb` is the command with its
    words. What is parsed and made is kept in `target`. Connections are closed before anyone else opens the file.
    """
    # dbt imports in seconds; a command that only reads should not wait for it.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    os.environ["DANGJIAN_BUILD"] = str(database)
    # It stands in a pattern of files: a folder's own `[` is no pattern.
    os.environ["DANGJIAN_INPUT"] = glob.escape(sources).replace("'", "''")
    places = ("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT))
    kept = ("--target-path", str(target), "--log-path", str(target))
    given = ("--vars", json.dumps(measures.as_plain()))
    try:
        return dbtRunner(callbacks=list(listeners)).invoke([*QUIET, *options, *verb, *places, *kept, *given])
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
