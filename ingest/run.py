"""From files to batches: read everything, then land ledger by ledger in the order of dependency."""

from __future__ import annotations

import hashlib
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import polars as pl

from ingest import land
from ingest.collect import SourceFile, collect_files
from ingest.draft import Draft, draft_of
from ingest.errors import UserError
from ingest.faults import Fault
from ingest.identity import Identity, load_identity, mask_identity_numbers
from ingest.landed_schema import QUALITY
from ingest.ledger import Ledger, load_ledgers
from ingest.manifest import Manifest
from ingest.organisation_register import organisations_of, read_aliases, renamings_of, settle
from ingest.organisations import OrganisationIndex
from ingest.people import Named, PeopleRegistry, Stay
from ingest.read_workbook import read_sheets
from ingest.receipt import Note, Receipt, write_receipts
from ingest.recognise import Recognised, find_tables, recognise_file
from ingest.resolve import Known, resolve, topic_key
from ingest.return_workbook import Layout, layout_of, write_returned
from ingest.schools import SchoolIndex
from ingest.sheet import Sheet
from ingest.store import Store

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

PERSON_LEDGERS = frozenset({"member", "attendance", "training", "discipline"})
_LISTED_IN_MANIFEST = 500
_SETTLING_ROUNDS = 20
_UNEXPECTED = (
    "处理时出了意外，整个文件没有入库。请另存一份新的文件重试；仍不行时，"
    "把这个文件和 logs 文件夹中的 ingest.log 发给维护人员。"
)


class Checked(Protocol):
    """What the expectations said of one ledger in one file."""

    @property
    def faults(self) -> list[Fault]:
        """Rows that go back or are flagged."""

    @property
    def results(self) -> pl.DataFrame:
        """One row an expectation."""

    @property
    def refusal(self) -> str | None:
        """The sentence for which the whole file is refused."""


Check = Callable[[str, pl.DataFrame, date], Checked]


def ingest(
    paths: Iterable[Path],
    store: Store,
    as_of: date,
    received_by: str,
    replace: bool = False,
    progress: Progress | None = None,
    check: Check | None = None,
) -> list[Receipt]:
    """Take in files and folders; one receipt a ledger found in a file, in the order of the files.

    Receipts and returned workbooks are written below `store.receipts`. With `replace` each file is complete for
    its organisations and years: rows of earlier files that it lacks are retired. UserError if a path does not exist,
    the home is busy or its key is gone; whatever is wrong with one file is said in its receipt.
    """
    sources = collect_files([Path(path) for path in paths])
    run = _Run(store, as_of, received_by, replace, progress or _silent, check or _expectations())
    with store.locked(lambda sentence: run.progress(sentence, 0, 0)):
        store.sweep()
        hashes_exist = any(manifest.ledger in PERSON_LEDGERS for manifest in store.batches())
        run.identity = load_identity(store.identity_key, hashes_exist)
        run.aliases = read_aliases(store.root / "aliases.csv")
        files = [run.read(source, number, len(sources)) for number, source in enumerate(sources)]
        run.land_all(files)
        return run.receive(files)


def _silent(what: str, done: int, total: int) -> None:
    pass


def _expectations() -> Check:
    from expectations.runner import check  # imports Great Expectations, which takes seconds

    return check


@dataclass(slots=True)
class _File:
    """One file of the delivery, and what was found in it."""

    source: SourceFile
    drafts: list[Draft] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    ignored_sheets: list[str] = field(default_factory=list)
    refusal: str | None = None
    refused_ledger: str | None = None
    receipts: list[Receipt] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    store: Store
    as_of: date
    received_by: str
    replace: bool
    progress: Progress
    check: Check
    identity: Identity = field(default_factory=lambda: Identity(b""))
    aliases: dict[str, str] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=load_ledgers)
    started: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    landed_lines: dict[str, set[tuple[str, int]]] = field(default_factory=dict)

    # reading

    def read(self, source: SourceFile, number: int, total: int) -> _File:
        """Read one file into drafts; what cannot be read is a refusal."""
        self.progress(f"读取 {source.name}", number, total)
        file = _File(source)
        with self._no_surprise(source) as surprise:
            self._read(file)
        if surprise:
            file.drafts, file.refusal = [], surprise[0]
        return file

    def _read(self, file: _File) -> None:
        sheets = read_sheets(file.source)
        found = recognise_file(sheets, self.ledgers)
        file.ignored_sheets = found.ignored_sheets
        if found.refusal is not None:
            file.refusal, file.refused_ledger = found.refusal, self._likeliest(sheets)
            return
        sha256 = hashlib.sha256(file.source.read_bytes()).hexdigest()
        file.layouts = _layouts(found, self.ledgers)
        for ledger_id in dict.fromkeys(table.ledger for table in found.tables):
            tables = [table for table in found.tables if table.ledger == ledger_id]
            file.drafts.append(draft_of(file.source, sha256, self.ledgers[ledger_id], tables, self.identity))

    def _likeliest(self, sheets: Sequence[Sheet]) -> str | None:
        tables = [table for sheet in sheets for table in find_tables(sheet, self.ledgers) if table.missing_required]
        best = max(tables, key=lambda table: table.share_of_required, default=None)
        return best.ledger if best is not None else None

    # landing

    def land_all(self, files: list[_File]) -> None:
        """Land the drafts of all files, ledger by ledger."""
        by_ledger: defaultdict[str, list[tuple[_File, Draft]]] = defaultdict(list)
        for file in files:
            for draft in file.drafts:
                by_ledger[draft.ledger.id].append((file, draft))
        events = [draft.frame for _, draft in by_ledger["organisation_event"]]
        total = sum(len(found) for found in by_ledger.values())
        done = 0
        for ledger in self.ledgers.values():
            found = by_ledger[ledger.id]
            if not found:
                continue
            with self._no_surprise(found[0][0].source) as surprise:
                self._judge([draft for _, draft in found], ledger, events, done, total)
                self._land(ledger, found)
            for file, draft in found if surprise else ():
                if not any(receipt.ledger == ledger.id for receipt in file.receipts):
                    file.receipts.append(_refused(draft, surprise[0]))
            done += len(found)

    def _judge(self, drafts: list[Draft], ledger: Ledger, events: list[pl.DataFrame], done: int, total: int) -> None:
        known = self._known(ledger.id, events)
        self.landed_lines = self._lines_by_file(ledger.id)
        if ledger.id == "organisation":
            self._settle(drafts, known, events)
            return
        for number, draft in enumerate(drafts):
            self.progress(f"核对 {draft.source.name}（{ledger.title}）", done + number, total)
            with self._no_surprise(draft.source) as surprise:
                draft.frame, faults = resolve(draft.frame, ledger, known)
                draft.add(faults)
                self._check(draft)
            draft.refusal = surprise[0] if surprise else draft.refusal

    def _lines_by_file(self, ledger: str) -> dict[str, set[tuple[str, int]]]:
        """Return the lines that each file, by its SHA-256, brought in before."""
        lines: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        versions = self.store.all_versions(ledger)
        for sha256, sheet, row in versions.select("file_sha256", "sheet", "row_number").iter_rows():
            lines[sha256].add((sheet, row))
        return lines

    def _known(self, ledger: str, events: list[pl.DataFrame]) -> Known:
        known = Known(self.identity, self.as_of)
        if ledger in ("organisation", "member"):
            schools = self.store.live_frame("school")
            known.schools = SchoolIndex(dict(zip(schools["school_code"], schools["school_name"], strict=True)))
        if ledger not in ("school", "organisation"):
            known.organisations = self._organisations(events)
        if ledger in ("member", "attendance", "training"):
            known.people = self._people()
        if ledger == "attendance":
            activities = self.store.live_frame("activity")
            for org_code, day, topic in activities.select("org_code", "held_on", "topic").iter_rows():
                known.activities.setdefault((org_code, day), {})[topic_key(topic)] = topic
        if ledger == "survey_return":
            known.surveys = frozenset(self.store.live_frame("survey")["survey_name"].unique())
        return known

    def _organisations(self, events: list[pl.DataFrame]) -> OrganisationIndex:
        organisations = organisations_of(self.store.live_frame("organisation"))
        plain = OrganisationIndex(organisations, aliases=self.aliases)
        renamings = renamings_of(self.store.live_frame("organisation_event"))
        known = {(each.code, each.day) for each in renamings}
        delivered = [each for frame in events for each in renamings_of(frame, plain)]
        renamings += [each for each in delivered if (each.code, each.day) not in known]
        return OrganisationIndex(organisations, renamings, self.aliases) if renamings else plain

    def _people(self) -> PeopleRegistry:
        registry = PeopleRegistry(self.identity)
        versions = self.store.all_versions("member")
        for row in (
            versions.select("person_key", "org_code", "name", "member_no", "id_hash")
            .unique(maintain_order=True)
            .iter_rows()
        ):
            registry.add(row[0], row[1], Named(row[2], row[3], row[4]))
        live = self.store.live_frame("member").select("person_key", "org_code", "name", "in_on", "out_on")
        registry.put_on_roll(Stay(*row) for row in live.iter_rows())
        return registry

    def _settle(self, drafts: list[Draft], known: Known, events: list[pl.DataFrame]) -> None:
        """Resolve organisations among themselves until no row rests on one that is going back."""
        live = self.store.live_frame("organisation")
        live_events = self.store.live_frame("organisation_event")
        for round_number in range(_SETTLING_ROUNDS):
            left_out = [
                draft.faulty_places() if draft.refusal is None else set(range(draft.frame.height)) for draft in drafts
            ]
            frames, faults, _ = settle(
                [draft.frame for draft in drafts],
                left_out,
                live,
                [live_events, *events],
                known.schools,
                self.aliases,
                self.as_of,
            )
            for draft, frame, own in zip(drafts, frames, faults, strict=True):
                draft.frame = frame
                draft.add(own)
                if round_number == 0:
                    with self._no_surprise(draft.source) as surprise:
                        self._check(draft)
                    draft.refusal = surprise[0] if surprise else draft.refusal
            if left_out == [d.faulty_places() if d.refusal is None else set(range(d.frame.height)) for d in drafts]:
                return

    def _check(self, draft: Draft) -> None:
        land.give_keys(draft, self.identity)
        land.fault_conflicts(draft)
        hidden = [pl.lit(None, dtype=pl.String).alias(column.id) for column in draft.ledger.columns if column.sensitive]
        seen = draft.frame.with_columns(hidden).drop("_given_id_hash", strict=False)
        lines = self.landed_lines.get(draft.sha256, set())
        if lines.issuperset(zip(seen["_sheet"], seen["_row"], strict=True)):
            return  # there are no rows, or all of them were checked and landed before
        checked = self.check(draft.ledger.id, seen, self.as_of)
        draft.add(checked.faults)
        draft.quality = checked.results
        draft.refusal = checked.refusal

    def _land(self, ledger: Ledger, found: list[tuple[_File, Draft]]) -> None:
        for file, draft in found:
            if draft.refusal is not None:
                file.receipts.append(_refused(draft, draft.refusal))
        standing = [(file, draft) for file, draft in found if draft.refusal is None]
        if not standing:
            return
        live = land.lean(self.store.live_frame(ledger.id), ledger)
        intake = self.store.intake(ledger.id).select("row_hash", "outcome").unique()
        recorded = set(intake.iter_rows())
        delivered = {key for _, draft in standing for key in self._keys(draft) if key is not None}
        for file, draft in standing:
            with self._no_surprise(draft.source) as surprise:
                receipt, rows = self._land_one(draft, live, recorded, delivered)
                if rows is not None:
                    fresh = land.lean(rows, ledger)
                    live = pl.concat([live.join(fresh, on="row_key", how="anti", maintain_order="left"), fresh])
                    lines = self.landed_lines.setdefault(draft.sha256, set())
                    lines.update(rows.select("sheet", "row_number").iter_rows())
            file.receipts.append(_refused(draft, surprise[0]) if surprise else receipt)

    def _keys(self, draft: Draft) -> list[str | None]:
        if len(draft.row_keys) != draft.frame.height or not draft.frame.height:
            land.give_keys(draft, self.identity)
        return draft.row_keys

    def _land_one(
        self, draft: Draft, live: pl.DataFrame, recorded: set[tuple[str, str]], delivered: set[str]
    ) -> tuple[Receipt, pl.DataFrame | None]:
        ledger = draft.ledger
        own_keys = [key for key in draft.row_keys if key is not None]
        same = live.filter(pl.col("row_key").is_in(own_keys))
        landed_before = self.landed_lines.get(draft.sha256, set())
        land.judge(draft, dict(zip(same["row_key"], same["content_hash"], strict=True)), landed_before)
        accepted, returned = land.places(draft, "accepted"), land.places(draft, "returned")
        flagged = _flagged(draft, accepted)
        missing = land.missing_rows(draft, live, delivered)
        safe = missing.filter("is_safe")
        retired = tuple(safe["row_key"]) if self.replace else ()
        listed = (
            missing.select("file", "sheet", "row_number", "org_code").sort("file", "sheet", "row_number").to_dicts()
        )
        news = accepted or retired or any((draft.row_hashes[place], "returned") not in recorded for place in returned)
        batch, rows = None, None
        if news:
            sequence = self.store.next_sequence()
            batch = f"B{sequence:06d}-{ledger.id}"
            rows = land.landed_rows(draft, batch, sequence, self.started)
            intake = land.intake_rows(draft, batch, sequence, recorded)
            manifest = Manifest(
                batch=batch, sequence=sequence, ledger=ledger.id, file=draft.source.name, file_sha256=draft.sha256,
                sheets=draft.sheets, received_at=self.started, received_by=self.received_by, as_of=self.as_of,
                read=draft.frame.height, accepted=len(accepted), unchanged=len(land.places(draft, "unchanged")),
                returned=len(returned), flagged=flagged, replaces=self.replace,
                missing_rows=tuple(listed[:_LISTED_IN_MANIFEST]), retired=retired,
            )  # fmt: skip
            self.store.commit(manifest, rows, intake, _quality(draft, batch))
            recorded |= set(intake.select("row_hash", "outcome").iter_rows())
        receipt = Receipt(
            file=draft.source.name, ledger=ledger.id, title=ledger.title, batch=batch,
            read=draft.frame.height, accepted=len(accepted), unchanged=len(land.places(draft, "unchanged")),
            returned=len(returned), flagged=flagged,
            returns=_notes(draft, returned, "return"), flags=_notes(draft, accepted, "flag"),
            missing=listed, retired=len(retired), kept_back=(missing.height - safe.height) if self.replace else 0,
        )  # fmt: skip
        return receipt, rows

    # receipts

    def receive(self, files: list[_File]) -> list[Receipt]:
        """Write receipts and returned workbooks; return all receipts in the order of the files."""
        stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        order = list(self.ledgers)
        for number, file in enumerate(files):
            self.progress(f"写回执 {file.source.name}", number, len(files))
            if file.refusal is not None or not file.receipts:
                title = self.ledgers[file.refused_ledger].title if file.refused_ledger else None
                file.receipts = [
                    Receipt(
                        file.source.name,
                        file.refused_ledger,
                        title,
                        refused=file.refusal or "没有认出任何台账，整个文件没有入库。",
                    )
                ]
            file.receipts.sort(key=lambda receipt: order.index(receipt.ledger) if receipt.ledger in order else -1)
            folder = _new_folder(self.store.receipts, f"{stamp}_{_folder_name(file.source.stem)}")
            for receipt in file.receipts:
                receipt.ignored_sheets = file.ignored_sheets
                receipt.folder = folder
            notes = [note for receipt in file.receipts for note in receipt.returns]
            if notes:
                path = folder / f"退回_{_folder_name(file.source.stem)}.xlsx"
                with self._no_surprise(file.source) as surprise:
                    write_returned(file.source, read_sheets(file.source), file.layouts, notes, path)
                if not surprise:
                    for receipt in file.receipts:
                        receipt.workbook = path if receipt.returns else None
            write_receipts(file.receipts, folder)
        return [receipt for file in files for receipt in file.receipts]

    @contextmanager
    def _no_surprise(self, source: SourceFile) -> Iterator[list[str]]:
        """Turn whatever goes wrong inside into one sentence in the list; what was not foreseen goes to the log."""
        sentences: list[str] = []
        try:
            yield sentences
        except UserError as error:
            sentences.append(mask_identity_numbers(str(error)))
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except OSError as error:
            sentences.append(
                f"读写磁盘时出错（{error.strerror or '原因不明'}），没有入库。请检查磁盘空间和权限后重新报送。"
            )
            self._log(source)
        except BaseException:  # a panic in a Rust library is no Exception
            sentences.append(_UNEXPECTED)
            self._log(source)

    def _log(self, source: SourceFile) -> None:
        log = self.store.root / "logs" / "ingest.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {source.name}\n")
            lines.write(mask_identity_numbers(traceback.format_exc()) + "\n")


def _refused(draft: Draft, sentence: str) -> Receipt:
    return Receipt(draft.source.name, draft.ledger.id, draft.ledger.title, refused=sentence)


def _layouts(found: Recognised, ledgers: dict[str, Ledger]) -> list[Layout]:
    layouts: list[Layout] = []
    ends: dict[str, int] = {}
    for table in sorted(found.tables, key=lambda table: table.first_data_row):
        headers = {column.id: column.header for column in ledgers[table.ledger].columns}
        layouts.append(layout_of(table, headers, ends.get(table.sheet.name, 0)))
        ends[table.sheet.name] = table.end_row
    return layouts


def _flagged(draft: Draft, accepted: list[int]) -> int:
    flags = draft.faults_of_rows("flag")
    lines = list(zip(draft.frame["_sheet"], draft.frame["_row"], strict=True))
    return sum(lines[place] in flags for place in accepted)


def _notes(draft: Draft, rows: list[int], severity: str) -> list[Note]:
    faults = draft.faults_of_rows(severity)
    lines = list(zip(draft.frame["_sheet"], draft.frame["_row"], strict=True))
    wanted = dict.fromkeys(lines[place] for place in rows)
    return [Note(each.sheet, each.row, each.column, each.message) for line in wanted for each in faults.get(line, ())]


def _quality(draft: Draft, batch: str) -> pl.DataFrame:
    if draft.quality is None:
        return pl.DataFrame(schema=QUALITY)
    own = {"batch": pl.lit(batch), "ledger": pl.lit(draft.ledger.id), "file": pl.lit(draft.source.name)}
    return draft.quality.with_columns(**own).select(pl.col(name).cast(kind) for name, kind in QUALITY.items())


def _folder_name(stem: str) -> str:
    kept = "".join("_" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in stem)
    return kept.strip(" .")[:60] or "文件"


def _new_folder(parent: Path, name: str) -> Path:
    folder, number = parent / name, 1
    while True:
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
            folder = parent / f"{name}_{number}"
        else:
            return folder
