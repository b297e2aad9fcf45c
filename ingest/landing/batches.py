"""Turn validated drafts into batches and receipts, file by file, the newest winning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from ingest.draft import Draft
from ingest.feedback.error_guard import catch_errors
from ingest.feedback.receipt import Note, Receipt
from ingest.landing import outcomes
from ingest.landing.absent_columns import BATCHES_LOOKED_AT, columns_of, given_before, poorer_than_usual, usual_of
from ingest.landing.absent_rows import Absent, absent_rows
from ingest.landing.decide import Before, before, decide, keys_said_again
from ingest.landing.manifest import Manifest
from ingest.landing.said_again import said_again
from ingest.landing.standing import Standing
from ingest.landing.store import Store
from ingest.matching.identity import Identity
from ingest.schema import QUALITY

_LISTED_IN_MANIFEST = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the files of one delivery have to do with one another.

    `recorded` are the (row hash, outcome) on record of rows that were not accepted, `keys` those of all rows that came,
    `usual` the columns that files of the ledger usually have, `readings` the files (their readings) in order.
    """

    recorded: set[tuple[str, str]]
    keys: set[str]
    usual: frozenset[str]
    readings: list[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of a file: what was there before, what it takes out, and whether it is worth a batch.

    One that brings no news is a witness (`is_unsaid`), unless it is on record with what it says.
    """

    was: Before
    absent: Absent
    is_news: bool
    is_unsaid: bool


@dataclass(frozen=True, slots=True)
class Landing:
    """Lands the drafts of one ledger after another. With `replace` a file is complete for what it covers.

    With `holds_poorer` a file that is poorer than those of its ledger usually are waits for somebody's word; columns
    that are `not_asked` of a ledger on a day are not missed.
    """

    store: Store
    identity: Identity
    as_of: date
    received_at: datetime
    received_by: str
    replace: bool
    holds_poorer: bool
    not_asked: Callable[[str, date], frozenset[str]]

    def land(self, drafts: Sequence[Draft], standing: Standing) -> list[Receipt]:
        """Land the drafts of one ledger; one receipt each, in order. `standing` is what counts before it."""
        going_in = [draft for draft in drafts if draft.refusal is None]
        self._give_keys(going_in)
        if not going_in:
            return [refused(draft, draft.refusal or "") for draft in drafts]
        delivery = self._delivery(going_in, standing)
        receipts: list[Receipt] = []
        for draft in drafts:
            turned_away = self._turned_away(draft, delivery.usual, standing)
            if turned_away is not None:
                receipts.append(turned_away)
                continue
            with catch_errors(self.store.root, draft.source.name) as errors:
                receipt = self._land(draft, standing, delivery)
            receipts.append(refused(draft, errors[0]) if errors else receipt)
        return receipts

    def _delivery(self, going_in: Sequence[Draft], standing: Standing) -> Delivery:
        ask, ledger = self.store.index.ask, standing.ledger.id
        recorded = ask.recorded(ledger, [row_hash for draft in going_in for row_hash in draft.row_hashes])
        keys = set[str]().union(*(filter(None, draft.row_keys) for draft in going_in))
        usual = usual_of(ask.newest_columns(ledger, BATCHES_LOOKED_AT)) - self.not_asked(ledger, self.as_of)
        return Delivery(recorded, keys, usual, [draft.reading for draft in going_in])

    def _give_keys(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if not draft.row_keys:
                outcomes.give_keys(draft, self.identity)
                outcomes.give_hashes(draft, self.identity)

    def _turned_away(self, draft: Draft, usual: frozenset[str], standing: Standing) -> Receipt | None:
        """Return the receipt of a draft of which nothing is landed for now: refused, or held; else None."""
        if draft.refusal is not None:
            return refused(draft, draft.refusal)
        poorer = self._awaits_a_word(draft, usual, standing)
        return _held(draft, poorer) if poorer else None

    def _awaits_a_word(self, draft: Draft, usual: frozenset[str], standing: Standing) -> tuple[str, ...]:
        """Return the headers of usual columns that a draft lacks, if somebody has to say that this is right.

        Whoever confirmed its layout has said so; so has whoever had this very file landed before.
        """
        if not self.holds_poorer or draft.layout is not None or standing.record(draft.reading) is not None:
            return ()
        return poorer_than_usual(draft, usual)

    def _land(self, draft: Draft, standing: Standing, delivery: Delivery) -> Receipt:
        outcomes.fault_borrowed_numbers(draft, standing.lean_of_numbers)
        following = tuple(delivery.readings[delivery.readings.index(draft.reading) + 1 :])
        found = self._decided(draft, standing, delivery, following)
        if (found.is_news or found.is_unsaid) and following:  # its batch says the whole file, whatever follows it
            found = self._decided(draft, standing, delivery, ())
        batch: str | None = None
        kept: tuple[str, ...] = ()
        accepted, returned = outcomes.places(draft, "accepted"), outcomes.places(draft, "returned")
        counts: dict[str, Any] = {
            "read": draft.count(),
            "accepted": draft.count(accepted),
            "unchanged": draft.count(outcomes.places(draft, "unchanged")),
            "returned": draft.count(returned),
            "flagged": draft.count(_flagged(draft, accepted)),
        }
        if found.is_news or found.is_unsaid:
            batch, kept = self._commit(draft, standing, delivery, found, counts)
        return Receipt(
            file=draft.source.name,
            ledger=draft.ledger.id,
            title=draft.ledger.title,
            batch=batch if found.is_news else None,
            **counts,
            returns=_notes(draft, returned, "return"),
            flags=_notes(draft, accepted, "flag"),
            missing=found.absent.listed,
            retired=found.absent.going,
            kept_back=found.absent.kept_back,
            poorer=poorer_than_usual(draft, delivery.usual),
            kept=kept,
            columns=draft.column_uses,
            undecided=list(draft.undecided),
            remarks=list(draft.remarks),
        )

    def _decided(self, draft: Draft, standing: Standing, delivery: Delivery, following: tuple[str, ...]) -> Decided:
        """Decide what becomes of every row, and whether anything of the file is worth a batch."""
        was = before(draft, standing, following)
        unsaid = decide(draft, was)
        absent = absent_rows(draft, standing, delivery.keys, self.replace)
        returned = outcomes.places(draft, "returned")
        is_new_fault = any((draft.row_hashes[place], "returned") not in delivery.recorded for place in returned)
        is_news = bool(outcomes.places(draft, "accepted")) or absent.going > 0 or is_new_fault
        return Decided(was, absent, is_news, is_unsaid=bool(unsaid) or absent.is_unsaid)

    def _commit(
        self, draft: Draft, standing: Standing, delivery: Delivery, found: Decided, counts: dict[str, Any]
    ) -> tuple[str, tuple[str, ...]]:
        """Write a batch; return its name, and which columns its rows keep from older files."""
        sequence = self.store.next_sequence()
        batch = f"B{sequence:06d}-{draft.ledger.id}"
        stamp = (batch, sequence, self.received_at)
        rows = outcomes.landed_rows(draft, outcomes.places(draft, "accepted"), *stamp)
        places = keys_said_again(draft, found.was)
        again = said_again(draft, places, standing, *stamp)
        intake = outcomes.intake_rows(draft, batch, sequence, delivery.recorded, places)
        manifest = Manifest(
            batch=batch,
            sequence=sequence,
            ledger=draft.ledger.id,
            file=draft.source.name,
            file_sha256=draft.sha256,
            sheets=draft.sheets,
            received_at=self.received_at,
            received_by=self.received_by,
            as_of=self.as_of,
            **counts,
            replaces=self.replace,
            missing_rows=tuple(found.absent.listed[:_LISTED_IN_MANIFEST]),
            retired=found.absent.retired,
            columns=columns_of(draft),
            layout=draft.layout,
            restated=again.height,
            key=self.identity.mark,
            is_witness=not found.is_news,
        )
        self.store.commit(manifest, rows, again, intake, _quality(draft, batch))
        delivery.recorded.update(intake.select("row_hash", "outcome").iter_rows())
        standing.add(manifest, rows, again)
        changed = rows.filter(pl.col("brought").is_not_null() & pl.col("row_key").is_in(list(found.was.newest)))
        kept = given_before(standing.rows(rows["row_key"].to_list()).column_sources, batch) if changed.height else ()
        return batch, kept


def refused(draft: Draft, sentence: str) -> Receipt:
    """Return the receipt of a draft of which nothing was taken in."""
    return Receipt(draft.source.name, draft.ledger.id, draft.ledger.title, refused=sentence, columns=draft.column_uses)


def _held(draft: Draft, poorer: tuple[str, ...]) -> Receipt:
    """Return the receipt of a draft that waits for somebody's word."""
    receipt = refused(
        draft,
        f"这个文件比平时报送的少了这些列：{'、'.join(poorer)}。如果本来就只有这些列，请在“数据报送”页面点“仍然接收”，"
        "以前报送的这些内容保留不变；否则请补上这些列后重新报送。现在还没有入库。",
    )
    receipt.poorer, receipt.is_held = poorer, True
    return receipt


def _flagged(draft: Draft, accepted: Sequence[int]) -> list[int]:
    """Return the places of accepted rows that are flagged."""
    flags = draft.faults_of_rows("flag")
    if not flags:
        return []
    lines = draft.lines
    return [place for place in accepted if lines[place] in flags]


def _notes(draft: Draft, rows: Sequence[int], severity: str) -> list[Note]:
    faults = draft.faults_of_rows(severity)
    if not faults:
        return []
    lines = draft.lines
    wanted = dict.fromkeys(lines[place] for place in rows)
    return [Note(each.sheet, each.row, each.column, each.message) for line in wanted for each in faults.get(line, ())]


def _quality(draft: Draft, batch: str) -> pl.DataFrame:
    if draft.quality is None:
        return pl.DataFrame(schema=QUALITY)
    own = {"batch": pl.lit(batch), "ledger": pl.lit(draft.ledger.id), "file": pl.lit(draft.source.name)}
    return draft.quality.with_columns(**own).select(pl.col(name).cast(kind) for name, kind in QUALITY.items())
