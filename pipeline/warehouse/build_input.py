"""Lays out what a build reads: live batches, what was retired, the manifests, the indicators and the as-of day.

The folder is the same at every build of a home, so dbt keeps its parsed project. Batches are immutable, so they are
hard-linked where the file system allows it, else copied.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl

from ingest.errors import UserError
from ingest.landing.batch_files import lost
from ingest.landing.live_rows import COLUMN_SOURCE
from ingest.landing.manifest import Manifest
from ingest.landing.store import Store
from ingest.ledger import ASKED, Ledger, load_ledgers
from ingest.schema import INTAKE, QUALITY, landed_schema
from pipeline.warehouse.policy_files import policy_mark

BATCH: dict[str, pl.DataType] = {
    "batch": pl.String(),
    "sequence": pl.Int64(),
    "ledger": pl.String(),
    "ledger_title": pl.String(),
    "file": pl.String(),
    "received_at": pl.Datetime("us"),
    "received_by": pl.String(),
    "rows_read": pl.Int64(),
    "accepted": pl.Int64(),
    "unchanged": pl.Int64(),
    "returned": pl.Int64(),
    "flagged": pl.Int64(),
}
COMPLETED: dict[str, pl.DataType] = {"is_completed": pl.Boolean()}
"""Marks the rows of which older files gave columns; they stand for their newest row, see `ingest.landing.live_rows`."""
RETIRED: dict[str, pl.DataType] = {"ledger": pl.String(), "row_key": pl.String(), "sequence": pl.Int64()}


def fingerprint(store: Store, as_of: date, policy_files: list[Path]) -> str:
    """Return what a build depends on as 64 hex characters: what live batches hold, the as-of day, models and policy."""
    digest = hashlib.sha256(as_of.isoformat().encode())
    for manifest in store.live_manifests():
        digest.update(manifest.mark.encode())
    digest.update(policy_mark(policy_files).encode())
    return digest.hexdigest()


def lay_out(
    store: Store,
    folder: Path,
    as_of: date,
    further: Mapping[str, Mapping[str, pl.DataFrame]],
    build_id: str,
    built_at: datetime,
) -> None:
    """Fill `folder` with a folder a source of `models/staging`, and in it one a table with a file of the full schema.

    `further` holds what is no ledger, by source and table: indicators, figures, standards, what was published.
    """
    shutil.rmtree(folder, ignore_errors=True)
    landed = folder / "landed"
    live = store.live_manifests()
    found = [lay_out_ledger(store, ledger, landed) for ledger in load_ledgers().values()]
    column_sources = [pl.DataFrame(schema=COLUMN_SOURCE), *(sources for sources, _ in found)]
    _write(pl.concat(column_sources), landed / "column_source" / "column_source.parquet")
    retired = [pl.DataFrame(store.retired(), schema=RETIRED, orient="row"), *(gone for _, gone in found)]
    _write(pl.concat(retired), landed / "retired" / "retired.parquet")
    for kind, schema in (("intake", INTAKE), ("quality", QUALITY)):
        _link_all(store, kind, [one.batch for one in live], landed / kind)
        _write(pl.DataFrame(schema=schema), landed / kind / "schema.parquet")
    _write(_batch_frame(live), landed / "batch" / "batch.parquet")
    _write(
        pl.DataFrame([_described(ledger) for ledger in load_ledgers().values()]), landed / "ledger" / "ledger.parquet"
    )
    _write(
        pl.DataFrame(
            {"build_id": [build_id], "built_at": [built_at], "as_of": [as_of]},
            schema={"build_id": pl.String, "built_at": pl.Datetime("us"), "as_of": pl.Date},
        ),
        landed / "run" / "run.parquet",
    )
    for source, tables in further.items():
        for name, frame in tables.items():
            _write(frame, folder / source / name / f"{name}.parquet")


def _batch_frame(live: Sequence[Manifest]) -> pl.DataFrame:
    titles = {ledger.id: ledger.title for ledger in load_ledgers().values()}
    rows = [
        {
            "batch": one.batch,
            "sequence": one.sequence,
            "ledger": one.ledger,
            "ledger_title": titles.get(one.ledger, one.ledger),
            "file": one.file,
            "received_at": one.received_at,
            "received_by": one.received_by,
            "rows_read": one.read,
            "accepted": one.accepted,
            "unchanged": one.unchanged,
            "returned": one.returned,
            "flagged": one.flagged,
        }
        for one in live
    ]
    return pl.DataFrame(rows, schema=BATCH)


def lay_out_ledger(store: Store, ledger: Ledger, landed: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Fill the folder of a ledger; return which older files gave columns, and rows that do not count for want of one.

    Rows said again stand there only where the batch that had brought them is withdrawn.
    """
    folder = landed / ledger.id
    left = _link_all(store, ledger.id, [one.batch for one in store.live_manifests(ledger.id)], folder)
    if left:
        raise UserError(lost(store.parquet(ledger.id, left[0]), left[0]))
    _write(pl.DataFrame(schema=landed_schema(ledger) | COMPLETED), folder / "schema.parquet")
    standing_in = store.standing_in(ledger.id)
    if standing_in.height:
        _write(standing_in, folder / "standing_in.parquet")
        _write(store.received_again(ledger.id), landed / "intake" / f"standing_in_{ledger.id}.parquet")
    if not store.has_withdrawn(ledger.id) and not store.has_partial_versions(ledger.id):
        return pl.DataFrame(schema=COLUMN_SOURCE), pl.DataFrame(schema=RETIRED)
    rows = store.live_rows(ledger.id)
    _write(rows.completed.with_columns(is_completed=pl.lit(True)), folder / "completed.parquet")
    gone = rows.incomplete.select(pl.lit(ledger.id).alias("ledger"), "row_key", pl.col("sequence") + 1)
    return rows.column_sources, gone


def written(store: Store, ledger: str, column: str) -> pl.DataFrame:
    """Return `org_code` and `text` of a column of a ledger, of every row that live batches have or said again.

    Which of them stands is decided by the models, which look up what they want.
    """
    columns = ["org_code", column]
    batches = [one.batch for one in store.live_manifests(ledger)]
    frames = [pl.DataFrame(schema=dict.fromkeys(columns, pl.String())), *store.files.read(ledger, batches, columns)]
    if store.has_withdrawn(ledger):
        frames.append(store.standing_in(ledger).select(columns))
    found = pl.concat(frames, how="diagonal_relaxed")
    return found.rename({column: "text"}).drop_nulls()


def _described(ledger: Ledger) -> dict[str, object]:
    owing = {f"owed_by_{level}": level in ledger.owed_by for level in ASKED}
    names = {"ledger": ledger.id, "ledger_title": ledger.title, "filled_in_by": ledger.owner}
    return {**names, "may_be_empty": ledger.may_be_empty, **owing}


def _link_all(store: Store, kind: str, batches: Sequence[str], folder: Path) -> list[str]:
    """Fill a folder with what batches have of a kind; return those that have nothing of it.

    A month's file is taken as it is where all of its batches are wanted, else what is wanted is taken out of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    left: list[str] = []
    of_months: defaultdict[Path, set[str]] = defaultdict(set)
    whole: dict[Path, frozenset[str]] = {}
    for batch in batches:
        if _is_linked(store.parquet(kind, batch), folder):
            continue
        place = store.files.place(kind, batch)
        if place is None:
            left.append(batch)
        else:
            of_months[place[0]].add(batch)
            whole[place[0]] = place[1]
    for path, wanted in of_months.items():
        if wanted != whole[path] or not _is_linked(path, folder):
            _write(pl.concat(store.files.read(kind, wanted), how="diagonal_relaxed"), folder / path.name)
    return left


def _is_linked(path: Path, folder: Path) -> bool:
    """Link a file into a folder, or copy it; False if it is not there."""
    try:
        os.link(path, folder / path.name)
    except FileNotFoundError:
        return False
    except OSError:
        try:
            shutil.copyfile(path, folder / path.name)
        except FileNotFoundError:
            return False
    return True


def _write(frame: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)


def read_fingerprint(path: Path) -> dict[str, str]:
    """Build id and fingerprint of the published build, or nothing."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in content.items()}
