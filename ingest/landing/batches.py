"""Turn validated drafts into batches and receipts, file by file, the newest winning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from ingest.draft import Draft
from ingest.feedback.error_guard import catch_errors
from ingest.feedback.receipt import Note, Receipt
from ingest.landing import outcomes
from ingest.landing.absent_columns import columns_of, given_before, poorer_than_usual, usual_columns
from ingest.landing.manifest import Manifest
from ingest.landing.outcomes import Lines
from ingest.landing.store import Store
from ingest.ledger import Ledger
from ingest.matching.identity import Identity
from ingest.schema import QUALITY

_LISTED_IN_MANIFEST = 500


@dataclass(frozen=True, slots=True)
class Landing:
    """Lands the drafts of one ledger after another. With `replace` a file is complete for what it covers.

    With `holds_poorer` a file that is poorer than those of its ledger usually are waits for somebody's word.
    """

    store: Store
    identity: Identity
    as_of: date
    received_at: datetime
    received_by: str
    replace: bool
    holds_poorer: bool = False

    def land(self, drafts: Sequence[Draft], landed: dict[str, Lines], live_rows: pl.DataFrame) -> list[Receipt]:
        """Land the drafts of one ledger; one receipt each, in order. `live_rows` are those that count before it."""
        standing = [draft for draft in drafts if draft.refusal is None]
        self._give_keys(standing)
        if not standing:
            return [refused(draft, draft.refusal or "") for draft in drafts]
        ledger = drafts[0].ledger
        live = outcomes.lean(live_rows, ledger)
        usual = usual_columns(self.store.live_manifests(ledger.id))
        recorded = set(self.store.intake(ledger.id).select("row_hash", "outcome").unique().iter_rows())
        delivered = set[str]().union(*(filter(None, draft.row_keys) for draft in standing))
        receipts: list[Receipt] = []
        for draft in drafts:
            turned_away = self._turned_away(draft, usual, landed)
            if turned_away is not None:
                receipts.append(turned_away)
                continue
            with catch_errors(self.store.root, draft.source.name) as errors:
                lines = landed.setdefault(draft.reading, set())
                receipt, rows = self._land(draft, live, lines, recorded, delivered, usual)
                live = _with_fresh(live, rows, ledger)
            receipts.append(refused(draft, errors[0]) if errors else receipt)
        return receipts

    def _give_keys(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if not draft.row_keys:
                outcomes.give_keys(draft, self.identity)
                outcomes.give_hashes(draft, self.identity)

    def _turned_away(self, draft: Draft, usual: frozenset[str], landed: dict[str, Lines]) -> Receipt | None:
        """Return the receipt of a draft of which nothing is landed for now: refused, or held; else None."""
        if draft.refusal is not None:
            return refused(draft, draft.refusal)
        poorer = self._awaits_a_word(draft, usual, landed)
        return _held(draft, poorer) if poorer else None

    def _awaits_a_word(self, draft: Draft, usual: frozenset[str], landed: dict[str, Lines]) -> tuple[str, ...]:
        """Return the headers of usual columns that a draft lacks, if somebody has to say that this is right.

        Whoever confirmed its layout has said so; so has whoever had this very file landed before.
        """
        if not self.holds_poorer or draft.layout is not None or draft.reading in landed:
            return ()
        return poorer_than_usual(draft, usual)

    def _land(
        self,
        draft: Draft,
        live: pl.DataFrame,
        landed: Lines,
        recorded: set[tuple[str, str]],
        delivered: set[str],
        usual: frozenset[str],
    ) -> tuple[Receipt, pl.DataFrame | None]:
        ledger = draft.ledger
        same = live.filter(pl.col("row_key").is_in([key for key in draft.row_keys if key is not None]))
        outcomes.fault_borrowed_numbers(draft, live)
        outcomes.decide(draft, dict(zip(same["row_key"], same["content_hash"], strict=True)), landed)
        accepted, returned = outcomes.places(draft, "accepted"), outcomes.places(draft, "returned")
        read, taken, sent_back = draft.count(), draft.count(accepted), draft.count(returned)
        unchanged, flagged = draft.count(outcomes.places(draft, "unchanged")), draft.count(_flagged(draft, accepted))
        missing = outcomes.missing_rows(draft, live, delivered)
        safe = missing.filter("is_safe")
        retired = tuple(safe["row_key"]) if self.replace else ()
        if not (ledger.complete or self.replace):
            missing = missing.clear()
        where = ("file", "sheet", "row_number")
        listed = missing.select(*where, org_code="owner").sort(where).to_dicts()
        news = accepted or retired or any((draft.row_hashes[place], "returned") not in recorded for place in returned)
        batch, rows = None, None
        kept: tuple[str, ...] = ()
        if news:
            sequence = self.store.next_sequence()
            batch = f"B{sequence:06d}-{ledger.id}"
            rows = outcomes.landed_rows(draft, batch, sequence, self.received_at)
            intake = outcomes.intake_rows(draft, batch, sequence, recorded)
            manifest = Manifest(
                batch=batch,
                sequence=sequence,
                ledger=ledger.id,
                file=draft.source.name,
                file_sha256=draft.sha256,
                sheets=draft.sheets,
                received_at=self.received_at,
                received_by=self.received_by,
                as_of=self.as_of,
                read=read,
                accepted=taken,
                unchanged=unchanged,
                returned=sent_back,
                flagged=flagged,
                replaces=self.replace,
                missing_rows=tuple(listed[:_LISTED_IN_MANIFEST]),
                retired=retired,
                columns=columns_of(draft),
                layout=draft.layout,
            )
            self.store.commit(manifest, rows, intake, _quality(draft, batch))
            recorded.update(intake.select("row_hash", "outcome").iter_rows())
            landed.update(rows.select("sheet", "row_number", "row_key").iter_rows())
            if rows.join(same, on="row_key", how="semi").get_column("brought").is_not_null().any():
                kept = given_before(self.store.live_rows(ledger.id).column_sources, batch)
        receipt = Receipt(
            file=draft.source.name,
            ledger=ledger.id,
            title=ledger.title,
            batch=batch,
            read=read,
            accepted=taken,
            unchanged=unchanged,
            returned=sent_back,
            flagged=flagged,
            returns=_notes(draft, returned, "return"),
            flags=_notes(draft, accepted, "flag"),
            missing=listed,
            retired=len(retired),
            kept_back=missing.height - safe.height if self.replace else 0,
            poorer=poorer_than_usual(draft, usual),
            kept=kept,
            columns=draft.column_uses,
            remarks=list(draft.remarks),
        )
        return receipt, rows


def _with_fresh(live: pl.DataFrame, rows: pl.DataFrame | None, ledger: Ledger) -> pl.DataFrame:
    """Return what is live once `rows` are, the newest of each key."""
    if rows is None:
        return live
    fresh = outcomes.lean(rows, ledger)
    return pl.concat([live.join(fresh, on="row_key", how="anti", maintain_order="left"), fresh])


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
    lines = list(zip(draft.frame["_sheet"], draft.frame["_row"], strict=True))
    return [place for place in accepted if lines[place] in flags]


def _notes(draft: Draft, rows: Sequence[int], severity: str) -> list[Note]:
    faults = draft.faults_of_rows(severity)
    lines = list(zip(draft.frame["_sheet"], draft.frame["_row"], strict=True))
    wanted = dict.fromkeys(lines[place] for place in rows)
    return [Note(each.sheet, each.row, each.column, each.message) for line in wanted for each in faults.get(line, ())]


def _quality(draft: Draft, batch: str) -> pl.DataFrame:
    if draft.quality is None:
        return pl.DataFrame(schema=QUALITY)
    own = {"batch": pl.lit(batch), "ledger": pl.lit(draft.ledger.id), "file": pl.lit(draft.source.name)}
    return draft.quality.with_columns(**own).select(pl.col(name).cast(kind) for name, kind in QUALITY.items())
