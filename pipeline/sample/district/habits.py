"""How each school keeps its ledgers. Given by place in the list, so that small districts have variety too."""

from __future__ import annotations

from pipeline.sample.district.district import District


def set_habits(district: District) -> None:
    """Set what each school writes down."""
    for number, school in enumerate(district.schools.values()):
        habits = school.habits
        habits.detail = number in (2, 3, 15)
        habits.figures = number not in (3,)
        habits.extras = number % 3 != 2
        habits.rate = number == 13
        habits.names_only = number in (2, 18)
        habits.numbers = number != 18
        habits.identity = number in (11, 18)
        habits.course_at_top = number == 8
        habits.silent = number == 22
        habits.mondays = number in (9, 12)
        if number in (0, 7):
            habits.diligence, habits.turnout, habits.hours = 1.0, 0.985, 0.995
        if number in (10, 17):
            habits.diligence, habits.turnout, habits.hours = 0.8, 0.9, 0.8
        if habits.silent:
            district.note_case("silent_school", school.code)
        if habits.rate:
            district.note_case("rate_school", school.code)
        if habits.detail:
            district.note_case("detail_schools", school.code)
