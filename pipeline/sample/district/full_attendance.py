"""The branch to whose meetings of one year everybody came, each time: too good to be true, and to be found."""

from __future__ import annotations

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation


def mark_full_attendance(district: District) -> None:
    """Choose the branch; a district that is too small has none."""
    year = district.last_closed_year
    for branch in branches_with_figures(district):
        if branch.staff_branch and not branch.kinds and branch.founded and branch.founded.year < year:
            branch.full_attendance_year = year
            district.note_case("full_attendance_branch", branch.code)
            return


def branches_with_figures(district: District) -> list[Organisation]:
    """Return the branches that write figures and keep no sign-in lists."""
    return [
        one
        for one in district.branches()
        if not district.is_silent(one)
        and not district.school_of(one).habits.detail
        and not district.school_of(one).habits.rate
        and district.school_of(one).habits.figures
    ]
