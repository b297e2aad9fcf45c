"""Everything that the counting parts look at, gathered once for one home and one as-of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from tests.reference.calendar_of import Period, periods
from tests.reference.ledgers import Ledgers, read
from tests.reference.members import Members
from tests.reference.organisations import Organisations
from tests.reference.study import Study
from tests.reference.switched_off import SwitchedOff
from tests.reference.table import INDICATORS
from tests.reference.value import Row, Unit

COMMITTEE_FROM = 7
"""正式党员 from which a branch has a 支委会."""
_YEARS_BACK = 10
_DATED = {
    "activity": "held_on", "training": "trained_on", "discipline": "decided_on", "survey": "surveyed_on",
    "problem": "raised_on",
}  # fmt: skip
_OWN_DAY = {"pledge": "signed_on", "deliverable": "done_on"}

_organisations = lru_cache(maxsize=2)(Organisations)


class District:
    """Organisations, members and rows as at the as-of day."""

    def __init__(self, home: Path, as_of: date):
        self.as_of = as_of
        self.ledgers: Ledgers = read(home)
        self.organisations = _organisations(self.ledgers)
        self.members = Members(self.ledgers, self.organisations, as_of)
        self.study = Study(self.ledgers, as_of)
        self.switched_off = SwitchedOff(home)
        dates = [row[column] for ledger, column in _DATED.items() for row in self.ledgers[ledger] if row[column]]
        earliest = min((day.year for day in dates if day <= as_of), default=as_of.year)
        self.first_year = max(earliest, as_of.year - _YEARS_BACK)

    def periods(self, kind: str) -> list[Period]:
        return periods(kind, self.first_year, self.as_of)

    def units(self, org: str, day: date) -> frozenset[Unit]:
        """Where a row of that day counts; one dated outside the organisation's life on the nearest day of it."""
        if org not in self.organisations.life:
            return frozenset()
        return self.organisations.units(org, self.organisations.nearest(org, day))

    def judging_day(self, org: str, period: Period) -> date:
        """The day on which it is decided what applies: the closing day, or the organisation's last day if earlier.

        Without the latter what a branch did in the month of its end would be lost.
        """
        return max(min(period.closing_day(self.as_of), self.organisations.life[org][1]), period.start)

    def of_years(self, ledger: str) -> Iterator[tuple[Row, date]]:
        """Rows of a ledger kept by 年度 that exist on the as-of day, with the day they count on."""
        own_day = _OWN_DAY.get(ledger)
        for row in self.ledgers[ledger]:
            if row["year"] <= self.as_of.year and (own_day is None or row[own_day] <= self.as_of):
                yield row, min(date(row["year"], 12, 31), self.as_of)

    def in_scope(self, scope: str, org: str, day: date) -> bool:
        """Whether a scope holds for an organisation on a day."""
        kinds = self.organisations.in_scope_kinds(org, day)
        if scope == "branch_with_committee":
            return "branch" in kinds and self.members.full_members(org, day) >= COMMITTEE_FROM
        return scope in kinds

    def scoped(self, code: str, kind: str | None = None) -> Iterator[tuple[str, Period, date]]:
        """(organisation, period, judging day) wherever the indicator applies; base periods unless a kind is given."""
        for period in self.periods(kind or INDICATORS[code].base):
            for org in self.organisations.rows:
                day = self.judging_day(org, period)
                if self.in_scope(INDICATORS[code].scope, org, day):
                    yield org, period, day
