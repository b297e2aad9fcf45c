"""Keys and contents of rows, and what is written down of each once it is decided what becomes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

import polars as pl

from ingest.draft import Draft, Outcome
from ingest.faults import Fault
from ingest.landing.lean_rows import number_column
from ingest.ledger import YEAR, Ledger
from ingest.matching.identity import Identity
from ingest.matching.resolve_people import is_unfound
from ingest.matching.row_dates import years
from ingest.matching.row_text import row_texts
from ingest.schema import (
    BROUGHT,
    INTAKE,
    SYSTEM,
    WORKED_OUT_LATER,
    content_schema,
    key_columns,
    landed_schema,
    owner_column,
)

_OTHERS_NAMED = 3
_GROUP, _KINDS, _OF_GROUPS = "party_group", "activity_type", "党小组会"


def give_keys(draft: Draft, identity: Identity) -> None:
    """Work out the keys of the rows. A row whose key is not known (it is going back) has none."""
    ledger, frame = draft.ledger, draft.frame
    columns = key_columns(ledger)
    required = {column.id for column in ledger.columns if column.required}
    needed = [name for name, column_id in zip(columns, ledger.key, strict=True) if column_id in required]
    later = _places_of_later(columns, ledger)
    unknown = pl.any_horizontal(pl.lit(False), *(pl.col(name).is_null() for name in needed))
    if "person_key" in columns:
        unknown |= is_unfound(ledger)
    texts = row_texts(frame.select(columns), later)
    draft.row_keys = [
        None if missing else identity.fingerprint(f"({ledger.id!r}, 'key', {text})")
        for text, missing in zip(texts, frame.select(unknown).to_series(), strict=True)
    ]


def keep_older_keys(draft: Draft, identity: Identity, live_of: Callable[[list[str]], pl.DataFrame]) -> None:
    """Leave rows that were landed with a key of fewer columns (`key_before`) their key, or they would count twice.

    `live_of` returns the live rows of keys, as `lean` gives them.
    """
    ledger = draft.ledger
    owner = owner_column(ledger)
    if not ledger.key_before or owner is None:
        return
    names = key_columns(ledger.model_copy(update={"key": ledger.key_before}))
    texts = row_texts(draft.frame.select(names))
    older = [identity.fingerprint(f"({ledger.id!r}, 'key', {text})") for text in texts]
    landed = set(live_of(older).select("row_key", "owner").iter_rows())
    for place, told in enumerate(zip(older, draft.frame[owner], strict=True)):
        if draft.row_keys[place] is not None and told in landed:
            draft.row_keys[place] = told[0]


def _places_of_later(names: Sequence[str], ledger: Ledger) -> frozenset[int]:
    later = {column.id for column in ledger.columns if column.later} | WORKED_OUT_LATER
    return frozenset(place for place, name in enumerate(names) if name in later)


def give_hashes(draft: Draft, identity: Identity) -> None:
    """Work out the hash of what each row says."""
    ledger, frame = draft.ledger, draft.frame
    content = [name for name in content_schema(ledger) if name != "id_hash"]
    if ledger.id == "member":
        content.append("_given_id_hash")
    later = _places_of_later(content, ledger)
    draft.content_hashes = [
        identity.fingerprint(f"({ledger.id!r}, 'content', {text})") for text in row_texts(frame.select(content), later)
    ]


def fault_conflicts(draft: Draft) -> None:
    """Send back every row that has its key with another row of the file and says something else."""
    headers = "、".join(_header(draft.ledger, name) for name in draft.ledger.key)
    sheets, rows = draft.frame["_sheet"], draft.frame["_row"]
    faults: list[Fault] = []
    for places in _with_one_key(draft.row_keys):
        if len({draft.content_hashes[place] for place in places}) == 1:
            continue
        lines = {place: (sheets[place], rows[place]) for place in places}
        for place in places:
            message = _conflict(place, lines, headers)
            faults.append(Fault(sheets[place], rows[place], None, message))
    draft.add(faults)


def _conflict(place: int, lines: Mapping[int, tuple[str, int]], headers: str) -> str:
    """Return the sentence about a row that has its key with others; `lines` are sheet and row of each."""
    if len(set(lines.values())) == 1:
        return (
            f"这一行里填了几条（例如几个类别的列都填了），而它们的{headers}相同，只能记一条。"
            f"请一条写一行，并写明不同的{headers.rpartition('、')[2]}。"
        )
    sheet = lines[place][0]
    others = [
        f"第 {row} 行" if other == sheet else f"工作表“{other}”第 {row} 行"
        for each, (other, row) in lines.items()
        if each != place
    ]
    named = "、".join(dict.fromkeys(others[:_OTHERS_NAMED])) + ("等" if len(others) > _OTHERS_NAMED else "")
    return f"与{named}是同一条（{headers}相同）而内容不同。请核对后只保留正确的一行。"


def _with_one_key(keys: Sequence[str | None]) -> list[list[int]]:
    """Return the places of rows that have their key with others, together."""
    if len(set(keys)) == len(keys):  # as in most files, and a list a key would cost what all else does
        return []
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key is not None:
            groups[key].append(place)
    return [places for places in groups.values() if len(places) > 1]


def flag_equal_groups(draft: Draft) -> None:
    """Flag a 党小组会 that stands twice without its group: it may be two groups' and counts once."""
    frame = draft.frame
    if not {_GROUP, _KINDS} <= set(frame.columns):
        return
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for place, (group, kinds) in enumerate(frame.select(_GROUP, _KINDS).iter_rows()):
        key = draft.row_keys[place]
        if key is not None and group is None and kinds and _OF_GROUPS in kinds:
            lines[key].append(place)
    for places in lines.values():
        first, *others = places
        if others:
            numbers = "、".join(f"第 {frame['_row'][place]} 行" for place in others)
            message = (
                f"与{numbers}完全相同，只记一次，需核实。如果是几个党小组分别召开的，"
                f"请在“{_header(draft.ledger, _GROUP)}”列写明是哪个党小组，再报送。"
            )
            draft.add([Fault(frame["_sheet"][first], frame["_row"][first], None, message, "flag")])


def _header(ledger: Ledger, name: str) -> str:
    return "党员" if name == "person" else ledger.column(name).header


def fault_borrowed_numbers(draft: Draft, live_of: Callable[[list[str]], pl.DataFrame]) -> None:
    """Send back rows whose number another organisation has used already, in live rows or in this very file.

    `live_of` returns the live rows that have one of some numbers, as `lean` gives them. Many branches number their
    problems 1, 2, 3; the newest would else wipe out the others' in silence.
    """
    number = number_column(draft.ledger)
    if number is None:
        return
    header = draft.ledger.column(number).header
    numbers, owners = draft.frame[number].to_list(), draft.frame["org_code"].to_list()
    used = _users_of(numbers, owners, live_of([each for each in numbers if each is not None]))
    faults: list[Fault] = []
    for place, (value, owner) in enumerate(zip(numbers, owners, strict=True)):
        other = next((each for each in used.get(value, ()) if owner not in (None, each)), None)
        if other is not None:
            message = (
                f"这个{header}已由另一个党组织（{other}）{used[value][other]}用过，编号在全区不能重复。"
                f"请在编号前加上本单位简称；如果是更正党组织，请先撤回原来的批次。"
            )
            faults.append(Fault(draft.frame["_sheet"][place], draft.frame["_row"][place], header, message))
    draft.add(faults)


def _users_of(
    numbers: list[str | None], owners: list[str | None], live: pl.DataFrame
) -> dict[str | None, dict[str, str]]:
    """Return who has used each number, and where: live rows first, else the first in the file."""
    used: defaultdict[str | None, dict[str, str]] = defaultdict(dict)
    same = live.filter(pl.col("owner").is_not_null())
    for value, owner, file in same.select("number", "owner", "file").iter_rows():
        used[value].setdefault(owner, f"在“{file}”中")
    for value, owner in zip(numbers, owners, strict=True):
        if value is not None and owner is not None and value not in used:
            used[value][owner] = "在本文件中"
    return used


def places(draft: Draft, outcome: Outcome) -> list[int]:
    """Return the places of the rows with this outcome."""
    return [place for place, each in enumerate(draft.outcomes) if each == outcome]


def landed_rows(
    draft: Draft, places_of_rows: Sequence[int], batch: str, sequence: int, received_at: datetime
) -> pl.DataFrame:
    """Return the rows at some places as they are stored, without what the file did not say."""
    accepted = list(places_of_rows)
    frame = _as_given(draft)[accepted]
    flags = draft.faults_of_rows("flag")
    lines = frame.select("_sheet", "_row").rows()
    said = [
        "、".join(dict.fromkeys(fault.message.rstrip("。") for fault in flags.get(line, ()))) or None for line in lines
    ]
    system: dict[str, Any] = {
        "row_key": pl.Series([draft.row_keys[place] for place in accepted], dtype=pl.String),
        "content_hash": pl.Series([draft.content_hashes[place] for place in accepted], dtype=pl.String),
        "batch": pl.lit(batch),
        "received_at": pl.lit(received_at),
        "sequence": pl.lit(sequence),
        "file": pl.lit(draft.source.name),
        "file_sha256": pl.lit(draft.sha256),
        "sheet": pl.col("_sheet"),
        "row_number": pl.col("_row"),
        "flags": pl.Series(said, dtype=pl.String),
        "brought": pl.col(BROUGHT),
    }
    assert system.keys() == SYSTEM.keys()
    schema = landed_schema(draft.ledger)
    return frame.with_columns(**system).select(pl.col(name).cast(kind) for name, kind in schema.items())


def _as_given(draft: Draft) -> pl.DataFrame:
    """Return the rows without what was filled in from what is live."""
    given = [
        pl.Series(name, filled.before.zip_with(filled.where, draft.frame[name]))
        for name, filled in draft.filled.items()
    ]
    return draft.frame.with_columns(given)


def intake_rows(
    draft: Draft, batch: str, sequence: int, recorded: Set[tuple[str, str]], said_again: Collection[int] = ()
) -> pl.DataFrame:
    """Return one row a row received, without those of which the same (row hash, outcome) is on record.

    What is accepted again, or said again (at the places `said_again`), is recorded again, or nothing would be left of
    it once the first batch is withdrawn.
    """
    first = {line: faults[0] for line, faults in draft.faults_of_rows("return").items()}
    frame, ledger = draft.frame, draft.ledger
    orgs = frame["org_code"].to_list() if "org_code" in frame.columns else [None] * frame.height
    days = frame[ledger.date_column].to_list() if ledger.date_column else [None] * frame.height
    rows: list[tuple[Any, ...]] = []
    for place, (sheet, number) in enumerate(draft.lines):
        outcome, row_hash = draft.outcomes[place], draft.row_hashes[place]
        if outcome != "accepted" and place not in said_again and (row_hash, outcome) in recorded:
            continue
        fault = first.get((sheet, number)) if outcome == "returned" else None
        column, message = (fault.column, fault.message) if fault is not None else (None, None)
        where = (ledger.id, batch, sequence, draft.source.name, sheet, number)
        rows.append((*where, row_hash, orgs[place], days[place], outcome, column, message))
    return pl.DataFrame(rows, schema=INTAKE, orient="row")


def owners(draft: Draft) -> list[str]:
    """Return the organisations or schools of a file's rows, without those that its sender does not speak for."""
    owner = owner_column(draft.ledger)
    found = [] if owner is None else draft.frame[owner].drop_nulls().unique().to_list()
    return [each for each in found if each not in draft.others.values()]


def missing_rows(draft: Draft, live: pl.DataFrame, delivered: Set[str]) -> pl.DataFrame:
    """Return the live rows of earlier files that this one, of the same organisation and year, lacks.

    `delivered` are the row keys of all files of this run, which speak for one another. The column `is_safe` says
    that nothing of that organisation and year is going back, so that a missing row is missing and not just faulty.
    """
    owner = owner_column(draft.ledger)
    if owner is None or not draft.frame.height:
        return live.clear().with_columns(is_safe=pl.lit(True))
    scope = pl.DataFrame({"owner": draft.frame[owner], "year": years(draft.frame, draft.ledger)})
    returned = scope[places(draft, "returned")]
    is_dated = draft.ledger.date_column is not None or YEAR in draft.frame.columns
    unplaced = returned.filter(pl.col("owner").is_null() | (pl.col("year").is_null() if is_dated else False))
    scope = scope.filter(pl.col("owner").is_not_null()).unique()
    found = live.join(scope, on=["owner", "year"], how="semi", nulls_equal=True, maintain_order="left")
    found = found.filter(pl.col("file_sha256") != draft.sha256)
    found = found.filter([key not in delivered for key in found["row_key"]])
    unsafe = returned.unique().with_columns(is_safe=pl.lit(False))
    found = found.join(unsafe, on=["owner", "year"], how="left", nulls_equal=True, maintain_order="left")
    return found.with_columns(pl.col("is_safe").fill_null(True) & pl.lit(not unplaced.height))
