"""Builds the warehouse aside with dbt, in process, and publishes it when every test holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from ingest.errors import UserError
from ingest.landing.counter import next_number
from ingest.landing.store import Store
from ingest.landing.whole_files import write_text
from ingest.switched_off import NotAsked, load_switched_off, switched_off_files
from pipeline.authenticity.notices import notice_files
from pipeline.authenticity.tables import heap_limit_frame, landed_tables
from pipeline.burden.column_use import ColumnUse
from pipeline.burden.frames import column_use_frame, ledger_column_frame
from pipeline.policy.figure_frames import figure_frame, figure_measure_frame, figure_sentence_frame
from pipeline.policy.figures import load_figures, load_paragraphs
from pipeline.policy.indicator_frames import breakdown_frame, indicator_frame, measure_frame
from pipeline.policy.indicators import load_indicators
from pipeline.policy.standard_lines import policy_lines, standard_lines
from pipeline.policy.standards import check_standards
from pipeline.policy.switched_off_frames import stopped_frame, switched_off_frame
from pipeline.settings import PROJECT
from pipeline.warehouse.build_input import fingerprint, lay_out, read_fingerprint, written
from pipeline.warehouse.engine import Engine, Progress, Work, on_duckdb
from pipeline.warehouse.policy_files import policy_files
from pipeline.warehouse.previous_build import previous
from pipeline.warehouse.problem_similarity import similarity_frame
from pipeline.warehouse.publish import current_build, last_build, new_build_id, publish
from pipeline.warehouse.room import input_of, scratch_of, with_room
from pipeline.warehouse.told_register import keep
from pipeline.writable import make_writable

LOCK_SECONDS = 600


def build(
    home: Path, as_of: date, full: bool = False, progress: Progress | None = None, engine: Engine | None = None
) -> str:
    """Build and publish the warehouse of `home` as seen on `as_of`, on DuckDB or another engine; returns the build id.

    Nothing is built when nothing it depends on has changed, unless `full`. Raises UserError if a test fails (the
    published warehouse then stays as it was), the disk has no room (FullDisk) or another build is running for more than
    ten minutes.
    """
    warehouse = home / "warehouse"
    warehouse.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / "build.lock", timeout=LOCK_SECONDS):
            return _build(home, warehouse, as_of, full, progress, engine or on_duckdb)
    except Timeout as error:
        raise UserError("另一个 build 还在运行，等了十分钟仍未结束。请稍后再试。") from error


def _build(home: Path, warehouse: Path, as_of: date, full: bool, progress: Progress | None, engine: Engine) -> str:
    store = Store(home).as_it_is()  # one list of batches, or files landed meanwhile would be half in the build
    record = warehouse / "fingerprint.json"
    mark = fingerprint(store, as_of, [*policy_files(), *switched_off_files(home), *notice_files(home)])
    known = read_fingerprint(record)
    if not full and known.get("fingerprint") == mark and _is_current(warehouse, known.get("build_id", "")):
        keep(home)
        return known["build_id"]
    now = datetime.now(UTC).replace(tzinfo=None)
    with with_room(home, warehouse):
        build_id = new_build_id(now, next_number(home / "build.counter", last_build(warehouse)))
        scratch = _filled(store, warehouse, as_of, build_id, now, load_switched_off(home))
        engine(Work(scratch, input_of(warehouse), warehouse / "dbt", full, progress))
        publish(scratch, warehouse, build_id)
        keep(home)
        write_text(json.dumps({"build_id": build_id, "fingerprint": mark}), record)
    return build_id


def _filled(store: Store, warehouse: Path, as_of: date, build_id: str, now: datetime, not_asked: NotAsked) -> Path:
    """Lay out what the build reads and return where to build the database."""
    scratch, folder = scratch_of(warehouse), input_of(warehouse)
    make_writable(warehouse / "building")
    further = {
        "landed": {
            "problem_similarity": similarity_frame(store.all_versions("problem")),
            **landed_tables(
                check_standards(PROJECT / "data" / "standards"), notice_files(store.root), partial(written, store)
            ),
        },
        "policy": policy(not_asked),
        "previous_build": previous(warehouse, {(one.batch, one.received_at) for one in store.live_manifests()}, as_of),
    }
    lay_out(store, folder, as_of, further, build_id, now)
    return scratch


def policy(not_asked: NotAsked) -> dict[str, pl.DataFrame]:
    """Return source `policy`: what people decided, by table. Raises UserError naming the file that is wrong."""
    data = PROJECT / "data"
    lines = check_standards(data / "standards")
    indicators = load_indicators(data / "indicators")
    figures = load_figures(data / "work_report")
    use = ColumnUse(PROJECT / "models")
    return {
        "indicator": indicator_frame(indicators),
        "indicator_measure": measure_frame(indicators),
        "indicator_breakdown": breakdown_frame(indicators),
        "switched_off": switched_off_frame(not_asked),
        "stopped_indicator": stopped_frame(indicators, not_asked, use.counted),
        "ledger_column": ledger_column_frame(use, figures),
        "column_use": column_use_frame(use, indicators),
        "figure": figure_frame(figures),
        "figure_measure": figure_measure_frame(figures),
        "figure_sentence": figure_sentence_frame(load_paragraphs(data / "work_report", figures)),
        "heap_limit": heap_limit_frame(lines),
        "standard_line": pl.concat([standard_lines(data / "standards"), policy_lines(indicators)]),
    }


def _is_current(warehouse: Path, build_id: str) -> bool:
    try:
        return current_build(warehouse).stem == build_id
    except UserError:
        return False
