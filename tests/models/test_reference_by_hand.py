"""Golden cases: numbers worked out by hand, which the models and the plain recomputation both have to give."""

from datetime import date

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.warehouse.query import open_published
from tests.reference.agreement import disagreement, published, recomputed
from tests.reference.hand_written_district import write
from tests.reference.hand_written_names import (
    DISTRICT,
    EAST,
    FIVE,
    JOINT,
    JOINT_SCHOOLS,
    MIDDLE_SCHOOL,
    MOVED,
    MOVED_SCHOOL,
    NEW,
    SECOND,
    SILENT,
    WEST,
)

LAST_DAY_OF_EFFECT = date(2026, 8, 27)
DAY_AFTER = date(2026, 8, 28)


@pytest.fixture(scope="module")
def opinions(tmp_path_factory, replay):
    """(who says it, as-of day) -> every number; one home, built once a day."""
    home = tmp_path_factory.mktemp("hand-written") / "home"
    folder = home.parent / "ledgers"
    write(folder)
    receipts = ingest([folder], Store(home), DAY_AFTER, received_by="test", check=check)
    assert not [(each.ledger, each.refused, each.returns) for each in receipts if each.refused or each.returned]
    found = {}
    for day in (LAST_DAY_OF_EFFECT, DAY_AFTER):
        replay.build(home, day)
        found["marts", day] = published(home)
        found["reference", day] = recomputed(home, day)
        with open_published(home / "warehouse") as reader:
            asked = (
                "select unit_level, unit_id, year, exemption, members from exempt_member where indicator_code = 'L03'"
            )
            found["exempt", day] = sorted(reader.execute(asked).fetchall())
    return found


@pytest.fixture(params=["marts", "reference"])
def numbers(request, opinions):
    """Look up (numerator, denominator, value rounded to 2, status)."""

    def look_up(code, level, unit, period, start, as_of=LAST_DAY_OF_EFFECT):
        found = opinions[request.param, as_of][code, level, unit, period, date.fromisoformat(start), None]
        numerator, denominator, value, status = found
        return numerator, denominator, None if value is None else round(value, 2), status

    return look_up


@pytest.fixture
def of_2025(numbers):
    def look_up(code, level, unit):
        return numbers(code, level, unit, "year", "2025-01-01")

    return look_up


@pytest.mark.parametrize("day", [LAST_DAY_OF_EFFECT, DAY_AFTER])
def test_the_models_and_the_recomputation_agree_on_every_number_of_this_district(opinions, day):
    found = disagreement(opinions["reference", day], opinions["marts", day])
    assert not found, found


def test_a_branch_founded_on_15_may_owes_its_first_meeting_in_june(numbers, of_2025):
    assert numbers("O05", "branch", NEW, "month", "2025-05-01") == (0, 0, None, "not_due")
    assert numbers("O05", "branch", NEW, "month", "2025-06-01") == (1, 1, 100, "met")
    assert of_2025("O05", "branch", NEW) == (2, 7, 28.57, "not_met")


def test_a_joint_branch_counts_in_each_of_its_schools_and_once_in_the_district(of_2025):
    for school in JOINT_SCHOOLS:
        assert of_2025("O01", "school", school) == (2, 4, 50, "not_met")
    # joint 2 of 4, second 0 of 4, new 0 of 2 (two whole quarters), moved 3 of 4; the others sent nothing
    assert of_2025("O01", "district", DISTRICT) == (5, 14, 35.71, "not_met")


def test_a_school_that_moved_area_keeps_its_quarters_and_rows_before_the_move_in_the_old_area(of_2025):
    # 东城: joint 2 of 4, second 0 of 4, new 0 of 2 and the moved school's first two quarters, both met
    assert of_2025("O01", "area", EAST) == (4, 12, 33.33, "not_met")
    assert of_2025("O01", "area", WEST) == (1, 2, 50, "not_met")
    assert of_2025("O01", "school", MOVED_SCHOOL) == (3, 4, 75, "not_met")
    # heads: 9 of 10 and 10 of 10 before the move, with 4 of 4 and 5 of 5 of the new branch; 8 of 10 after it
    assert of_2025("O09", "area", EAST) == (28, 29, 96.55, "met")
    assert of_2025("O09", "area", WEST) == (8, 10, 80, "not_met")
    assert of_2025("O09", "district", DISTRICT) == (36, 39, 92.31, "not_met")


def test_24_hours_pass_and_23_and_a_half_do_not_in_proportion_for_who_joined_in_july(of_2025):
    # S1 16 + 8 and S4 12 of 12 (six months) pass; S2 23.5, S3 23 (the rest online) and S5 11.5 of 12 do not
    assert of_2025("L03", "branch", SECOND) == (2, 5, 40, "not_met")


def test_a_member_who_moved_counts_in_the_new_branch_with_the_hours_of_the_old(of_2025):
    # M1 came with 24 hours; of the rest, due 14 for seven months, N1 has 14, N2 13.5, N3 and N4 none
    assert of_2025("L03", "branch", NEW) == (2, 5, 40, "not_met")
    assert of_2025("L05", "branch", NEW) == (51.5, 5, 10.3, "not_met")
    assert of_2025("L05", "branch", SECOND) == (94, 5, 18.8, "not_met")


def test_the_exempt_owe_nothing_on_the_last_day_of_their_span_and_all_again_the_day_after(of_2025):
    # E1 ill to the 31st, E4 away and E6 stopped from the 31st are not due. Due are X1, E3 (lost, none says since when),
    # E2 and E5, exempt to the 30th: of both six months count, so 12 hours are due, which E2 has and E5 (11.5) has not
    assert of_2025("L03", "branch", MOVED) == (1, 4, None, "too_few")
    assert of_2025("L05", "branch", MOVED) == (23.5, 4, None, "too_few")


def test_the_exempt_are_counted_apart_by_what_they_are_exempt_for(opinions):
    """Somebody who vanished from the denominators without a trace could be hidden in them."""
    of_moved = [row for row in opinions["exempt", LAST_DAY_OF_EFFECT] if row[1] == MOVED and row[2] == 2025]
    assert of_moved == [("branch", MOVED, 2025, state, 1) for state in ("停止党籍", "流动", "重病")]
    # in 2026 E6 is ill too, and stands once; the district has the same and nobody else
    this_year = [row for row in opinions["exempt", LAST_DAY_OF_EFFECT] if row[0] == "district" and row[2] == 2026]
    assert this_year == [("district", DISTRICT, 2026, state, 1) for state in ("停止党籍", "流动")]


def test_new_years_eve_counts_in_the_old_year_and_last_years_march_is_not_this_years(numbers, of_2025):
    assert of_2025("O05", "branch", SECOND) == (11, 12, 91.67, "not_met")
    assert numbers("O05", "branch", SECOND, "month", "2025-12-01") == (1, 1, 100, "met")
    assert numbers("O05", "branch", SECOND, "month", "2026-01-01") == (0, 1, 0, "not_met")
    assert numbers("O05", "branch", SECOND, "month", "2025-03-01") == (0, 1, 0, "not_met")
    assert numbers("O05", "branch", SECOND, "year", "2024-01-01") == (2, 12, 16.67, "not_met")


def test_an_open_year_owes_only_the_months_that_have_ended(numbers):
    assert numbers("O05", "branch", SECOND, "year", "2026-01-01") == (1, 7, 14.29, "behind")
    assert numbers("O05", "branch", SECOND, "month", "2026-08-01") == (0, 0, None, "not_due")
    assert numbers("O06", "branch", SECOND, "year", "2026-01-01") == (0, 0, None, "not_due")


def test_a_branch_of_five_full_members_needs_no_committee_whoever_else_is_on_its_roll(of_2025):
    assert of_2025("O02", "branch", FIVE) == (None, None, None, "not_applicable")


def test_the_seventh_full_member_of_june_makes_the_committee_due_from_june_on(numbers, of_2025):
    assert numbers("O02", "branch", JOINT, "month", "2025-05-01") == (None, None, None, "not_applicable")
    assert of_2025("O02", "branch", JOINT) == (1, 7, 14.29, "not_met")


def test_134_satisfied_and_7_nearly_satisfied_of_141_voters_are_95_04_and_100_percent(of_2025):
    assert of_2025("S01", "branch", FIVE) == (134, 141, 95.04, "no_standard")
    assert of_2025("S02", "branch", FIVE) == (141, 141, 100, "met")
    assert of_2025("S06", "branch", FIVE) == (141, 160, 88.12, "no_standard")


def test_nine_valid_votes_are_too_few_for_a_rate_but_count_in_the_district(of_2025):
    assert of_2025("S02", "branch", MOVED) == (9, 9, None, "too_few")
    assert of_2025("S02", "district", DISTRICT) == (150, 150, 100, "met")


def test_four_expected_are_too_few_and_five_are_enough(numbers):
    assert numbers("O09", "branch", NEW, "month", "2025-06-01") == (4, 4, None, "too_few")
    assert numbers("O09", "branch", NEW, "month", "2025-07-01") == (5, 5, 100, "met")


def test_a_serious_warning_of_28_february_is_in_effect_for_18_months_less_a_day(numbers):
    on_the_last_day = numbers("D06", "branch", FIVE, "year", "2026-01-01", LAST_DAY_OF_EFFECT)
    the_day_after = numbers("D06", "branch", FIVE, "year", "2026-01-01", DAY_AFTER)
    assert (on_the_last_day, the_day_after) == ((1, None, 1, "no_standard"), (0, None, 0, "no_standard"))
    # the warning of March 2025 had ended by then, but not by the end of 2025
    assert numbers("D06", "district", DISTRICT, "year", "2026-01-01") == (1, None, 1, "no_standard")
    assert numbers("D06", "district", DISTRICT, "year", "2025-01-01") == (2, None, 2, "no_standard")


def test_one_person_with_a_party_and_an_administrative_punishment_is_one_person(of_2025):
    assert of_2025("D01", "branch", MOVED) == (1, None, 1, "no_standard")
    assert of_2025("D01", "district", DISTRICT) == (2, None, 2, "no_standard")
    assert of_2025("D02", "district", DISTRICT) == (0, None, 0, "no_standard")  # 诫勉谈话 is no 组织处理
    assert of_2025("D01", "area", WEST) == (0, None, 0, "no_standard")  # decided before the move


@pytest.mark.parametrize("who", ["marts", "reference"])
def test_each_of_the_four_forms_has_a_share_at_nought_if_need_be_and_only_where_there_was_a_case(opinions, who):
    found = opinions[who, LAST_DAY_OF_EFFECT]
    shares = {key[5]: each for key, each in found.items() if key[:4] == ("D05", "district", DISTRICT, "year")}
    assert shares == {
        "第一种": (1, 4, 25, "no_standard"),
        "第二种": (3, 4, 75, "no_standard"),
        "第三种": (0, 4, 0, "no_standard"),
        "第四种": (0, 4, 0, "no_standard"),
    }
    assert not [key for key in found if key[:3] == ("D05", "branch", SILENT)]


def test_a_problem_of_two_years_before_recurs_and_one_of_three_years_before_does_not(of_2025):
    assert of_2025("R06", "branch", FIVE) == (1, 2, 50, "not_met")


def test_a_problem_closed_on_its_deadline_is_in_time_and_a_day_later_is_not(numbers):
    assert numbers("R05", "branch", FIVE, "month", "2025-05-01") == (1, 2, 50, "no_standard")


def test_a_parent_pools_only_the_organisations_that_reported(of_2025):
    assert of_2025("O05", "branch", SILENT) == (None, None, None, "not_reported")
    # new 2 of 7 and second 11 of 12; the silent branch's 12 months are left out, and so is its one member
    assert of_2025("O05", "school", MIDDLE_SCHOOL) == (13, 19, 68.42, "not_met")
    assert of_2025("L03", "school", MIDDLE_SCHOOL) == (4, 10, 40, "not_met")
