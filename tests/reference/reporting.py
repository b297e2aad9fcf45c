"""Which organisation sent which ledger in which year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tests.reference.decisions_and_dues import decision_day
from tests.reference.district import District
from tests.reference.surveys import return_dates

EVERYONE = "*"
"""Stands for all organisations where one row of anyone is a report for all."""
_TRANSFER_DAYS = 90
_STANDING = ("党建品牌", "书记项目", "示范岗", "先锋岗")
"""Honours that hold until further notice; all others are of their year."""
_Sent = Iterable[tuple[str | None, date | None]]


class Reporting:
    """Answers whether an organisation sent what feeds an indicator, in one calendar year up to the as-of day."""

    def __init__(self, district: District):
        self._sent: dict[str, set[tuple[str, int]]] = {}
        self._as_of = district.as_of
        ledgers, members = district.ledgers, district.members
        for ledger, column in (
            ("activity", "held_on"), ("attendance", "held_on"), ("dues", "month"),
            ("honour", "awarded_on"), ("work_task", "due_on"), ("admission", "due_on"), ("publicity", "published_on"),
        ):  # fmt: skip
            self._note(ledger, [(row["org_code"], row[column]) for row in ledgers[ledger]])
        self._note("training", [(members.branch_of_training(row), row["trained_on"]) for row in ledgers["training"]])
        self._note("study_session", district.study.signed)
        self._note("problem_due", [(row["org_code"], row["due_on"]) for row in ledgers["problem"]])
        self._note("problem_raised", [(row["org_code"], row["raised_on"]) for row in ledgers["problem"]])
        self._note("discipline", [(EVERYONE, row["decided_on"]) for row in ledgers["discipline"]])
        self._note("survey", [(EVERYONE, row["surveyed_on"]) for row in ledgers["survey"]])
        self._note("survey_return", [(EVERYONE, day) for _, day in return_dates(district)])
        self._note("request_due", [(row["org_code"], row["promised_on"]) for row in ledgers["request"]])
        self._note("request_closed", [(row["org_code"], row["closed_on"]) for row in ledgers["request"]])
        self._note("admission_done", [(row["org_code"], row["done_on"]) for row in ledgers["admission"]])
        self._note("decision", [(row["org_code"], decision_day(row)) for row in ledgers["decision"]])
        cases = [row for row in ledgers["publicity"] if row["publicity_type"] != "报道"]
        self._note("case_due", [(row["org_code"], row["due_on"]) for row in cases])
        limit = timedelta(days=_TRANSFER_DAYS)
        self._note("transfer", [(row["org_code"], row["issued_on"] + limit) for row in ledgers["transfer"]])
        for ledger in ("appraisal", "standardisation", "pledge", "deliverable"):
            self._note(ledger, [(row["org_code"], day) for row, day in district.of_years(ledger)])
        files = [(row["org_code"], row["filed_on"], None) for row in ledgers["integrity_file"]]
        self._note_in_force("integrity_file", files)
        honours = [
            (row["org_code"], row["awarded_on"], None if row["honour_type"] in _STANDING else row["awarded_on"])
            for row in ledgers["honour"]
        ]
        self._note_in_force("honour_held", honours)
        links = [(row["org_code"], row["paired_on"], row["released_on"]) for row in ledgers["outreach"]]
        self._note_in_force("outreach", links)
        decided = [year for _, year in self._sent["discipline"]]
        later = range(min(decided), district.as_of.year + 1) if decided else ()
        self._sent["discipline_ever"] = {(EVERYONE, year) for year in later}

    def _note(self, ledger: str, rows: _Sent) -> None:
        self._sent[ledger] = {(org, day.year) for org, day in rows if org and day and day <= self._as_of}

    def _note_in_force(self, ledger: str, rows: Iterable[tuple[str, date, date | None]]) -> None:
        """What is in force reports for every year from its own to that of its end."""
        self._sent[ledger] = {
            (org, year)
            for org, start, end in rows
            if start <= self._as_of
            for year in range(start.year, min(end or self._as_of, self._as_of).year + 1)
        }

    def sent(self, ledger: str | None, org: str, year: int) -> bool:
        """Whether it did; what is fed by no ledger is always there."""
        if ledger is None:
            return True
        return (org, year) in self._sent[ledger] or (EVERYONE, year) in self._sent[ledger]

    def sent_by_anyone(self, ledger: str | None, year: int) -> bool:
        """Whether anybody did."""
        return ledger is None or any(sent == year for _, sent in self._sent[ledger])
