"""One person's rows: found by a number that the person gives, in every batch that was ever landed or set aside.

Rows know a person by a keyed hash. Names that stand in texts (a speaker, a participant among several) are no row of
the person's; they are told with their places, for somebody to correct them at their source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import polars as pl

from ingest.landing.home_key import identity_of
from ingest.landing.quarantined import rows_set_aside
from ingest.landing.store import Store
from ingest.ledger import ROSTER, load_ledgers
from ingest.matching.identity import Identity, canonical_identity_number
from ingest.schema import content_schema
from ingest.text.chinese import normalise

_ROSTER_COLUMNS = ("person_key", "id_hash", "member_no", "name")


@dataclass(frozen=True, slots=True)
class Person:
    """By what a person's rows are known (`keys`), and the names under which the person ever stood on a roster."""

    keys: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A landed row whose text holds a person's name: the ledger's title, and where the row came from."""

    ledger: str
    file: str
    sheet: str
    row_number: int


def known_by(store: Store, number: str) -> Person:
    """Return whom an identity number, a 党员编号 or a 当事人编号 means; no keys where nobody is known by it.

    UserError where the key of the home is not that of its batches.
    """
    with store.locked():
        identity = identity_of(store)
    roster = _roster(store)
    hashed = identity.digest("identity number", canonical_identity_number(number))
    plain = normalise(number).upper()
    of_person = roster.filter((pl.col("id_hash") == hashed) | (pl.col("member_no").str.to_uppercase() == plain))
    keys = frozenset(of_person["person_key"].drop_nulls()) | _subject(store, identity, plain)
    names = roster.filter(pl.col("person_key").is_in(list(keys)))["name"].drop_nulls()
    return Person(keys, frozenset(names))


def rows_of(person: Person) -> dict[str, pl.Expr]:
    """Return by ledger what is true of the person's rows."""
    is_theirs = pl.col("person_key").is_in(sorted(person.keys))
    return {ledger.id: is_theirs for ledger in load_ledgers().values() if "person_key" in content_schema(ledger)}


def mentions(store: Store, person: Person) -> Iterator[Mention]:
    """Yield others' live rows whose texts hold one of the person's names; namesakes are among them."""
    for ledger in load_ledgers().values() if person.names else ():
        texts = {column.id for column in ledger.columns if column.kind in ("text", "list")}
        frame = store.live_frame(ledger.id)
        if "person_key" in frame.columns:  # their own rows are no mention
            frame = frame.filter(~pl.col("person_key").is_in(sorted(person.keys)).fill_null(value=False))
        places = _holding(frame, texts, sorted(person.names))
        yield from (Mention(ledger.title, *place) for place in places.iter_rows())


def _holding(frame: pl.DataFrame, columns: set[str], names: list[str]) -> pl.DataFrame:
    """Return where the rows came from of which any of the columns holds any of the names."""
    holds = [pl.col(column).str.contains_any(names) for column in sorted(columns.intersection(frame.columns))]
    return frame.filter(pl.any_horizontal(pl.lit(value=False), *holds)).select("file", "sheet", "row_number")


def _roster(store: Store) -> pl.DataFrame:
    batches = [each.batch for each in store.manifests() if each.ledger == ROSTER and not each.is_witness]
    nothing = pl.DataFrame(schema=dict.fromkeys(_ROSTER_COLUMNS, pl.String()))
    landed = store.files.read(ROSTER, batches, _ROSTER_COLUMNS)
    aside = rows_set_aside(store.quarantine, ROSTER, _ROSTER_COLUMNS)
    return pl.concat([nothing, *landed, *aside], how="diagonal_relaxed").unique()


def _subject(store: Store, identity: Identity, number: str) -> frozenset[str]:
    """Return the key of whoever is known by a 当事人编号, where any row is."""
    key = identity.digest("subject", number)
    for ledger in load_ledgers().values():
        if any(column.id == "subject_no" for column in ledger.columns):
            batches = [each.batch for each in store.manifests() if each.ledger == ledger.id and not each.is_witness]
            landed = store.files.read(ledger.id, batches, ["person_key"])
            aside = rows_set_aside(store.quarantine, ledger.id, ("person_key",))
            if any((frame["person_key"] == key).any() for frame in chain(landed, aside)):
                return frozenset({key})
    return frozenset()
