"""Who was on which roll on a day, for how many whole months of a year, and with how many hours."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from tests.reference.calendar_of import days, period_from, period_of
from tests.reference.ledgers import Ledgers
from tests.reference.organisations import Organisations
from tests.reference.value import Row

_COUNTED_TRAINING = ("集中培训", "集中轮训")


class Members:
    """The rolls of all organisations."""

    def __init__(self, ledgers: Ledgers, organisations: Organisations, as_of: date):
        self._organisations = organisations
        self._as_of = as_of
        self._rolls: dict[str, list[tuple[date, date, Row]]] = defaultdict(list)
        for row in ledgers["member"]:
            if row["person_key"] is None or row["org_code"] not in organisations.rows:
                continue
            founded, dissolved = organisations.life[row["org_code"]]
            start, end = max(row["in_on"] or founded, founded), min(row["out_on"] or dissolved, dissolved)
            self._rolls[row["person_key"]].append((start, end, row))
        self._trainings: dict[tuple[str, int], list[tuple[date, float]]] = defaultdict(list)
        for row in ledgers["training"]:
            if row["training_type"] in _COUNTED_TRAINING and row["trained_on"] <= as_of:
                self._trainings[row["person_key"], row["trained_on"].year].append(
                    (row["trained_on"], row["hours"] or 0)
                )
        self.on_roll = cache(self._on_roll)
        self.due_on = cache(self._due_on)

    def roll_of(self, person: str, day: date) -> Row | None:
        """The one roll on which the person counts that day: the latest joined, at a tie the highest code."""
        found = [row for start, end, row in self._rolls.get(person, []) if start <= day <= end]
        return max(found, key=lambda row: (row["in_on"] or date.min, row["org_code"])) if found else None

    def _on_roll(self, day: date) -> dict[str, list[Row]]:
        """Organisation -> the roll rows that count in it on that day, one a person."""
        found: dict[str, list[Row]] = defaultdict(list)
        for person in self._rolls:
            row = self.roll_of(person, day)
            if row is not None:
                found[row["org_code"]].append(row)
        return found

    def _due_on(self, day: date) -> dict[str, list[Row]]:
        """Those on the roll without the exempt."""
        return {
            org: [row for row in rows if not any(start <= day <= end for _, start, end in self.exemptions(row))]
            for org, rows in self.on_roll(day).items()
        }

    @staticmethod
    def exemptions(row: Row) -> list[tuple[str, date, date]]:
        """(state, first day, last day) for which a row of the roll says that nothing is due."""
        found = []
        for state, told in (("exempt_for", "exempt_days"), ("party_status", "party_status_days")):
            if row[state] and row[state] != "正常" and row[told]:
                for span in row[told].split("、"):
                    start, _, end = span.partition("/")
                    found.append((row[state], date.fromisoformat(start), date.fromisoformat(end or "9999-12-31")))
        return found

    def full_members(self, org: str, day: date) -> int:
        """正式党员 on the roll that day."""
        return sum(
            row["member_type"] == "正式党员" and (row["full_on"] is None or row["full_on"] <= day)
            for row in self.on_roll(day).get(org, [])
        )

    def whole_months(self, person: str, year: int) -> int:
        """Ended months of the year during all of which the person was on some roll."""
        count = 0
        for number in range(1, 13):
            month = period_from("month", date(year, number, 1))
            rolls = [(start, end) for start, end, _ in self._rolls[person] if end >= month.start]
            if self._is_exempt_in(person, month.start, month.end):
                continue
            by_one = any(start <= month.start and month.end <= end for start, end in rolls)
            if month.end <= self._as_of and (
                by_one or all(any(start <= day <= end for start, end in rolls) for day in days(month.start, month.end))
            ):
                count += 1
        return count

    def _is_exempt_in(self, person: str, first: date, last: date) -> bool:
        return any(
            max(start, came, first) <= min(end, left, last)
            for came, left, row in self._rolls[person]
            for _, start, end in self.exemptions(row)
        )

    def hours(self, person: str, year: int) -> float:
        return sum((hours for _, hours in self.trainings(person, year)), 0.0)

    def trainings(self, person: str, year: int) -> list[tuple[date, float]]:
        """Day and hours of every training that counts in a year."""
        return self._trainings.get((person, year), [])

    def branch_of_training(self, row: Row) -> str:
        """The organisation for which a training row is a report: the branch named, else the member's on that day."""
        if self._organisations.is_branch(row["org_code"], row["trained_on"]):
            return str(row["org_code"])
        roll = self.roll_of(row["person_key"], row["trained_on"])
        return str((roll or row)["org_code"])


def year_end(year: int) -> date:
    """The last day of a calendar year."""
    return period_of("year", date(year, 1, 1)).end
