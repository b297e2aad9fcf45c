"""The versions of some rows of a ledger: from the index where they stand, from those batches what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import polars as pl

from ingest.landing.batch_files import RESTATED, BatchFiles
from ingest.landing.index.lookup import Lookup, Stands
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
    taken_out = lookup.retired(ledger.id, keys)
    touched = _in_state("withdrawn", [*taken_out, *((key, number, states[number].state) for key, number, _ in said)])
    may_stand_in = {key for key, _ in touched}
    again = [each for each in said if each[0] in may_stand_in]
    return versions(
        _rows(files, ledger, ledger.id, _live(said, states, is_again=False)),
        _rows(files, ledger, RESTATED, _live(again, states, is_again=True)),
        keys_at(touched),
        keys_at(_in_state("live", taken_out)),
    )


def _live(said: Iterable[tuple[str, int, bool]], states: Mapping[int, Stands], is_again: bool) -> list[tuple[str, str]]:
    """Return key and batch of what live batches said, or only said again."""
    return [
        (key, states[number].batch)
        for key, number, again in said
        if again == is_again and states[number].state == "live"
    ]


def _in_state(wanted: str, told: Iterable[tuple[str, int, str]]) -> list[tuple[str, int]]:
    """Return key and number of what batches in a state said."""
    return [(key, number) for key, number, state in told if state == wanted]


def _rows(files: BatchFiles, ledger: Ledger, kind: str, wanted: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """Return the rows of keys in the batches that said them, given as (key, batch)."""
    keys, batches = list({key for key, _ in wanted}), dict.fromkeys(batch for _, batch in wanted)
    frames = (frame.filter(pl.col("row_key").is_in(keys)) for frame in files.read(kind, batches))
    return in_order(landed_schema(ledger), frames)
