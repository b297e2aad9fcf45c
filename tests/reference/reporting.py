"""Which organisation sent which ledger in which year."""

from __future__ import annotations

from datetime import date

from tests.reference.district import District
from tests.reference.surveys import return_dates

EVERYONE = "*"
"""Stands for all organisations where one row of anyone is a report for all."""


class Reporting:
    """Answers whether an organisation sent what feeds an indicator, in one calendar year up to the as-of day."""

    def __init__(self, district: District):
        self._sent: dict[str, set[tuple[str, int]]] = {}
        self._as_of = district.as_of
        ledgers, members = district.ledgers, district.members
        self._note("activity", [(row["org_code"], row["held_on"]) for row in ledgers["activity"]])
        self._note("training", [(members.branch_of_training(row), row["trained_on"]) for row in ledgers["training"]])
        self._note("survey", [(row["org_code"], row["surveyed_on"]) for row in ledgers["survey"]])
        self._note("problem_due", [(row["org_code"], row["due_on"]) for row in ledgers["problem"]])
        self._note("problem_raised", [(row["org_code"], row["raised_on"]) for row in ledgers["problem"]])
        self._note("discipline", [(EVERYONE, row["decided_on"]) for row in ledgers["discipline"]])
        self._note("survey_return", [(row["org_code"], day) for row, day in return_dates(district)])
        decided = [year for _, year in self._sent["discipline"]]
        later = range(min(decided), district.as_of.year + 1) if decided else ()
        self._sent["discipline_ever"] = {(EVERYONE, year) for year in later}

    def _note(self, ledger: str, rows: list[tuple[str | None, date | None]]) -> None:
        self._sent[ledger] = {(org, day.year) for org, day in rows if org and day and day <= self._as_of}

    def sent(self, ledger: str | None, org: str, year: int) -> bool:
        """Whether it did; what is fed by no ledger is always there."""
        if ledger is None:
            return True
        return (org, year) in self._sent[ledger] or (EVERYONE, year) in self._sent[ledger]
