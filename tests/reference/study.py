"""Hours of the meetings of study (集体学习) that people signed in at, where the 时长 is known."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.reference.ledgers import Ledgers
from tests.reference.table import STUDY_TYPES

_CAME = ("出席", "迟到", "补学")


class Study:
    """Meetings of study by person and year; a meeting that several 党小组 held apart counts once, at its longest."""

    def __init__(self, ledgers: Ledgers, as_of: date):
        long: dict[tuple[str, date, str], float] = {}
        for row in ledgers["activity"]:
            if set(row["activity_type"].split("、")) & set(STUDY_TYPES) and (row["duration_hours"] or 0) > 0:
                meeting = row["org_code"], row["held_on"], row["topic"]
                long[meeting] = max(row["duration_hours"], long.get(meeting, 0))
        self.signed: list[tuple[str, date]] = []
        """Organisation and day of every line of a sign-in list of such a meeting, whoever came."""
        self._hours: defaultdict[tuple[str, int], float] = defaultdict(float)
        for row in ledgers["attendance"]:
            hours = long.get((row["org_code"], row["held_on"], row["topic"]))
            if hours is None or row["held_on"] > as_of:
                continue
            self.signed.append((row["org_code"], row["held_on"]))
            if row["attendance"] in _CAME and row["person_key"] is not None:
                self._hours[row["person_key"], row["held_on"].year] += hours

    def hours(self, person: str, year: int) -> float:
        """Hours of the meetings that a person went to in a year."""
        return self._hours[person, year]
