"""People who come, go or change branch in the invented district."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.district import World
from pipeline.sample.district.people import newcomer
from pipeline.sample.district.records import Membership, Organisation
from pipeline.sample.district.vocabulary import dice


def transfer(world: World, one: Membership, to: Organisation, day: date) -> None:
    """Move a person: off the old roll the day before, on the new one from `day`."""
    one.left = day - timedelta(days=1)
    world.join(Membership(one.person, to.code, to.schools[0], one.post, None, one.leader, one.centre, came=day))


def people_move(world: World, school: str) -> None:
    """New members in June, and a few who come, go or change branch in the year."""
    rng = dice(world.seed, "moves", school)
    for branch in [one for one in world.branches() if one.schools[0] == school]:
        for year in world.years:
            _take_in(world, rng, branch, year)
        movable = [
            one
            for one in world.roll(branch.code, world.as_of)
            if one.came is None
            and one.person.number
            and not one.person.identity
            and not one.leader
            and not one.party_post
        ]
        if len(movable) > 7 and rng.random() < 0.25:
            _send(world, rng, branch, movable[-3])


def _take_in(world: World, rng: Random, branch: Organisation, year: int) -> None:
    chance = 0.3 if branch.staff_branch else 0
    day = date(year, 6, rng.randint(20, 30)) if rng.random() < 0.6 else date(year, 11, rng.randint(15, 28))
    inside = branch.active_on(day) and branch.active_on(world.as_of) and not branch.kinds
    if rng.random() < chance and day <= world.as_of and inside:
        world.join(newcomer(world, rng, branch, world.schools[rng.choice(branch.schools)], joined=day))


def _send(world: World, rng: Random, branch: Organisation, one: Membership) -> None:
    year = rng.choice(list(world.years))
    day = date(year, rng.choice((2, 3, 8, 9)), rng.randint(3, 25))
    if day > world.as_of or not branch.active_on(day):
        return
    if rng.random() < 0.3:
        one.left = day  # to an organisation outside the district
        return
    others = [
        other
        for other in world.branches()
        if other is not branch
        and other.active_on(day)
        and other.dissolved is None
        and other.staff_branch
        and (other.founded is None or other.founded < day)
        and world.of_school(other).habits.numbers
        and not world.of_school(other).habits.identity
        and not world.silent(other)
        and not other.kinds
        and (other.schools == branch.schools or one.person.name not in world.taken(other.code))
    ]
    if others:
        near = [other for other in others if other.parent == branch.parent] or others
        transfer(world, one, rng.choice(near), day)
        world.mark("moved_people", str(one.person.number))
