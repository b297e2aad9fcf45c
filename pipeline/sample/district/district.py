"""The invented district: what exists and what happened to it. Pure, and the same for the same arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.sample.district.records import BRANCH_TYPES, Event, Membership, Organisation, Person, School

DEFAULT_AS_OF = date(2026, 10, 31)


@dataclass(slots=True)
class District:
    """Schools, organisations, people and changes of one invented district."""

    seed: int
    as_of: date
    first_year: int
    schools: dict[str, School] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    cases: dict[str, list[str]] = field(default_factory=dict)  # known case -> codes, for tests
    by_branch: dict[str, list[Membership]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)  # school -> names taken: one bearer a school

    @property
    def years(self) -> range:
        """All years, the open one included."""
        return range(self.first_year, self.as_of.year + 1)

    @property
    def last_closed_year(self) -> int:
        """The last year that has ended, or the only one."""
        return self.as_of.year - 1 if len(self.years) > 1 else self.as_of.year

    def enrol(self, membership: Membership) -> Membership:
        """Put a person on a roll."""
        self.memberships.append(membership)
        self.by_branch.setdefault(membership.branch, []).append(membership)
        self.names_taken(membership.branch).add(membership.person.name)
        return membership

    def roll(self, branch: str, day: date) -> list[Membership]:
        """Return who is on a branch's roll on a day."""
        return [one for one in self.by_branch.get(branch, []) if one.on(day)]

    def names_taken(self, branch: str) -> set[str]:
        """Return the names of people of the branch's school; a second person gets one only where that is planted."""
        return self.names.setdefault(self.organisations[branch].schools[0], set())

    def branches(self) -> Iterator[Organisation]:
        """Yield the organisations that are, or once were, branch-level."""
        for one in self.organisations.values():
            if one.kind in BRANCH_TYPES or any(kind in BRANCH_TYPES for _, kind in one.kinds):
                yield one

    def school_organisations(self) -> Iterator[Organisation]:
        """Yield the schools' own organisations; not 联合党支部."""
        areas = {one.code for one in self.organisations.values() if one.kind == "片区党委"}
        for one in self.organisations.values():
            if one.parent in areas and one.kind != "联合党支部":
                yield one

    def surveyed_organisations(self) -> list[Organisation]:
        """Return the organisations that hold surveys and list problems: the schools' own and 联合党支部."""
        return [*self.school_organisations(), *(one for one in self.branches() if one.kind == "联合党支部")]

    def branches_below(self, code: str) -> list[Organisation]:
        """Return the branches of an organisation: itself if it has none below."""
        found = [one for one in self.organisations.values() if one.parent == code]
        return found or [self.organisations[code]]

    def school_of(self, organisation: Organisation) -> School:
        """Return the (first) school of an organisation."""
        return self.schools[organisation.schools[0]]

    def is_silent(self, organisation: Organisation) -> bool:
        """Tell whether the organisation belongs to a school that reports nothing."""
        return bool(organisation.schools) and self.school_of(organisation).habits.silent

    def note_case(self, name: str, *codes: str) -> None:
        """Remember codes under the name of a known case."""
        self.cases.setdefault(name, []).extend(codes)
