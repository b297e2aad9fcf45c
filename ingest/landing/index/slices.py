"""The versions of some rows of a ledger: from the index where they stand, from those batches what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import polars as pl

from ingest.landing.batch_files import RESTATED, BatchFiles
from ingest.landing.index.lookup import Lookup
from ingest.landing.versions import Versions, in_order, keys_at, versions
from ingest.ledger import Ledger
from ingest.schema import landed_schema


def versions_of_keys(lookup: Lookup, files: BatchFiles, ledger: Ledger, keys: Collection[str]) -> Versions:
    """Return the versions of rows by their keys, as all of the ledger's batches together would give them."""
    said = lookup.said(ledger.id, keys)
    if not said:
        nothing = in_order(landed_schema(ledger), ())
        return Versions(nothing, nothing, nothing)
    states = lookup.states(ledger.id, {number for _, number, _ in said})
    wanted: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    touched: list[tuple[str, int]] = []
    for key, number, is_again in said:
        batch, state = states[number].batch, states[number].state
        if state == "withdrawn":
            touched.append((key, number))
        elif state == "live":
            wanted[RESTATED if is_again else ledger.id][batch].add(key)
    taken_out = lookup.retired(ledger.id, keys)
    touched += [(key, number) for key, number, state in taken_out if state == "withdrawn"]
    retired = keys_at((key, number) for key, number, state in taken_out if state == "live")
    touched_keys = {key for key, _ in touched}
    again = {batch: found & touched_keys for batch, found in wanted[RESTATED].items() if found & touched_keys}
    landed = in_order(landed_schema(ledger), _rows(files, ledger.id, wanted[ledger.id]))
    return versions(landed, in_order(landed_schema(ledger), _rows(files, RESTATED, again)), keys_at(touched), retired)


def _rows(files: BatchFiles, kind: str, wanted: dict[str, set[str]]) -> Iterable[pl.DataFrame]:
    keys = list(set[str]().union(*wanted.values()))
    for frame in files.read(kind, wanted):
        yield frame.filter(pl.col("row_key").is_in(keys))
