"""Which persons the rows of a ledger name, and who is new on a roster."""

from __future__ import annotations

from datetime import date

import polars as pl

from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.matching.identity import Identity, canonical_identity_number
from ingest.matching.organisations import BRANCH_TYPES, OrganisationIndex
from ingest.matching.people import Named, PeopleRegistry, Person, namesakes_at_once
from ingest.matching.row_dates import RowDays
from ingest.text.chinese import normalise

GUEST = "列席"
_HEADERS = {"name": "姓名", "member_no": "党员编号", "id_no": "公民身份证号"}


def names_persons(ledger: Ledger) -> bool:
    """Say whether the rows of the ledger name members (党员), so that the rosters must be known."""
    return any(column.id == "name" for column in ledger.columns)


def person_is_needed(ledger: Ledger) -> bool:
    """Say whether every row is about a person; in other ledgers a row without one is the organisation's own."""
    return any(column.id in {"name", "subject_no"} and column.required for column in ledger.columns)


def with_persons(
    frame: pl.DataFrame,
    ledger: Ledger,
    days: list[RowDays],
    index: OrganisationIndex,
    people: PeopleRegistry,
    identity: Identity,
    faults: list[Fault],
) -> pl.DataFrame:
    """Add `person_key`. Whoever attended as a guest (列席) need not be on a roster."""
    by_number_alone = not person_is_needed(ledger)
    named = _named(frame, _id_hashes(frame, identity))
    statuses = frame["attendance"] if "attendance" in frame.columns else [None] * frame.height
    search = _Search(index, people)
    keys: list[str | None] = []
    doubts: list[Fault] = []
    for place, (code, (day, _), one) in enumerate(zip(frame["org_code"], days, named, strict=True)):
        if code is None or not _names_somebody(one, by_number_alone):
            keys.append(None)
            continue
        person = search.find(code, day, one)
        key = person.key
        if key is None and statuses[place] == GUEST:
            key = identity.digest("guest", code, one.name or "")
        elif person.message is not None:
            faults.append(_complaint(frame, place, person))
        if person.doubt is not None:
            doubts.append(Fault(frame["_sheet"][place], frame["_row"][place], _HEADERS["name"], person.doubt, "flag"))
        keys.append(key)
    faults += doubts
    return frame.with_columns(pl.Series("person_key", keys, dtype=pl.String))


def _names_somebody(one: Named, by_number_alone: bool) -> bool:
    return bool(one.name) or (by_number_alone and bool(one.member_no or one.id_hash))


class _Search:
    """Finds people for the rows of one ledger; whom an organisation means on a day is looked up once."""

    def __init__(self, index: OrganisationIndex, people: PeopleRegistry) -> None:
        self._index, self._people = index, people
        self._answers: dict[tuple[str, date | None, Named], Person] = {}
        self._scopes: dict[str, tuple[list[str], str]] = {}

    def find(self, code: str, day: date | None, one: Named) -> Person:
        question = (code, None if self._people.goes_by_number(one) else day, one)
        if question not in self._answers:
            if code not in self._scopes:
                self._scopes[code] = _scope(code, self._index)
            self._answers[question] = self._people.find(one, *self._scopes[code], day)
        return self._answers[question]


def _scope(code: str, index: OrganisationIndex) -> tuple[list[str], str]:
    """Return on whose rolls to look: the branch's own, or all below an organisation that is no branch."""
    organisation = index.by_code[code]
    is_branch = organisation.org_type in BRANCH_TYPES
    return ([code] if is_branch else index.below(code)), organisation.name


def with_enrolled(frame: pl.DataFrame, people: PeopleRegistry, identity: Identity, faults: list[Fault]) -> pl.DataFrame:
    """Add `person_key` and `id_hash` to the rows of a roster, new persons included."""
    hashes = _id_hashes(frame, identity)
    named = _named(frame, hashes)
    whole = [place for place, (code, one) in enumerate(zip(frame["org_code"], named, strict=True)) if code and one.name]
    enrolled = people.enrol([(frame["org_code"][place], named[place]) for place in whole])
    keys: list[str | None] = [None] * frame.height
    for place, person in zip(whole, enrolled, strict=True):
        keys[place] = person.key
        if person.message is not None:
            faults.append(_complaint(frame, place, person))
    _refuse_namesakes(frame, named, keys, faults)
    known = [hashed or (people.id_hash(key) if key else None) for hashed, key in zip(hashes, keys, strict=True)]
    return frame.with_columns(
        pl.Series("person_key", keys, dtype=pl.String),
        pl.Series("id_hash", known, dtype=pl.String),
        pl.Series("_given_id_hash", hashes, dtype=pl.String),
    )


def _refuse_namesakes(frame: pl.DataFrame, named: list[Named], keys: list[str | None], faults: list[Fault]) -> None:
    """Return rows of bare names that are on one roll at once: they are two people, and nothing tells which is which."""
    seen: set[tuple[str, date | None]] = set()
    places: list[int] = []
    for place, (key, one, in_on) in enumerate(zip(keys, named, frame["in_on"], strict=True)):
        if key is None or one.id_hash or one.member_no:
            continue
        group = f"{key} {frame['org_code'][place]}"
        if (group, in_on) not in seen:
            seen.add((group, in_on))
            places.append(place)
    rows = [
        (f"{keys[place]} {frame['org_code'][place]}", frame["in_on"][place], frame["out_on"][place]) for place in places
    ]
    for position in sorted(namesakes_at_once(rows)):
        place = places[position]
        message = f"本支部同一时间有不止一名“{named[place].name}”，分不清是不是同一人。请填写党员编号或公民身份证号。"
        faults.append(Fault(frame["_sheet"][place], frame["_row"][place], _HEADERS["name"], message))


def with_subjects(frame: pl.DataFrame, identity: Identity, faults: list[Fault]) -> pl.DataFrame:
    """Add the `person_key` of people who are known by a number of their own (当事人编号) and by nothing else."""
    keys: list[str | None] = []
    for sheet, row, text in zip(frame["_sheet"], frame["_row"], frame["subject_no"], strict=True):
        if not text:
            faults.append(Fault(sheet, row, "当事人编号", "当事人编号没有填写。请填写（只写编号，不写姓名）。"))
        keys.append(identity.digest("subject", normalise(text).upper()) if text else None)
    return frame.with_columns(pl.Series("person_key", keys, dtype=pl.String))


def is_unfound(ledger: Ledger) -> pl.Expr:
    """Say of each row that it is about somebody, and that nobody was found."""
    unfound = pl.col("person_key").is_null()
    if person_is_needed(ledger):
        return unfound
    return unfound & pl.any_horizontal(pl.col(name).is_not_null() for name in _HEADERS)


def _id_hashes(frame: pl.DataFrame, identity: Identity) -> list[str | None]:
    digests: dict[str, str] = {}
    found: list[str | None] = []
    for text in frame["id_no"]:
        if not text:
            found.append(None)
            continue
        if text not in digests:
            digests[text] = identity.digest("identity number", canonical_identity_number(text))
        found.append(digests[text])
    return found


def _named(frame: pl.DataFrame, hashes: list[str | None]) -> list[Named]:
    return [
        Named(name, member_no, id_hash)
        for name, member_no, id_hash in zip(frame["name"], frame["member_no"], hashes, strict=True)
    ]


def _complaint(frame: pl.DataFrame, place: int, person: Person) -> Fault:
    return Fault(frame["_sheet"][place], frame["_row"][place], _HEADERS[person.column], person.message or "")
