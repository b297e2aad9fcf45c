"""Building the invented district from its arguments."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.district import DEFAULT_AS_OF, District
from pipeline.sample.district.exempt import mark_exempt
from pipeline.sample.district.full_attendance import mark_full_attendance
from pipeline.sample.district.habits import set_habits
from pipeline.sample.district.history import apply_changes
from pipeline.sample.district.people import add_members
from pipeline.sample.district.structure import add_structure
from pipeline.sample.district.vocabulary import random_for


def build_district(schools: int, years: int, seed: int, as_of: date | None = None, exempt_percent: int = 0) -> District:
    """Build a district of so many schools and years, the open one included. ValueError for less than one of either.

    Of a hundred members `exempt_percent` are exempt for a time; without any, the rosters have no columns for it.
    """
    if schools < 1 or years < 1:
        raise ValueError("a district has at least one school and one year")
    day = as_of or DEFAULT_AS_OF
    district = District(seed, day, day.year - years + 1)
    add_structure(district, schools)
    set_habits(district)
    _set_branch_diligence(district)
    add_members(district)
    apply_changes(district)
    mark_full_attendance(district)
    mark_exempt(district, exempt_percent)
    return district


def _set_branch_diligence(district: District) -> None:
    """Make a few branches of each school exemplary and a few of them lag behind."""
    for branch in district.branches():
        mark = random_for(district.seed, "branch", branch.code).random()
        if mark < 0.1:
            branch.diligence = 1.0
            district.note_case("perfect_branches", branch.code)
        elif mark > 0.93:
            branch.diligence = 0.72
            district.note_case("failing_branches", branch.code)
