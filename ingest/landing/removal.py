"""Landed rows are taken out for good: of withdrawn batches too, and of those of a month that were put together.

What stays of a batch is written anew as `compaction` writes a month, so a kill loses nothing; the manifest tells how
many rows went, when, by whom and why. Before anything is written the index of the home goes, for it holds rows too: a
run that was killed is made good by running it again, and no older index is believed meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

import polars as pl

from ingest.landing.batch_files import RESTATED, BatchFiles
from ingest.landing.compaction import free_number
from ingest.landing.manifest import Manifest
from ingest.landing.months import Month, read_months
from ingest.landing.store import Store
from ingest.landing.whole_files import write_parquet
from ingest.ledger import ROSTER, load_ledgers
from ingest.schema import landed_schema

_PLACE = ["batch", "sheet", "row_number"]
_ROW = ["batch", "row_key", "sequence", "row_number"]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one batch that are to go: how many landed, how many only said again."""

    manifest: Manifest
    rows: int
    restated: int


@dataclass(frozen=True, slots=True)
class Reason:
    """What is written down of a removal: when (UTC), who did it, and why. Neither may say whose rows they were."""

    at: datetime
    by: str
    why: str


def find(store: Store, doomed: Mapping[str, pl.Expr]) -> list[Found]:
    """Return the batches that hold rows which `doomed` (by ledger, over landed columns) is true of, newest last."""
    found: list[Found] = []
    for ledger, condition in doomed.items():
        manifests = {each.batch: each for each in store.manifests() if each.ledger == ledger}
        landed, restated = (
            _counts(store.files, ledger, kind, _batches(manifests.values(), kind), condition)
            for kind in (ledger, RESTATED)
        )
        for batch in sorted(landed.keys() | restated.keys()):
            found.append(Found(manifests[batch], landed.get(batch, 0), restated.get(batch, 0)))
    return sorted(found, key=lambda each: each.manifest.sequence)


def remove(store: Store, doomed: Mapping[str, pl.Expr], reason: Reason) -> list[Found]:
    """Take the rows out and return what was taken, by batch; values follow with the next build.

    UserError where a batch is damaged; nothing is touched then.
    """
    with store.locked():
        found = find(store, doomed)
        if not found:
            return []
        store.drop_index()
        for one in found:  # first, so that no build takes what comes for what was there
            store.rewrite(_with_tombstone(store, one, reason))
        # The roster last: it tells whose rows a number means, also to a run that makes a killed one good.
        for place in sorted(_places(store, found), key=lambda place: place.ledger == ROSTER):
            _rewrite(store.files, place, doomed[place.ledger])
        store.set_right()
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Batches whose files are written anew together: one with files of its own, or those of a month's file."""

    ledger: str
    month: str
    batches: frozenset[str]
    kinds: tuple[str, ...]
    before: Month | None


def _batches(manifests: Iterable[Manifest], kind: str) -> list[str]:
    """Return the batches that have a file of a kind; older ones, which do not say so, have one of rows."""
    return [each.batch for each in manifests if (kind in each.content if each.content else kind != RESTATED)]


def _counts(files: BatchFiles, ledger: str, kind: str, batches: Sequence[str], condition: pl.Expr) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for frame in files.read(kind, batches):
        told = rows_of_today(frame, ledger).filter(condition).group_by("batch").len()
        for batch, count in told.iter_rows():
            counts[batch] += count
    return dict(counts)


def rows_of_today(frame: pl.DataFrame, ledger: str) -> pl.DataFrame:
    """Return landed rows in the columns of today: older batches lack newer ones."""
    return pl.concat([pl.DataFrame(schema=landed_schema(load_ledgers()[ledger])), frame], how="diagonal_relaxed")


def _with_tombstone(store: Store, found: Found, reason: Reason) -> Manifest:
    """Return the manifest that tells of the removal; one that was killed before the rows went is told of no more."""
    was = _hashes(store, found.manifest)
    carried_out = [told for told in found.manifest.removed if told["was"] != was]
    told = {"at": reason.at.isoformat(timespec="seconds"), "by": reason.by, "why": reason.why}
    tombstone = {**told, "rows": found.rows, "restated": found.restated, "was": was}
    return found.manifest.without([*carried_out, tombstone])


def _hashes(store: Store, manifest: Manifest) -> dict[str, str]:
    """Return what the files hash to in which the rows of a batch stand now: its own, else those of its month."""
    month = read_months(store.landed).get(manifest.batch)
    is_in_month = month is not None and not store.parquet(manifest.ledger, manifest.batch).exists()
    return dict(month.content if is_in_month and month is not None else manifest.content or {})


def _places(store: Store, found: Sequence[Found]) -> Iterator[_Place]:
    """Yield what is to be written anew, a month's file once."""
    months = read_months(store.landed)
    seen: set[str] = set()
    for one in found:
        manifest, month = one.manifest, months.get(one.manifest.batch)
        if month is None:
            kinds = tuple(manifest.content or (manifest.ledger, "intake", "quality"))
            yield _Place(manifest.ledger, f"{manifest.received_at:%Y-%m}", frozenset({manifest.batch}), kinds, None)
        elif month.name not in seen:  # files of their own, which a kill left beside the month's, are taken first
            seen.add(month.name)
            yield _Place(month.ledger, month.month, month.batches, tuple(month.content), month)


def _rewrite(files: BatchFiles, place: _Place, condition: pl.Expr) -> None:
    """Write what stays, then the record of it, then delete what held the rows."""
    ordered = sorted(place.batches)
    frames = {kind: pl.concat(files.read(kind, ordered), how="diagonal_relaxed") for kind in place.kinds}
    made = Month(place.ledger, place.month, free_number(files.landed, place.ledger, place.month), place.batches, {})
    for kind, frame in staying(frames, place.ledger, condition).items():
        made.content[kind] = write_parquet(frame, files.landed / kind / made.file_name)
    made.write(files.landed)
    if place.before is not None:
        place.before.delete(files.landed, place.before.content)
    for kind, batch in product(place.kinds, ordered):
        files.parquet(kind, batch).unlink(missing_ok=True)
    files.forget()


def staying(frames: Mapping[str, pl.DataFrame], ledger: str, condition: pl.Expr) -> dict[str, pl.DataFrame]:
    """Return the frames without the rows, and without what was received of lines that hold no row any more."""
    rows = {kind: frame for kind, frame in frames.items() if kind in (ledger, RESTATED)}
    gone = {kind: rows_of_today(frame, ledger).filter(condition) for kind, frame in rows.items()}
    left = {kind: _without(frame, gone[kind], _ROW) for kind, frame in rows.items()}
    emptied = _without(_places_in(gone.values()), _places_in(left.values()), _PLACE)
    received = {kind: _without(frame, emptied, _PLACE) for kind, frame in frames.items() if kind == "intake"}
    return {**frames, **left, **received}


def _places_in(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([frame.select(_PLACE) for frame in frames])


def _without(frame: pl.DataFrame, others: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    return frame.join(others, on=on, how="anti", nulls_equal=True)
