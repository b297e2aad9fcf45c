"""All versions of a ledger's rows, from all of its batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from ingest.errors import UserError
from ingest.landing.batch_files import RESTATED, BatchFiles
from ingest.landing.manifest import Manifest
from ingest.landing.versions import KEY_SEQUENCE, Versions, in_order, keys_at, versions
from ingest.ledger import Ledger
from ingest.schema import landed_schema

_SAID: dict[str, pl.DataType] = KEY_SEQUENCE | {"is_again": pl.Boolean()}


def versions_of_batches(
    files: BatchFiles, ledger: Ledger, manifests: Sequence[Manifest], with_witnesses: bool = False
) -> Versions:
    """Return the versions of all rows of a ledger. `manifests` are all that it has, oldest first.

    With `with_witnesses` what they say again counts as though they were batches.
    """
    live, withdrawn = _in_state(manifests, "live"), _in_state(manifests, "withdrawn")
    landed = in_order(landed_schema(ledger), files.read(ledger.id, [each.batch for each in live]))
    retired = keys_at(_retired(live))
    if not withdrawn:
        return versions(landed, landed.clear(), keys_at(()), retired)
    speaking = [*live, *_in_state(manifests, "witness")] if with_witnesses else live
    touched = [keys_at(_retired(withdrawn)), said(files, ledger, withdrawn, manifests).select(list(KEY_SEQUENCE))]
    return versions(landed, _restated(files, ledger, speaking, withdrawn), pl.concat(touched), retired)


def _in_state(manifests: Iterable[Manifest], state: str) -> list[Manifest]:
    return [each for each in manifests if each.state == state]


def _restated(
    files: BatchFiles, ledger: Ledger, speaking: Iterable[Manifest], withdrawn: Sequence[Manifest]
) -> pl.DataFrame:
    """Return what was said again after the first withdrawn batch: before it, it had been said before it too."""
    first = withdrawn[0].sequence
    again = [each.batch for each in speaking if each.restated and each.sequence > first]
    return in_order(landed_schema(ledger), files.read(RESTATED, again))


def _retired(manifests: Iterable[Manifest]) -> Iterator[tuple[str, int]]:
    return ((key, each.sequence) for each in manifests for key in each.retired)


def said(files: BatchFiles, ledger: Ledger, of: Sequence[Manifest], manifests: Sequence[Manifest]) -> pl.DataFrame:
    """Return which keys some (`of`) of a ledger's batches said, in the order of sequence.

    The columns are `row_key`, `sequence` and `is_again`.
    """
    found = [pl.DataFrame(schema=_SAID)]
    found += _keys(files, ledger, [each for each in of if each.state != "withdrawn"])
    for each in _in_state(of, "withdrawn"):
        try:
            found += list(_keys(files, ledger, [each]))
        except UserError:
            found += _said_after(files, ledger, each, manifests)
    return pl.concat(found).sort("sequence", maintain_order=True)


def _said_after(
    files: BatchFiles, ledger: Ledger, lost: Manifest, manifests: Iterable[Manifest]
) -> Iterator[pl.DataFrame]:
    """Yield whatever files said again after a withdrawn batch whose files are lost: it is taken to have said that."""
    later = [each for each in manifests if each.state != "withdrawn" and each.sequence > lost.sequence]
    for frame in _keys(files, ledger, later):
        if frame["is_again"].any():
            yield frame.with_columns(sequence=pl.lit(lost.sequence), is_again=pl.lit(False))


def _keys(files: BatchFiles, ledger: Ledger, manifests: Sequence[Manifest]) -> Iterator[pl.DataFrame]:
    columns = list(KEY_SEQUENCE)
    for frame in files.read(ledger.id, [each.batch for each in manifests], columns):
        yield frame.select(*columns, pl.lit(False).alias("is_again"))
    for frame in files.read(RESTATED, [each.batch for each in manifests if each.restated], columns):
        yield frame.select(*columns, pl.lit(True).alias("is_again"))
