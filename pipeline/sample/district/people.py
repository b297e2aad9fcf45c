"""Members of the invented district: who they are, where they are on the roll, what they are in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice
from random import Random

from ingest.text.identity_number import check_digit
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Person, School
from pipeline.sample.district.vocabulary import random_for, weighted, words

COMMITTEE = ("书记", "副书记", "组织委员", "宣传委员", "纪检委员")


def add_members(district: District) -> None:
    """Give every branch its members, officers and 党小组, and every school its leading group."""
    for branch in list(district.branches()):
        rng = random_for(district.seed, "people", branch.code)
        for _ in range(_size(rng, district, branch)):
            school = district.schools[rng.choice(branch.schools)]
            district.enrol(newcomer(district, rng, branch, school))
        _appoint(district, branch)
    for top in district.school_organisations():
        _appoint_leaders(district, top)


def newcomer(
    district: District, rng: Random, branch: Organisation, school: School, joined: date | None = None
) -> Membership:
    """Return a new person on a branch's roll, with a name new to the school. `joined` makes a 预备党员."""
    retired = branch.staff_branch is False
    born = date(1942 if retired else 1968, 1, 1) + timedelta(days=rng.randrange(7000 if retired else 11000))
    earliest = date(born.year + 20, 1, 1)
    first = joined or earliest + timedelta(
        days=rng.randrange(max(1, (date(district.first_year - 2, 12, 1) - earliest).days))
    )
    year_later = first.replace(year=first.year + 1, day=min(first.day, 28))
    gender = weighted(rng, [("女", 62), ("男", 38)])
    serial = len(district.people) + 1
    person = Person(
        key=f"P{serial:06d}",
        name=new_name(rng, district.names_taken(branch.code)),
        number=f"YL{serial:06d}" if school.habits.numbers else None,
        identity=_identity(rng, born, gender) if school.habits.identity else None,
        gender=gender,
        born=born,
        education=rng.choice(words("names")["education"]),
        joined=first,
        full=year_later if year_later <= district.as_of else None,
    )
    district.people.append(person)
    post = "离退休" if retired else weighted(rng, [("专任教师", 82), ("行政", 9), ("教辅", 9)])
    return Membership(person, branch.code, school.code, post, came=joined)


def new_name(rng: Random, taken: set[str]) -> str:
    """Return an invented name that is not taken, and take it."""
    names = words("names")
    while True:
        surname = rng.choice(names["double_surnames"]) if rng.random() < 0.01 else _surname(rng, names["surnames"])
        given = "".join(rng.choice(names["given"]) for _ in range(weighted(rng, [(2, 80), (1, 20)])))
        if surname + given not in taken and len(set(given)) == len(given):
            taken.add(surname + given)
            return surname + given


def _surname(rng: Random, surnames: str) -> str:
    # a few surnames are common: the square pulls towards the front of the list
    return surnames[int(rng.random() ** 2 * len(surnames))]


def _identity(rng: Random, born: date, gender: str) -> str:
    """Return a number of valid form in a region code (99) that no place has."""
    head = f"990121{born:%Y%m%d}{rng.randrange(10, 99)}{rng.randrange(0, 5) * 2 + (gender == '男')}"
    return head + check_digit(head)


def _size(rng: Random, district: District, branch: Organisation) -> int:
    if branch.kind == "联合党支部":
        return rng.randint(11, 14)
    school = district.school_of(branch)
    if branch.parent == school.area:
        return rng.choice((5, 6, 12, 15)) if school.staff < 60 else rng.randint(14, 20)
    if branch.staff_branch is False:
        return rng.randint(11, 22)
    return rng.randint(4, 6) if rng.random() < 0.08 else rng.randint(11, 23)


def _appoint(district: District, branch: Organisation) -> None:
    roll = district.roll(branch.code, district.as_of)
    full = [one for one in roll if one.person.full]
    posts = COMMITTEE if len(full) >= 7 else ("书记",)
    for one, post in zip(full, posts, strict=False):
        one.party_post = post
    branch.secretary = full[0].person.name
    if len(roll) >= 15 and branch.groups == 0 and branch.staff_branch:
        branch.groups = 2 if len(roll) < 20 else 3


def _appoint_leaders(district: District, top: Organisation) -> None:
    """Appoint the 领导班子 from each branch in turn; they and the other secretaries sit in the 中心组."""
    rolls = [district.roll(one.code, district.as_of) for one in district.branches_below(top.code) if one.staff_branch]
    if not any(rolls):
        return
    leaders = list(islice(_in_turn(rolls), {"党委": 7, "党总支": 5}.get(top.kind, 2)))
    for one in leaders:
        one.leader, one.centre, one.post = True, bool(top.centre), "行政"
    if top.centre:
        for roll in rolls:
            roll[0].centre = True
    first = next((one for one in chain.from_iterable(rolls) if one.leader), None)
    if first is not None:
        top.secretary = first.person.name


def _in_turn(rolls: list[list[Membership]]) -> Iterator[Membership]:
    """Yield one of each branch after the other, the last of none; the secretary of an only branch is left out."""
    for place in range(max(len(roll) for roll in rolls)):
        for roll in rolls:
            if place + 1 < len(roll):
                yield roll[place + 1] if len(rolls) == 1 else roll[place]
