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
        movable = list(filter(_may_move, district.roll(branch.code, district.as_of)))
        if len(movable) > 7 and rng.random() < 0.25:
            _move_away(district, rng, branch, movable[-3])


def _may_move(one: Membership) -> bool:
    """Tell whether nothing else hangs on somebody: no number is missing, no post would be left empty."""
    has_post = one.leader or one.party_post
    return one.came is None and bool(one.person.number) and not one.person.identity and not has_post


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
    others = [other for other in district.branches() if _may_take(district, other, branch, one, day)]
    if others:
        near = [other for other in others if other.parent == branch.parent] or others
        transfer(district, one, rng.choice(near), day)
        district.note_case("moved_people", str(one.person.number))


def _may_take(district: District, other: Organisation, branch: Organisation, one: Membership, day: date) -> bool:
    """Tell whether a branch may take somebody: of another school only who has no namesake there."""
    if other is branch or not _takes_people_on(district, other, day):
        return False
    return other.schools == branch.schools or one.person.name not in district.names_taken(other.code)


def _takes_people_on(district: District, branch: Organisation, day: date) -> bool:
    """Tell whether a branch of staff is there on the day and stays, and its school writes members by number."""
    habits = district.school_of(branch).habits
    is_there = branch.active_on(day) and branch.dissolved is None and (branch.founded is None or branch.founded < day)
    by_number = habits.numbers and not habits.identity and not district.is_silent(branch)
    return bool(branch.staff_branch) and not branch.kinds and is_there and by_number
