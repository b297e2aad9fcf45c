"""Decides what becomes of each row: accepted, unchanged or returned. Nothing else can happen to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from datetime import datetime
from typing import Any

import polars as pl

from ingest.draft import Draft, Outcome
from ingest.faults import Fault
from ingest.identity import Identity
from ingest.landed_schema import INTAKE, SYSTEM, content_schema, landed_schema
from ingest.ledger import Ledger

_STANDS_FOR = {"person": "person_key", "org": "org_code"}
_NO_SCOPE = frozenset({"school", "organisation"})
_OTHERS_NAMED = 3


def key_columns(ledger: Ledger) -> list[str]:
    """Return the columns of the resolved frame that make two rows the same row."""
    return [_STANDS_FOR.get(name, name) for name in ledger.key if name != "occurrence"]


def give_keys(draft: Draft, identity: Identity) -> None:
    """Work out row keys and content hashes. A row whose key is not known (it is going back) has none."""
    ledger, frame = draft.ledger, draft.frame
    columns = key_columns(ledger)
    required = {"org_code", "person_key"} | {column.id for column in ledger.columns if column.required}
    must = [place for place, name in enumerate(columns) if name in required]
    draft.row_keys = [
        None if any(row[place] is None for place in must) else identity.fingerprint(repr((ledger.id, "key", row)))
        for row in frame.select(columns).iter_rows()
    ]
    content = [name for name in content_schema(ledger) if name != "id_hash"]
    if ledger.id == "member":
        content.append("_given_id_hash")
    draft.content_hashes = [
        identity.fingerprint(repr((ledger.id, "content", row))) for row in frame.select(content).iter_rows()
    ]


def fault_conflicts(draft: Draft) -> None:
    """Send back every row that has its key with another row of the file and says something else."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(draft.row_keys):
        if key is not None:
            groups[key].append(place)
    headers = "、".join(_header(draft.ledger, name) for name in draft.ledger.key if name != "occurrence")
    sheets, rows = draft.frame["_sheet"], draft.frame["_row"]
    faults: list[Fault] = []
    for places in groups.values():
        if len(places) < 2 or len({draft.content_hashes[place] for place in places}) == 1:
            continue
        for place in places:
            others = [
                f"第 {rows[other]} 行"
                if sheets[other] == sheets[place]
                else f"工作表“{sheets[other]}”第 {rows[other]} 行"
                for other in places
                if other != place
            ]
            named = "、".join(dict.fromkeys(others[:_OTHERS_NAMED])) + ("等" if len(others) > _OTHERS_NAMED else "")
            message = f"与{named}是同一条（{headers}相同）而内容不同。请核对后只保留正确的一行。"
            faults.append(Fault(sheets[place], rows[place], None, message))
    draft.add(faults)


def _header(ledger: Ledger, name: str) -> str:
    return "党员" if name == "person" else ledger.column(name).header


def fault_borrowed_numbers(draft: Draft, same: pl.DataFrame) -> None:
    """Send back rows whose number another organisation's live row already has (`same`: live rows of the file's keys).

    Many branches number their problems 1, 2, 3; the newest would else wipe out the others' in silence.
    """
    if len(draft.ledger.key) > 1 or not any(column.id == "org" for column in draft.ledger.columns):
        return
    number = draft.ledger.column(draft.ledger.key[0])
    owners = dict(zip(same["row_key"], zip(same["org_code"], same["file"], strict=True), strict=True))
    faults: list[Fault] = []
    for place, key in enumerate(draft.row_keys):
        owner, file = owners.get(key or "", (None, None))
        org_code = draft.frame["org_code"][place]
        if owner is not None and org_code is not None and owner != org_code:
            message = (
                f"这个{number.header}已由另一个党组织（{owner}）在“{file}”中用过，编号在全区不能重复。"
                f"请在编号前加上本单位简称；如果是更正党组织，请先撤回原来的批次。"
            )
            faults.append(Fault(draft.frame["_sheet"][place], draft.frame["_row"][place], number.header, message))
    draft.add(faults)


def judge(draft: Draft, live: dict[str, str], landed_before: Set[tuple[str, int]]) -> None:
    """Fill in the outcome of every row.

    `live` has the content hash of every row key that is live; `landed_before` the sheet and row of what this very
    file (by its SHA-256) brought in before.
    """
    keyless = [place for place, key in enumerate(draft.row_keys) if key is None]
    lines = list(zip(draft.frame["_sheet"], draft.frame["_row"], strict=True))
    faulty = draft.faulty_places()
    missing = [place for place in keyless if place not in faulty]
    draft.add(Fault(*lines[place], None, "这一行缺少辨认它所需的内容，请补填必填列。") for place in missing)
    faulty.update(missing)
    taken: set[str] = set()
    outcomes: list[Outcome] = []
    for place, (key, content) in enumerate(zip(draft.row_keys, draft.content_hashes, strict=True)):
        if lines[place] in landed_before:
            outcomes.append("unchanged")
        elif place in faulty or key is None:
            outcomes.append("returned")
        elif key in taken or live.get(key) == content:
            outcomes.append("unchanged")
        else:
            taken.add(key)
            outcomes.append("accepted")
    draft.outcomes = outcomes


def places(draft: Draft, outcome: Outcome) -> list[int]:
    """Return the places of the rows with this outcome."""
    return [place for place, each in enumerate(draft.outcomes) if each == outcome]


def landed_rows(draft: Draft, batch: str, sequence: int, received_at: datetime) -> pl.DataFrame:
    """Return the accepted rows as they are stored."""
    accepted = places(draft, "accepted")
    frame = draft.frame[accepted]
    flags = draft.faults_of_rows("flag")
    lines = zip(frame["_sheet"], frame["_row"], strict=True)
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
    }
    assert system.keys() == SYSTEM.keys()
    schema = landed_schema(draft.ledger)
    return frame.with_columns(**system).select(pl.col(name).cast(kind) for name, kind in schema.items())


def intake_rows(draft: Draft, batch: str, sequence: int, recorded: Set[tuple[str, str]]) -> pl.DataFrame:
    """Return one row a row received, without those of which the same (row hash, outcome) is on record."""
    first = {line: faults[0] for line, faults in draft.faults_of_rows("return").items()}
    frame, ledger = draft.frame, draft.ledger
    orgs = frame["org_code"].to_list() if "org_code" in frame.columns else [None] * frame.height
    days = frame[ledger.date_column].to_list() if ledger.date_column else [None] * frame.height
    rows: list[tuple[Any, ...]] = []
    for place, (sheet, number) in enumerate(zip(frame["_sheet"], frame["_row"], strict=True)):
        outcome, row_hash = draft.outcomes[place], draft.row_hashes[place]
        if (row_hash, outcome) in recorded:
            continue
        fault = first.get((sheet, number)) if outcome == "returned" else None
        column, message = (fault.column, fault.message) if fault is not None else (None, None)
        where = (ledger.id, batch, sequence, draft.source.name, sheet, number)
        rows.append((*where, row_hash, orgs[place], days[place], outcome, column, message))
    return pl.DataFrame(rows, schema=INTAKE, orient="row")


def missing_rows(draft: Draft, live: pl.DataFrame, delivered: Set[str]) -> pl.DataFrame:
    """Return the live rows of earlier files that this one, of the same organisation and year, lacks.

    `delivered` are the row keys of all files of this run, which speak for one another. The column `is_safe` says
    that nothing of that organisation and year is going back, so that a missing row is missing and not just faulty.
    """
    if draft.ledger.id in _NO_SCOPE or not draft.frame.height:
        return live.clear().with_columns(is_safe=pl.lit(True))
    scope = pl.DataFrame({"org_code": draft.frame["org_code"], "year": _years(draft.frame, draft.ledger)})
    returned = scope[places(draft, "returned")]
    unplaced = returned.filter(
        pl.col("org_code").is_null() | (pl.col("year").is_null() if draft.ledger.date_column else False)
    )
    scope = scope.filter(pl.col("org_code").is_not_null()).unique()
    found = live.join(scope, on=["org_code", "year"], how="semi", nulls_equal=True, maintain_order="left")
    found = found.filter(pl.col("file_sha256") != draft.sha256)
    found = found.filter([key not in delivered for key in found["row_key"]])
    unsafe = returned.unique().with_columns(is_safe=pl.lit(False))
    found = found.join(unsafe, on=["org_code", "year"], how="left", nulls_equal=True, maintain_order="left")
    return found.with_columns(pl.col("is_safe").fill_null(True) & pl.lit(not unplaced.height))


def lean(frame: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Return of landed rows what comparing needs: key, content, organisation, year and place."""
    organisation = (
        pl.col("org_code") if "org_code" in frame.columns else pl.lit(None, dtype=pl.String).alias("org_code")
    )
    return frame.select(
        "row_key", "content_hash", organisation, _years(frame, ledger).alias("year"),
        "batch", "file", "file_sha256", "sheet", "row_number",
    )  # fmt: skip


def _years(frame: pl.DataFrame, ledger: Ledger) -> pl.Series:
    if ledger.date_column is None:
        return pl.Series("year", [None] * frame.height, dtype=pl.Int32)
    return frame[ledger.date_column].dt.year().alias("year")
