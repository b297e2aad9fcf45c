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
    phrases = words("phrases")
    weak = 1 - district.school_of(organisation).habits.diligence
    rows: Rows = []
    kinds = sorted(phrases["problems"])
    rng.shuffle(kinds)
    serial = 0
    recurring = recurring_category(number) if number in RECUR_IN else None
    last_in: dict[str, int] = {}
    for year in district.years:
        planned: list[tuple[str, str]] = []
        for _ in range(weighted(rng, [(0, 1), (1, 3), (2, 3 + 10 * weak), (3, 30 * weak)])):
            category = kinds[serial % len(kinds)] if rng.random() < 0.85 else rng.choice(kinds)
            serial += 1
            description = rng.choice(phrases["problems"][category])
            if category == recurring or 0 < year - last_in.get(category, year) <= REMEMBERED:
                free = (one for one in kinds if one != recurring and year - last_in.get(one, 0) > REMEMBERED)
                category = next(free)
                description = phrases["problems"][category][(year + number) % len(phrases["problems"][category])]
            last_in[category] = year
            planned.append((category, description))
        if recurring is not None:
            ending = phrases["recurring_endings"][(year + number) % len(phrases["recurring_endings"])]
            planned.append((recurring, phrases["recurring"][recurring] + ending))
        for place, (category, description) in enumerate(planned):
            row = _problem(district, rng, organisation, year, category, description, weak)
            if row is not None:
                rows.append({"问题编号": f"YLW{year}-{organisation.code[4:]}-{place + 1:02d}", **row})
    return rows


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
