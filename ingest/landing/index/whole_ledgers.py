"""All versions of a ledger's rows, from all of its batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    live = [each for each in manifests if each.state == "live"]
    landed = in_order(landed_schema(ledger), files.read(ledger.id, [each.batch for each in live]))
    retired = keys_at((key, each.sequence) for each in live for key in each.retired)
    withdrawn = [each for each in manifests if each.state == "withdrawn"]
    if not withdrawn:
        return versions(landed, landed.clear(), keys_at(()), retired)
    first = min(each.sequence for each in withdrawn)  # what was said again before it was said before it too
    speaking = [each for each in manifests if each.state == "live" or (with_witnesses and each.state == "witness")]
    again = [each.batch for each in speaking if each.restated and each.sequence > first]
    touched = pl.concat(
        [
            keys_at((key, each.sequence) for each in withdrawn for key in each.retired),
            said(files, ledger, withdrawn, manifests).select(list(KEY_SEQUENCE)),
        ]
    )
    return versions(landed, in_order(landed_schema(ledger), files.read(RESTATED, again)), touched, retired)


def said(files: BatchFiles, ledger: Ledger, of: Sequence[Manifest], manifests: Sequence[Manifest]) -> pl.DataFrame:
    """Return which keys some (`of`) of a ledger's batches said, in the order of sequence.

    The columns are `row_key`, `sequence` and `is_again`. A withdrawn batch whose files are lost is taken to have said
    whatever files said again after it.
    """
    kept = [each for each in of if each.state != "withdrawn"]
    found = [pl.DataFrame(schema=_SAID), *_keys(files, ledger, kept)]
    for each in (each for each in of if each.state == "withdrawn"):
        try:
            found += list(_keys(files, ledger, [each]))
        except UserError:
            later = [other for other in manifests if other.state != "withdrawn" and other.sequence > each.sequence]
            again = [frame for frame in _keys(files, ledger, later) if frame["is_again"].any()]
            found += [frame.with_columns(sequence=pl.lit(each.sequence), is_again=pl.lit(False)) for frame in again]
    return pl.concat(found).sort("sequence", maintain_order=True)


def _keys(files: BatchFiles, ledger: Ledger, manifests: Sequence[Manifest]) -> Iterable[pl.DataFrame]:
    columns = list(KEY_SEQUENCE)
    for frame in files.read(ledger.id, [each.batch for each in manifests], columns):
        yield frame.select(*columns, pl.lit(False).alias("is_again"))
    for frame in files.read(RESTATED, [each.batch for each in manifests if each.restated], columns):
        yield frame.select(*columns, pl.lit(True).alias("is_again"))
