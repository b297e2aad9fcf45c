"""The branch to whose meetings of one year everybody came, each time: too good to be true, and to be found."""

from __future__ import annotations

from pipeline.sample.district.district import World
from pipeline.sample.district.records import Organisation


def mark_full_attendance(world: World) -> None:
    """Choose the branch; a district that is too small has none."""
    year = world.last_closed_year
    for branch in branches_with_figures(world):
        if branch.staff_branch and not branch.kinds and branch.founded and branch.founded.year < year:
            branch.full_house = year
            world.mark("full_house_branch", branch.code)
            return


def branches_with_figures(world: World) -> list[Organisation]:
    """Return the branches that write figures and keep no sign-in lists."""
    return [
        one
        for one in world.branches()
        if not world.silent(one)
        and not world.of_school(one).habits.detail
        and not world.of_school(one).habits.rate
        and world.of_school(one).habits.figures
    ]
