"""Batches older than a month are put together, one file a ledger, kind and month: a home stays small for years.

Nothing of what is known of a batch changes: its manifest stays, and its rows keep batch, file, sheet and row number.
The record of a month is written once its files stand, and a batch's own files go after that, so a kill loses nothing.
The clock decides when a month is due and nothing else: set wrong, it puts together too early or not yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from ingest.errors import UserError
from ingest.landing.batch_files import BatchFiles
from ingest.landing.manifest import Manifest
from ingest.landing.months import Month, months
from ingest.landing.whole_files import sha256_of, write_parquet

_MONTHS_LEFT_ALONE = 2
"""This month and the last: what came in them is corrected and withdrawn most."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What came of a ledger in one month: batches with files of their own, and what was put together before."""

    ledger: str
    month: str
    loose: Sequence[Manifest]
    older: Sequence[Month]


def put_together(files: BatchFiles, manifests: Iterable[Manifest], now: datetime) -> list[Month]:
    """Put together what is due at `now` (UTC); return the months. The home is locked.

    A batch of which a file is lost, or not what its manifest says, is left as it is; `doctor` finds it.
    """
    made: list[Month] = []
    for group in _due(files, manifests, now):
        month = _put_together(files, group)
        if month is not None:
            made.append(month)
    return made


def _due(files: BatchFiles, manifests: Iterable[Manifest], now: datetime) -> Iterator[_Group]:
    came: defaultdict[tuple[str, str], list[Manifest]] = defaultdict(list)
    for each in manifests:
        if _index_of(now) - _index_of(each.received_at) >= _MONTHS_LEFT_ALONE:
            came[each.ledger, f"{each.received_at:%Y-%m}"].append(each)
    before: defaultdict[tuple[str, str], list[Month]] = defaultdict(list)
    for month in months(files.landed):
        if _is_whole(files.landed, month):
            before[month.ledger, month.month].append(month)
    for (ledger, name), batches in sorted(came.items()):
        loose = [each for each in batches if _is_as_landed(files, each)]
        older = before[ledger, name]
        if loose and len(loose) + len(older) > 1:
            yield _Group(ledger, name, loose, older)


def _index_of(day: datetime) -> int:
    return day.year * 12 + day.month


def _is_as_landed(files: BatchFiles, manifest: Manifest) -> bool:
    """Tell whether the files of a batch's own are all there, and what was landed.

    With a removal told of them they are what a killed one left: it is to find them as they were when it is run again.
    """
    content = manifest.content
    return (
        content is not None
        and not manifest.removed
        and all(
            (path := files.parquet(kind, manifest.batch)).is_file() and sha256_of(path) == digest
            for kind, digest in content.items()
        )
    )


def _is_whole(landed: Path, month: Month) -> bool:
    return all(
        (path := landed / kind / month.file_name).is_file() and sha256_of(path) == digest
        for kind, digest in month.content.items()
    )


def _put_together(files: BatchFiles, group: _Group) -> Month | None:
    """Write the files and the record of a month and delete what they take the place of; None if it cannot be done."""
    landed, kinds = files.landed, _kinds(group)
    batches = frozenset(batch for of_kind in kinds.values() for batch in of_kind)
    made = Month(group.ledger, group.month, free_number(landed, group.ledger, group.month), batches, {})
    try:
        for kind, of_kind in kinds.items():
            made.content[kind] = _write(files, kind, of_kind, landed / kind / made.file_name)
        made.write(landed)
    except (OSError, UserError, pl.exceptions.PolarsError):  # no room, mostly: the batches stand as they did
        made.delete(landed, kinds)
        return None
    for month in group.older:
        month.delete(landed, month.content)
    for kind, of_kind in kinds.items():
        for batch in of_kind:
            files.parquet(kind, batch).unlink(missing_ok=True)
    files.forget()
    return made


def _kinds(group: _Group) -> dict[str, set[str]]:
    """Return the batches of a month by kind of file."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for each in group.loose:
        for kind in each.content or ():
            kinds[kind].add(each.batch)
    for month in group.older:
        for kind in month.content:
            kinds[kind] |= month.batches
    return dict(kinds)


def _write(files: BatchFiles, kind: str, batches: Iterable[str], path: Path) -> str:
    """Write what batches have of a kind into one file, oldest first; return its SHA-256, once it reads as it should."""
    whole = pl.concat(files.read(kind, sorted(batches)), how="diagonal_relaxed")
    order = [name for name in ("sequence", "batch", "row_number") if name in whole.columns]
    whole = whole.sort(order, maintain_order=True)
    digest = write_parquet(whole, path)
    if not pl.read_parquet(path, glob=False).equals(whole):
        raise UserError(f"“{path}”写入后读回来的内容不同。")
    return digest


def free_number(landed: Path, ledger: str, month: str) -> int:
    """Return a number by which no file of the ledger and month goes yet."""
    taken = {path.stem for path in landed.glob(f"*/M{month}-*-{ledger}.*")}
    number = 1
    while f"M{month}-{number}-{ledger}" in taken:
        number += 1
    return number
