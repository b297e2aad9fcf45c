"""Decides what becomes of each row: accepted, unchanged or returned. Nothing else can happen to it.

A row counts by what is live when it comes: one that was overtaken since it was last sent, or taken out, counts again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field

import polars as pl

from ingest.draft import Draft, Outcome
from ingest.faults import Fault
from ingest.landing.standing import Newest, Record, Standing
from ingest.schema import BETWEEN, BROUGHT, sources_of_content

_GIVEN_ID = "_given_id_hash"


@dataclass(slots=True)
class Before:
    """What was there before a file: of its keys the newest versions, and what the file is on record with.

    `equal` are the places of rows that say what is live; `overtaken` the keys that other files have said since this
    one did, files that follow in the same delivery apart.
    """

    newest: Mapping[str, Newest] = field(default_factory=dict)
    record: Record = field(default_factory=Record)
    equal: Set[int] = frozenset()
    overtaken: Set[str] = frozenset()


def before(draft: Draft, standing: Standing, following: Collection[str]) -> Before:
    """Look up what was there before a file. `following` are the files (their readings) after it in the delivery."""
    record = standing.record(draft.reading) or Record()
    keys = {key for key in draft.row_keys if key is not None} | {key for _, _, key in record.lines}
    newest = standing.newest(keys)
    overtaken = _overtaken(record.by_key, newest, standing, set(following))
    return Before(newest, record, _equal(draft, newest, standing), overtaken)


def _overtaken(own: Mapping[str, int], newest: Mapping[str, Newest], standing: Standing, allowed: Set[str]) -> set[str]:
    superseded = [key for key, sequence in own.items() if key in newest and newest[key].sequence > sequence]
    by_others = {
        key
        for key, said in standing.said_by(superseded).items()
        if any(reading not in allowed for sequence, reading in said if sequence > own[key])
    }
    return by_others | {key for key in own if key not in newest}


def was_landed_so(draft: Draft, standing: Standing) -> bool:
    """Tell whether this very file brought all of its lines before and nothing has overtaken them."""
    if not draft.row_keys:
        return True
    record = standing.record(draft.reading)
    if record is None or not _has_every_line(record, draft):
        return False
    newest = standing.newest([key for key in draft.row_keys if key is not None])
    own = record.by_key
    return all(key is not None and key in newest and newest[key].sequence <= own[key] for key in draft.row_keys)


def _has_every_line(record: Record, draft: Draft) -> bool:
    if not record.lines:  # a new file: none of its lines need be looked up
        return False
    lines = zip(draft.lines, draft.row_keys, strict=True)
    return all((*line, key) in record.lines for line, key in lines)


def decide(draft: Draft, was: Before) -> set[int]:
    """Fill in the outcome of every row; return the places of unchanged rows that the file is not on record with.

    A line that holds several rows is known by its keys, for more of them may count on a later day.
    """
    lines = draft.lines
    faulty = draft.faulty_places()
    missing = [place for place, key in enumerate(draft.row_keys) if key is None and place not in faulty]
    draft.add(Fault(*lines[place], None, "这一行缺少辨认它所需的内容，请补填必填列。") for place in missing)
    faulty.update(missing)
    known, own = _in_place(draft, was), was.record.by_key
    taken: set[str] = set()
    outcomes: list[Outcome] = []
    unsaid: set[int] = set()
    for place, key in enumerate(draft.row_keys):
        if place in known:
            outcomes.append("unchanged")
        elif place in faulty or key is None:
            outcomes.append("returned")
        elif key in taken:
            outcomes.append("unchanged")
        elif place in was.equal:
            outcomes.append("unchanged")
            if own.get(key, 0) < was.newest[key].sequence:
                unsaid.add(place)
        else:
            taken.add(key)
            outcomes.append("accepted")
    draft.outcomes = outcomes
    return unsaid


def _in_place(draft: Draft, was: Before) -> dict[int, str]:
    """Return the places of rows that this very file brought and that nothing has overtaken, with the keys they have.

    Another sender may have brought it: rows that this one does not speak for are not in place.
    """
    if not was.record.lines:
        return {}
    lines = draft.lines
    return {
        place: key
        for place, key in _on_record(draft, was.record, lines)
        if key is not None and key not in was.overtaken and lines[place] not in draft.others
    }


def _on_record(draft: Draft, record: Record, lines: list[tuple[str, int]]) -> Iterator[tuple[int, str | None]]:
    """Yield the places of rows that a file is on record with, each with the key it had.

    Two branches may hand in the same sheet, which only its name or folder tells apart: the key is then another.
    """
    if draft.ledger.unpivoted:
        keys = zip(lines, draft.row_keys, strict=True)
        yield from ((place, key) for place, (line, key) in enumerate(keys) if (*line, key) in record.lines)
    else:
        by_line = record.by_line
        told_around = {sheet for sheet, around in draft.around.items() if around.rows_name_none}
        for place, (line, own) in enumerate(zip(lines, draft.row_keys, strict=True)):
            if line in by_line and (line[0] not in told_around or own in (None, by_line[line][0])):
                yield place, by_line[line][0]


def keys_said_again(draft: Draft, was: Before) -> dict[int, str]:
    """Return the unchanged rows that say what is live, one a key: their places, with the keys by which they count."""
    known = _in_place(draft, was)
    found: dict[str, int] = {}
    for place, (key, outcome) in enumerate(zip(draft.row_keys, draft.outcomes, strict=True)):
        own = known.get(place, key)
        if outcome == "unchanged" and own is not None and own in was.newest:
            is_said = place in was.equal if own == key else was.newest[own].is_whole
            if is_said:
                found.setdefault(own, place)
    return {place: key for key, place in found.items()}


def _equal(draft: Draft, newest: Mapping[str, Newest], standing: Standing) -> set[int]:
    """Return the places of rows that say what is live, in the columns that their file has."""
    has_all = draft.frame[BROUGHT].is_null()
    found: set[int] = set()
    in_part: list[int] = []
    for place, (key, content) in enumerate(zip(draft.row_keys, draft.content_hashes, strict=True)):
        if key is None or key not in newest:
            continue
        if newest[key].is_whole and has_all[place]:
            if newest[key].content == content:
                found.add(place)
        else:
            in_part.append(place)
    return found | _equal_in_part(draft, in_part, standing) if in_part else found


def _equal_in_part(draft: Draft, places: list[int], standing: Standing) -> set[int]:
    """Return those of the places whose columns say what is live, column by column."""
    keys = [draft.row_keys[place] for place in places]
    rows = draft.frame[places].with_columns(_place=pl.Series(places), row_key=pl.Series(keys, dtype=pl.String))
    live = standing.rows([key for key in keys if key is not None]).frame
    same: list[pl.Expr] = []
    for name, sources in sources_of_content(draft.ledger).items():
        own = _GIVEN_ID if name == "id_hash" else name
        if own in rows.columns:
            is_same = pl.col(own).cast(live.schema[name]).eq_missing(pl.col(f"_live_{name}"))
            same.append(is_same | ~_is_brought(sources))
    joined = rows.join(live.rename({name: f"_live_{name}" for name in live.columns if name != "row_key"}), on="row_key")
    return set(joined.filter(pl.all_horizontal(same))["_place"].to_list())


def _is_brought(sources: Set[str]) -> pl.Expr:
    """Say whether a row's file has one of the columns that something is read from."""
    told = pl.concat_str([pl.lit(BETWEEN), pl.col(BROUGHT), pl.lit(BETWEEN)])
    brings = [told.str.contains(f"{BETWEEN}{source}{BETWEEN}", literal=True) for source in sorted(sources)]
    return pl.any_horizontal(pl.col(BROUGHT).is_null(), *brings)
