"""Which person a row means: by identity number, by member number (党员编号), or by name within the organisation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz, process

from ingest.matching.identity import Identity

_CLOSE = 60.0
_MANY_ROLLS = 30
_BETWEEN_NAMES = re.compile(r"[、,，;；/\s]+")
_TWO_NUMBERS = "党员编号“{no}”对应不止一名党员。请核对编号，或填写公民身份证号。"
_NAMESAKES = "{where}有 {count} 名“{name}”，分不清是哪一位。请填写党员编号或公民身份证号。"


@dataclass(frozen=True, slots=True)
class Stay:
    """One person on the roll of one branch; both days are inclusive, None is open."""

    person_key: str
    org_code: str
    name: str
    in_on: date | None
    out_on: date | None

    def covers(self, day: date) -> bool:
        """Say whether the person was on the roll on the day."""
        return (self.in_on or date.min) <= day <= (self.out_on or date.max)


@dataclass(frozen=True, slots=True)
class Named:
    """What a row says of a person. `id_hash` is the keyed hash of the identity number."""

    name: str | None
    member_no: str | None
    id_hash: str | None

    @property
    def has_number(self) -> bool:
        """Whether the row gives more than a name."""
        return bool(self.id_hash or self.member_no)


@dataclass(frozen=True, slots=True)
class Person:
    """A person found, or the sentence that says why none was, and on which column it should stand."""

    key: str | None
    message: str | None = None
    column: str = "name"
    doubt: str | None = None


@dataclass(slots=True)
class _Record:
    names: set[str]
    member_nos: set[str]
    id_hashes: set[str]
    orgs: set[str]


class PeopleRegistry:
    """Everybody on a 党员花名册, and by what they are known."""

    def __init__(self, identity: Identity):
        self._identity = identity
        self._records: dict[str, _Record] = {}
        self._by_id: dict[str, str] = {}
        self._by_no: defaultdict[str, list[str]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._stays: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
        self._names_on_roll: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, person_key: str, org_code: str, named: Named) -> None:
        """Remember by what a person is known; what was known before stays."""
        record = self._records.setdefault(person_key, _Record(set(), set(), set(), set()))
        record.orgs.add(org_code)
        if named.id_hash:
            record.id_hashes.add(named.id_hash)
            self._by_id.setdefault(named.id_hash, person_key)
        if named.member_no and named.member_no not in record.member_nos:
            record.member_nos.add(named.member_no)
            self._by_no[named.member_no].append(person_key)
        if named.name:
            record.names.add(named.name)
            known = self._by_name[org_code, named.name]
            if person_key not in known:
                known.append(person_key)

    def put_on_roll(self, stays: Iterable[Stay]) -> None:
        """Say who is on which roll from when to when; only the newest version of a row belongs here."""
        for stay in stays:
            self._stays[stay.org_code, stay.name].append(stay)
            self._names_on_roll[stay.org_code][stay.name] = None

    def id_hash(self, person_key: str) -> str | None:
        """Return the hash of a person's identity number, if it was ever given."""
        record = self._records.get(person_key)
        return min(record.id_hashes) if record is not None and record.id_hashes else None

    def enrol(self, rows: list[tuple[str, Named]]) -> list[Person]:
        """Return the person of each roster row (organisation, what it says), new persons included, in order.

        Rows with an identity number are looked at first, then those with a member number, then the bare names, so
        that the answer does not hang on the order of the rows.
        """
        identities: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for org_code, named in rows:
            if named.name and named.has_number:
                identities[org_code, named.name].add(named.id_hash or f"no {named.member_no}")
        found: dict[int, Person] = {}

        def trust(place: int) -> tuple[bool, bool]:
            return rows[place][1].id_hash is None, rows[place][1].member_no is None

        for place in sorted(range(len(rows)), key=trust):
            org_code, named = rows[place]
            alone = len(identities[org_code, named.name or ""]) <= 1
            person = self._enrol(org_code, named, alone)
            if person.key is not None:
                self.add(person.key, org_code, named)
            found[place] = person
        return [found[place] for place in range(len(rows))]

    def _enrol(self, org_code: str, named: Named, alone: bool) -> Person:
        if named.id_hash and named.id_hash in self._by_id:
            return Person(self._by_id[named.id_hash])
        numbered = self._with_number(org_code, named)
        if len(numbered) > 1:
            return Person(None, _TWO_NUMBERS.format(no=named.member_no), "member_no")
        if numbered:
            return Person(numbered[0])
        namesakes = self._not_differing(self._by_name.get((org_code, named.name or ""), ()), named)
        if len(namesakes) > 1 and not named.has_number:
            return Person(None, _NAMESAKES.format(where="本支部", count=len(namesakes), name=named.name))
        if len(namesakes) == 1 and alone:
            return Person(namesakes[0])
        return Person(self._new_key(org_code, named))

    def _not_differing(self, keys: Iterable[str], named: Named) -> list[str]:
        """Return those whom no other number tells from the row's person."""
        return [key for key in keys if not self._differs(key, named)]

    def _with_number(self, org_code: str, named: Named) -> list[str]:
        """Return the people whom a roster row means by its member number; if several, those with its name."""
        known = self._by_no.get(named.member_no, ()) if named.member_no else ()
        same = [key for key in known if self._shares_number(key, org_code, named)]
        return self._of_that_name(same, named) if len(same) > 1 else same

    def _of_that_name(self, keys: list[str], named: Named) -> list[str]:
        """Return those with the row's name, or all where nobody has it."""
        return [key for key in keys if named.name in self._records[key].names] or keys

    def _shares_number(self, key: str, org_code: str, named: Named) -> bool:
        """Say whether one member number means one person: some branches count from one, each for itself."""
        record = self._records[key]
        return not self._differs(key, named) and (named.name in record.names or org_code in record.orgs)

    def _differs(self, key: str, named: Named) -> bool:
        """Say whether the person is known by another number of a kind that the row gives too."""
        record = self._records[key]
        if named.id_hash and record.id_hashes:
            return named.id_hash not in record.id_hashes
        return bool(named.member_no and record.member_nos and named.member_no not in record.member_nos)

    def _new_key(self, org_code: str, named: Named) -> str:
        if named.id_hash:
            return self._identity.digest("person by id", named.id_hash)
        if named.member_no:
            return self._identity.digest("person by number", named.member_no, named.name or "")
        return self._identity.digest("person by name", org_code, named.name or "")

    def goes_by_number(self, named: Named) -> bool:
        """Say whether a number of a row is on the rosters: then it means the same person on any day."""
        return named.id_hash in self._by_id or named.member_no in self._by_no

    def find(self, named: Named, orgs: list[str], org_label: str, day: date | None) -> Person:
        """Return the person whom a row of another ledger means, within the organisations `orgs`."""
        if named.id_hash and named.id_hash in self._by_id:
            return self._trusted(self._by_id[named.id_hash], named, "公民身份证号")
        if named.member_no and named.member_no in self._by_no:
            return self._by_member_no(named, orgs)
        if not named.name:
            number = f"党员编号“{named.member_no}”"
            what, column = (number, "member_no") if named.member_no else ("公民身份证号", "id_no")
            return Person(None, f"{what}在党员花名册中找不到。请核对，或补填姓名。", column)
        return self._by_name_within(named, orgs, org_label, day)

    def _by_member_no(self, named: Named, orgs: list[str]) -> Person:
        assert named.member_no is not None
        candidates = self._not_differing(self._by_no[named.member_no], named)
        if not candidates:
            return Person(None, f"党员编号“{named.member_no}”与公民身份证号不是同一个人。请核对这两项。", "member_no")
        if len(candidates) > 1:
            candidates = self._of_that_name(candidates, named)
        if len(candidates) > 1:
            inside = set(orgs)
            candidates = [key for key in candidates if self._records[key].orgs & inside] or candidates
        if len(candidates) > 1:
            return Person(None, _TWO_NUMBERS.format(no=named.member_no), "member_no")
        return self._trusted(candidates[0], named, "党员编号")

    def _trusted(self, key: str, named: Named, by: str) -> Person:
        names = self._records[key].names
        if named.name and names and named.name not in names:
            return Person(key, doubt=f"{by}对应的党员在花名册上不叫“{named.name}”，需核实")
        return Person(key)

    def _by_name_within(self, named: Named, orgs: list[str], org_label: str, day: date | None) -> Person:
        name = named.name or ""
        candidates = self._on_roll(name, orgs, day)
        if len(candidates) > 1:
            fitting = self._not_differing(candidates, named)
            if len(fitting) != 1 or not named.has_number:
                return Person(None, _NAMESAKES.format(where=f"“{org_label}”", count=len(candidates), name=name))
            candidates = fitting
        if not candidates:
            return Person(None, self._stranger(name, orgs, org_label))
        return self._another_number(candidates[0], named) or Person(candidates[0])

    def _another_number(self, key: str, named: Named) -> Person | None:
        """Return the complaint about a number that no roster has, where the person of that name has one; else None."""
        record = self._records[key]
        if named.member_no and record.member_nos:
            message = (
                f"党员编号“{named.member_no}”在党员花名册中找不到，而“{named.name}”的编号与此不同。请核对党员编号。"
            )
            return Person(None, message, "member_no")
        if named.id_hash and record.id_hashes:
            return Person(None, f"公民身份证号在党员花名册中找不到，而“{named.name}”登记的与此不同。请核对。", "id_no")
        return None

    def _on_roll(self, name: str, orgs: list[str], day: date | None) -> list[str]:
        """Return everybody of that name on the rolls of the day; where there is nobody, those of any day."""
        stays = [stay for code in orgs for stay in self._stays.get((code, name), ())]
        on_roll = dict.fromkeys(stay.person_key for stay in stays if day is None or stay.covers(day))
        return list(on_roll or dict.fromkeys(stay.person_key for stay in stays))

    def _are_several(self, text: str, orgs: list[str]) -> bool:
        """Say whether a text is several names: parted, or on the rolls, where a space between them was lost."""
        if len([part for part in _BETWEEN_NAMES.split(text) if part]) > 1:
            return True
        names = {each for code in orgs[:_MANY_ROLLS] for each in self._names_on_roll.get(code, ())}
        return any(
            text.startswith(name) and (text[len(name) :] in names or self._are_several(text[len(name) :], orgs))
            for name in names
            if len(name) < len(text)
        )

    def _stranger(self, name: str, orgs: list[str], org_label: str) -> str:
        if not self._records:
            return f"“{name}”在党员花名册中找不到：还没有报送党员花名册。请先报送党员花名册，再报送本表。"
        if self._are_several(name, orgs):
            return f"“{name}”看来是几个人。请一行写一个人，逐人登记。"
        if len(orgs) <= _MANY_ROLLS:
            known = list({each: None for code in orgs for each in self._names_on_roll.get(code, ())})
            close = process.extract(name, known, scorer=fuzz.ratio, limit=3, score_cutoff=_CLOSE)
            if close:
                named = "、".join(each for each, *_ in close)
                return f"“{name}”不在“{org_label}”的党员花名册上；相近的姓名有：{named}。请核对姓名或党组织。"
        return f"“{name}”不在“{org_label}”的党员花名册上。请核对姓名和党组织，或先在花名册中登记。"


def namesakes_at_once(rows: list[tuple[str, date | None, date | None]]) -> set[int]:
    """Return the places of rows that cannot be one person: one key twice on a roll on the same day.

    Each row is a person key within an organisation, with the days from and to.
    """
    groups: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for place, (key, first, last) in enumerate(rows):
        groups[key].append((first or date.min, last or date.max, place))
    return {
        place
        for stays in groups.values()
        for earlier, later in pairwise(sorted(stays, key=lambda stay: stay[0]))
        if earlier[1] >= later[0]
        for place in (earlier[2], later[2])
    }
