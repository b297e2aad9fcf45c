"""Building the invented district from its arguments."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.district import DEFAULT_AS_OF, World
from pipeline.sample.district.full_attendance import mark_full_attendance
from pipeline.sample.district.habits import settle_habits
from pipeline.sample.district.history import happen
from pipeline.sample.district.people import settle
from pipeline.sample.district.structure import lay_out
from pipeline.sample.district.vocabulary import dice


def build_world(schools: int, years: int, seed: int, as_of: date | None = None) -> World:
    """A district of so many schools and years, the open one included. ValueError for less than one of either."""
    if schools < 1 or years < 1:
        raise ValueError("a district has at least one school and one year")
    day = as_of or DEFAULT_AS_OF
    world = World(seed, day, day.year - years + 1)
    lay_out(world, schools)
    settle_habits(world)
    _tell_branches_apart(world)
    settle(world)
    happen(world)
    mark_full_attendance(world)
    return world


def _tell_branches_apart(world: World) -> None:
    """Within a school a few branches are exemplary and a few lag behind."""
    for branch in world.branches():
        mark = dice(world.seed, "branch", branch.code).random()
        if mark < 0.1:
            branch.diligence = 1.0
            world.mark("perfect_branches", branch.code)
        elif mark > 0.93:
            branch.diligence = 0.72
            world.mark("failing_branches", branch.code)
