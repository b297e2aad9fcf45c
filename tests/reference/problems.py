"""Problems closed in time (R05), problems that came back (R06) with their sentences, and where each stands."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.reference.district import District
from tests.reference.value import Part

_YEARS_REMEMBERED = (1, 2)
_SOON = 30


def parts(district: District) -> Iterator[Part]:
    """R05 on the deadline, R06 on the day the problem was raised."""
    problems = district.ledgers["problem"]
    seen = {(row["org_code"], row["category"], row["raised_on"].year) for row in problems}
    for row in problems:
        org, due, raised, closed = row["org_code"], row["due_on"], row["raised_on"], row["closed_on"]
        if due <= district.as_of:
            in_time = closed is not None and closed <= due
            yield Part("R05", org, due, district.units(org, due), in_time, 1)
        if raised <= district.as_of:
            again = any((org, row["category"], raised.year - back) in seen for back in _YEARS_REMEMBERED)
            yield Part("R06", org, raised, district.units(org, raised), again, 1)


@dataclass(frozen=True)
class Run:
    """A problem that came back: the years in which it was raised, and the sentences of each."""

    org: str
    category: str
    sentences: dict[int, list[str]]

    @property
    def closest(self) -> float:
        """How alike, 0 to 100, the two sentences of different years are that are most alike."""
        pairs = [
            (one, other)
            for year, these in self.sentences.items()
            for later, those in self.sentences.items()
            if year < later
            for one in these
            for other in those
        ]
        return max(round(_alike(_letters(one), _letters(other)), 1) for one, other in pairs)


def runs(district: District) -> list[Run]:
    """Problems of one organisation and category whose years lie no more than two apart, two years at least."""
    by_year: defaultdict[tuple[str, str], defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in district.ledgers["problem"]:
        if row["raised_on"] <= district.as_of:
            by_year[row["org_code"], row["category"]][row["raised_on"].year].append(row["description"])
    found: list[Run] = []
    for (org, category), sentences in by_year.items():
        together: list[int] = []
        for year in [*sorted(sentences), 9999]:
            if together and year - together[-1] > max(_YEARS_REMEMBERED):
                if len(together) > 1:
                    found.append(Run(org, category, {one: sentences[one] for one in together}))
                together = []
            together.append(year)
    return found


def states(district: District) -> dict[str, str]:
    """Where each problem stands on the as-of day, by row key."""
    found: dict[str, str] = {}
    for row in district.ledgers["problem"]:
        due, closed, today = row["due_on"], row["closed_on"], district.as_of
        if row["raised_on"] > today:
            continue
        if closed is not None and closed <= today:
            found[row["row_key"]] = "done" if closed <= due else "done_late"
        elif due < today:
            found[row["row_key"]] = "overdue"
        else:
            found[row["row_key"]] = "due_soon" if (due - today).days <= _SOON else "to_come"
    return found


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] in "LN")


def _alike(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths, in percent."""
    row = [0] * (len(other) + 1)
    for sign in one:
        above = row[:]
        for place, match in enumerate(other, start=1):
            row[place] = above[place - 1] + 1 if sign == match else max(above[place], row[place - 1])
    return 200.0 * row[-1] / (len(one) + len(other)) if one or other else 100.0
