"""Spark as the engine of a build: the same models and tests; then the marts are brought into the published file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.spark.session import Place, opened
from pipeline.spark.tables import drop_schemas, fetch_marts, lay_schemas, lay_sources
from pipeline.warehouse.engine import Engine, Work, run_models


def on_spark(place: Place) -> Engine:
    """Return the engine that builds at `place`, see `pipeline.warehouse.engine`."""

    def run(work: Work) -> None:
        kept = tables_of(work)
        shutil.rmtree(kept, ignore_errors=True)
        try:
            _told(work, f"启动 Spark（{place.remote or place.master}）")
            with opened(place, kept) as session:
                _build(replace(work, parsed=work.parsed.with_name("dbt-spark")), session, kept)
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    return run


def tables_of(work: Work) -> Path:
    """Return where the tables of a build lie while it runs; each machine that works on it must see this folder.

    Its name begins as that of the database, so that what a killed build left of it is cleared with the database's.
    """
    return work.database.with_name(f"{work.database.name}.spark")


def _build(work: Work, session: Any, kept: Path) -> None:
    sources = lay_sources(session, work.folder, kept)
    layers = lay_schemas(session, kept)
    try:
        built = run_models(work, "spark")
        _told(work, "取回结果")
        fetch_marts(kept, _contracts(built), work.database)
    finally:
        drop_schemas(session, (*sources, *layers))


def _contracts(manifest: Any) -> dict[str, dict[str, str]]:
    """Return the columns of each mart in the order of its contract, each with its type and constraint as SQL."""
    return {
        node.name: {name: _definition(column) for name, column in node.columns.items()}
        for node in manifest.nodes.values()
        if node.resource_type == "model" and "marts" in node.fqn
    }


def _definition(column: Any) -> str:
    return " ".join((column.data_type, *("not null" for one in column.constraints if one.type == "not_null")))


def _told(work: Work, what: str) -> None:
    if work.progress is not None:
        work.progress(what, 0, 1)
