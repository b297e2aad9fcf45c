"""People who come, go or change branch in the invented district."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.district import District
from pipeline.sample.district.people import newcomer
from pipeline.sample.district.records import Membership, Organisation
from pipeline.sample.district.vocabulary import random_for


def transfer(district: District, one: Membership, to: Organisation, day: date) -> None:
    """Move a person: off the old roll the day before, on the new one from `day`."""
    one.left = day - timedelta(days=1)
    district.enrol(Membership(one.person, to.code, to.schools[0], one.post, None, one.leader, one.centre, came=day))


def move_people(district: District, school: str) -> None:
    """Add new members in June, and let a few people come, go or change branch in the year."""
    rng = random_for(district.seed, "moves", school)
    for branch in [one for one in district.branches() if one.schools[0] == school]:
        for year in district.years:
            _add_new_member(district, rng, branch, year)
        movable = [
            one
            for one in district.roll(branch.code, district.as_of)
            if one.came is None
            and one.person.number
            and not one.person.identity
            and not one.leader
            and not one.party_post
        ]
        if len(movable) > 7 and rng.random() < 0.25:
            _move_away(district, rng, branch, movable[-3])


def _add_new_member(district: District, rng: Random, branch: Organisation, year: int) -> None:
    chance = 0.3 if branch.staff_branch else 0
    day = date(year, 6, rng.randint(20, 30)) if rng.random() < 0.6 else date(year, 11, rng.randint(15, 28))
    inside = branch.active_on(day) and branch.active_on(district.as_of) and not branch.kinds
    if rng.random() < chance and day <= district.as_of and inside:
        district.enrol(newcomer(district, rng, branch, district.schools[rng.choice(branch.schools)], joined=day))


def _move_away(district: District, rng: Random, branch: Organisation, one: Membership) -> None:
    year = rng.choice(list(district.years))
    day = date(year, rng.choice((2, 3, 8, 9)), rng.randint(3, 25))
    if day > district.as_of or not branch.active_on(day):
        return
    if rng.random() < 0.3:
        one.left = day  # to an organisation outside the district
        return
    others = [
        other
        for other in district.branches()
        if other is not branch
        and other.active_on(day)
        and other.dissolved is None
        and other.staff_branch
        and (other.founded is None or other.founded < day)
        and district.school_of(other).habits.numbers
        and not district.school_of(other).habits.identity
        and not district.is_silent(other)
        and not other.kinds
        and (other.schools == branch.schools or one.person.name not in district.names_taken(other.code))
    ]
    if others:
        near = [other for other in others if other.parent == branch.parent] or others
        transfer(district, one, rng.choice(near), day)
        district.note_case("moved_people", str(one.person.number))
