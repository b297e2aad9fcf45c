"""Problems found and put right (问题整改), some of which come back each year."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

SOURCES = (("述职评议", 3), ("巡察", 2), ("督查", 4), ("民主生活会", 1), ("组织生活会", 3), ("信访", 0.5), ("自查", 4))
RECUR_IN = (3, 7, 10, 15, 17)  # places of the organisations whose problem comes back each year
REMEMBERED = 2  # a category within so many years has come back (R06)


def problems(district: District, organisation: Organisation, number: int) -> Rows:
    """Return problems of one organisation in all years; planted recurrences in some, and no others."""
    rng = random_for(district.seed, "problems", organisation.code)
    weak = 1 - district.school_of(organisation).habits.diligence
    categories = _Categories(rng, number)
    rows: Rows = []
    for year in district.years:
        count = weighted(rng, [(0, 1), (1, 3), (2, 3 + 10 * weak), (3, 30 * weak)])
        drawn = [categories.draw(year) for _ in range(count)]
        planned = [one for one in drawn if one is not None] + categories.planted(year)
        for place, (category, description) in enumerate(planned):
            row = _problem(district, rng, organisation, year, category, description, weak)
            if row is not None:
                rows.append({"问题编号": f"YLW{year}-{organisation.code[4:]}-{place + 1:02d}", **row})
    return rows


class _Categories:
    """The categories of one organisation's problems: in turn, and none comes back but where that is planted."""

    def __init__(self, rng: Random, number: int) -> None:
        self.rng, self.number = rng, number
        self.phrases = words("phrases")
        self.kinds = sorted(self.phrases["problems"])
        rng.shuffle(self.kinds)
        self.turn = 0
        self.recurring = recurring_category(number) if number in RECUR_IN else None
        self.last_in: dict[str, int] = {}

    def draw(self, year: int) -> tuple[str, str] | None:
        """Return a category and a description, or nothing where every category was there a short while ago."""
        by_turn = self.rng.random() < 0.85
        category = self.kinds[self.turn % len(self.kinds)] if by_turn else self.rng.choice(self.kinds)
        self.turn += 1
        descriptions = self.phrases["problems"][category]
        description = self.rng.choice(descriptions)
        if category == self.recurring or 0 < year - self.last_in.get(category, year) <= REMEMBERED:
            free = self._free(year)
            if free is None:
                return None
            category, descriptions = free, self.phrases["problems"][free]
            description = descriptions[(year + self.number) % len(descriptions)]
        self.last_in[category] = year
        return category, description

    def _free(self, year: int) -> str | None:
        found = (one for one in self.kinds if one != self.recurring and year - self.last_in.get(one, 0) > REMEMBERED)
        return next(found, None)

    def planted(self, year: int) -> list[tuple[str, str]]:
        """Return the category that comes back each year, with its description; empty where none does."""
        if self.recurring is None:
            return []
        endings = self.phrases["recurring_endings"]
        ending = endings[(year + self.number) % len(endings)]
        return [(self.recurring, self.phrases["recurring"][self.recurring] + ending)]


def recurring_category(number: int) -> str:
    """Return the category of the problem that comes back each year with the organisation of this place."""
    recurring: list[str] = sorted(words("phrases")["recurring"])
    return recurring[number % len(recurring)]


def recurring_problems(district: District) -> list[tuple[str, str]]:
    """Return organisations, and the category of the problem that comes back to each: the answer key."""
    found: list[tuple[str, str]] = []
    for number, one in enumerate(district.surveyed_organisations()):
        if number in RECUR_IN and not district.is_silent(one):
            category = recurring_category(number)
            raised = [row["提出日期"] for row in problems(district, one, number) if row["问题类别"] == category]
            if len({day.year for day in raised if isinstance(day, date)}) > 1:
                found.append((one.code, category))
    return found


def _problem(
    district: District, rng: Random, organisation: Organisation, year: int, category: str, description: str, weak: float
) -> dict[str, object] | None:
    raised = date(year, rng.choice((1, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12)), rng.randint(3, 28))
    if raised > district.as_of or not organisation.active_on(raised):
        return None
    due = raised + timedelta(days=rng.choice((30, 45, 60, 90)))
    closed: date | None = due - timedelta(days=rng.randint(0, 20))
    fate = rng.random()
    if fate < 0.03 + weak:
        closed = due + timedelta(days=rng.randint(3, 60))
    elif fate < 0.05 + weak * 1.5:
        closed = None
    if closed and closed > district.as_of:
        closed = None
    officers = [one.person.name for one in district.by_branch.get(organisation.code, []) if one.party_post]
    return {
        "党组织": organisation.code,
        "问题来源": weighted(rng, SOURCES),
        "问题类别": category,
        "问题描述": description,
        "提出日期": raised,
        "整改期限": due,
        "整改措施": rng.choice(words("phrases")["actions"]),
        "责任人": rng.choice(officers) if officers else organisation.secretary,
        "完成日期": closed,
    }
