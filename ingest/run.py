"""From files to batches: read everything, then land ledger by ledger in the order of dependency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.delivery import Reading, read_delivered
from ingest.draft import Delivered, Draft
from ingest.feedback.error_guard import catch_errors
from ingest.feedback.receipt import Receipt
from ingest.feedback.write_feedback import write_feedback
from ingest.landing.batches import Landing, refused
from ingest.landing.checking import Check
from ingest.landing.disputes import settle_disputes
from ingest.landing.home_key import identity_of
from ingest.landing.known_elsewhere import Inquiry, known_in
from ingest.landing.standing import Standing
from ingest.landing.store import Store
from ingest.landing.told import told_what_landed
from ingest.landing.validation import Validator
from ingest.layouts.layout_folder import load_layouts
from ingest.ledger import Ledger, load_ledgers
from ingest.matching.organisation_register import read_aliases
from ingest.readers.collect import SourceFile, collect_files
from ingest.sender import Sender
from ingest.switched_off import NotAsked, load_switched_off

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0 where nobody knows)."""


def ingest(
    paths: Iterable[Path],
    store: Store,
    as_of: date,
    received_by: str,
    *,
    check: Check,
    prepare: Callable[[], None] | None = None,
    replace: bool = False,
    hold_poorer: bool = False,
    sender: Sender | None = None,
    progress: Progress | None = None,
) -> list[Receipt]:
    """Take in files and folders; one receipt a ledger found in a file, in the order of the files.

    Receipts and returned workbooks are written below `store.receipts`. With `replace` each file is complete for its
    organisations and years: rows of earlier files that it lacks are retired. With `hold_poorer` a file that lacks
    several columns that its ledger's usually have is not landed. A `sender` hands in for the own unit alone; without
    one all of everybody is taken, for whoever owns the home. `prepare` is called before the home is taken, where
    there is anything to check. UserError if a path does not exist, a layout or the list of what is switched off (停报)
    is wrong, the home is busy, its key is gone or the disk is full; what is wrong with one file is said in its receipt.
    """
    say = progress or _silent
    ledgers = load_ledgers()
    not_asked = load_switched_off(store.root)
    sources = collect_files([Path(path) for path in paths])
    with store.locked(lambda sentence: say(sentence, 0, 0)), told_what_landed(store):
        identity = identity_of(store)
    reading = Reading(ledgers, identity, store.root, load_layouts(store.root).known, as_of)
    files: list[Delivered] = []
    for number, source in enumerate(sources):  # before the home is taken: others land meanwhile
        say(f"读取 {source.name}", number, len(sources))
        files.append(_read(source, store, reading))
    if prepare is not None and any(file.drafts for file in files):
        prepare()
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.locked(lambda sentence: say(sentence, 0, 0)), told_what_landed(store):
        store.set_right()
        identity = identity_of(store)
        validator = Validator(store, identity, read_aliases(store.root / "aliases.csv"), as_of, check, sender)
        landing = Landing(store, identity, as_of, now, received_by, replace, hold_poorer, not_asked.columns_on)
        found = _land_all(files, store, ledgers, validator, landing, say, sender)
        receipts: list[Receipt] = []
        for number, (file, own) in enumerate(zip(files, found, strict=True)):
            say(f"写回执 {file.source.name}", number, len(files))
            _say_what_is_not_asked(own, not_asked, as_of)
            receipts += write_feedback(file, own, ledgers, store.root, store.receipts)
        store.put_together(now)
        return receipts


def _say_what_is_not_asked(receipts: list[Receipt], not_asked: NotAsked, as_of: date) -> None:
    for receipt in receipts:
        read = [use.read_as for use in receipt.columns if use.state == "read"]
        receipt.remarks += not_asked.remarks(receipt.ledger, read, as_of)


def _silent(what: str, done: int, total: int) -> None:
    pass


def _read(source: SourceFile, store: Store, reading: Reading) -> Delivered:
    with catch_errors(store.root, source.name) as errors:
        file = read_delivered(source, reading)
    return Delivered(source, refusal=errors[0]) if errors else file


def _land_all(
    files: list[Delivered],
    store: Store,
    ledgers: dict[str, Ledger],
    validator: Validator,
    landing: Landing,
    say: Progress,
    sender: Sender | None,
) -> list[list[Receipt]]:
    """Land the drafts of all files; return the receipts of each file, in the order of the ledgers."""
    found: list[list[Receipt]] = [[] for _ in files]
    by_ledger = _by_ledger(files, found)
    _turn_away(by_ledger, sender)
    events = [draft.frame for _, draft in by_ledger["organisation_event"]]
    total = sum(map(len, by_ledger.values()))
    done = 0
    for ledger in ledgers.values():
        drafts = [draft for _, draft in by_ledger[ledger.id]]
        if not drafts:
            continue

        def say_which(draft: Draft, number: int, before: int = done) -> None:
            say(f"核对 {draft.source.name}（{draft.ledger.title}）", before + number, total)

        say_which(drafts[0], 0)
        with catch_errors(store.root, drafts[0].source.name) as errors:
            standing = Standing(store.index, ledger, {draft.sha256 for draft in drafts})
            validator.validate(drafts, events, standing, say_which)
            receipts = _landed(drafts, landing, standing)
        if errors:
            receipts = [refused(draft, errors[0]) for draft in drafts]
        for (own, _), receipt in zip(by_ledger[ledger.id], receipts, strict=True):
            own.append(receipt)
        done += len(drafts)
    _land_open(files, found, landing, Inquiry(store, validator, events, sender))
    return found


def _land_open(files: list[Delivered], receipts: list[list[Receipt]], landing: Landing, ask: Inquiry) -> None:
    """Land the files that several ledgers could take, last of all, when everything else of the delivery is live."""
    for own, file in zip(receipts, files, strict=True):
        if not file.candidates:
            continue
        with catch_errors(ask.store.root, file.source.name) as errors:
            for chosen in known_in(file, ask):
                own += landing.land([chosen.draft], chosen.standing)
        file.refusal = errors[0] if errors else file.refusal


def _turn_away(by_ledger: dict[str, list[tuple[list[Receipt], Draft]]], sender: Sender | None) -> None:
    """Refuse the drafts of ledgers that are not taken from this sender, and leave the others."""
    for ledger_id, drafts in list(by_ledger.items()):
        refusal = sender.refusal(drafts[0][1].ledger) if sender is not None else None
        if refusal is not None:
            del by_ledger[ledger_id]
            for own, draft in drafts:
                own.append(refused(draft, refusal))


def _landed(drafts: list[Draft], landing: Landing, standing: Standing) -> list[Receipt]:
    """Land the drafts of a ledger, the newer of two that disagree last; return receipts in the order of the files."""
    order = settle_disputes(drafts)
    receipts = landing.land([drafts[place] for place in order], standing)
    return [receipts[order.index(place)] for place in range(len(drafts))]


def _by_ledger(
    files: list[Delivered], receipts: list[list[Receipt]]
) -> defaultdict[str, list[tuple[list[Receipt], Draft]]]:
    """Return the drafts of each ledger, each with the list that its receipt goes into; not of files that are open."""
    found: defaultdict[str, list[tuple[list[Receipt], Draft]]] = defaultdict(list)
    for file, own in zip(files, receipts, strict=True):
        for draft in file.drafts if not file.candidates else ():
            found[draft.ledger.id].append((own, draft))
    return found
