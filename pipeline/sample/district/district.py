"""The invented district: what exists and what happened to it. Pure, and the same for the same arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.sample.district.records import BRANCH_TYPES, Event, Membership, Organisation, Person, School

DEFAULT_AS_OF = date(2026, 10, 31)


@dataclass(slots=True)
class World:
    """Schools, organisations, people and changes of one invented district."""

    seed: int
    as_of: date
    first_year: int
    schools: dict[str, School] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)  # landmark -> codes, for tests
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

    def join(self, membership: Membership) -> Membership:
        """Put a person on a roll."""
        self.memberships.append(membership)
        self.by_branch.setdefault(membership.branch, []).append(membership)
        self.taken(membership.branch).add(membership.person.name)
        return membership

    def roll(self, branch: str, day: date) -> list[Membership]:
        """Who is on a branch's roll on a day."""
        return [one for one in self.by_branch.get(branch, []) if one.on(day)]

    def taken(self, branch: str) -> set[str]:
        """Names that people of the branch's school have; no second person gets one unless it is planted."""
        return self.names.setdefault(self.organisations[branch].schools[0], set())

    def branches(self) -> Iterator[Organisation]:
        """Organisations that are, or once were, branch-level."""
        for one in self.organisations.values():
            if one.kind in BRANCH_TYPES or any(kind in BRANCH_TYPES for _, kind in one.kinds):
                yield one

    def tops(self) -> Iterator[Organisation]:
        """Schools' own organisations; not 联合党支部."""
        areas = {one.code for one in self.organisations.values() if one.kind == "片区党委"}
        for one in self.organisations.values():
            if one.parent in areas and one.kind != "联合党支部":
                yield one

    def asked(self) -> list[Organisation]:
        """Organisations that hold surveys and keep a list of problems: the schools' own and 联合党支部."""
        return [*self.tops(), *(one for one in self.branches() if one.kind == "联合党支部")]

    def below(self, code: str) -> list[Organisation]:
        """Branches of an organisation: itself if it has none below."""
        found = [one for one in self.organisations.values() if one.parent == code]
        return found or [self.organisations[code]]

    def of_school(self, organisation: Organisation) -> School:
        """The (first) school of an organisation."""
        return self.schools[organisation.schools[0]]

    def silent(self, organisation: Organisation) -> bool:
        """Whether the organisation belongs to a school that reports nothing."""
        return bool(organisation.schools) and self.of_school(organisation).habits.silent

    def mark(self, name: str, *codes: str) -> None:
        """Remember codes under the name of a landmark."""
        self.marks.setdefault(name, []).extend(codes)
