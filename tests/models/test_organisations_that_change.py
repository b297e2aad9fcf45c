"""Organisations that end, move, rise or get a parent late, by hand: each of these once lost rows, or stopped the build.

As in test_reference_by_hand, the models and the plain recomputation both have to give the numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from tests.reference.agreement import Key, Numbers, disagreement, published, recomputed
from tests.reference.hand_written_changes import (
    CHANGES_SCHOOL,
    DISSOLVED,
    DISTRICT,
    EAST,
    EASTERN,
    ENDED_SCHOOL,
    FROM_TOWN,
    FROM_TOWN_SCHOOL,
    GOES_WEST,
    GOES_WEST_SCHOOL,
    HANDED_ON,
    HANDED_ON_SCHOOL,
    LATE,
    LATE_REPORTER,
    LATE_SCHOOL,
    LEFT_BEHIND,
    LEFT_BEHIND_SCHOOL,
    LOWERED,
    LOWERED_SCHOOL,
    ORPHAN,
    RISER,
    RISER_SCHOOL,
    SCHOOL_AFTER,
    SCHOOL_BEFORE,
    SILENT_RISER,
    SILENT_RISER_SCHOOL,
    WEST,
    WESTERN,
    write,
)
from tests.replay import Replay

AS_OF = date(2026, 2, 28)
QUARTERS = ("2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01")
NOT_REPORTED = (None, None, None, "not_reported")
NOT_APPLICABLE = (None, None, None, "not_applicable")
NO_SAMPLE = (0, 0, None, "too_few")

Opinions = dict[str, dict[Key, Numbers]]
LookUp = Callable[..., Numbers]


@pytest.fixture(scope="module")
def opinions(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Opinions:
    home = tmp_path_factory.mktemp("changes") / "home"
    folder = home.parent / "ledgers"
    write(folder)
    receipts = [one.to_json() for one in ingest([folder], Store(home), AS_OF, received_by="测试", check=check)]
    assert not [one for one in receipts if one["returned"] or one["refused"]], receipts
    replay.build(home, AS_OF)
    return {"marts": published(home), "reference": recomputed(home, AS_OF)}


@pytest.fixture(params=["marts", "reference"])
def numbers(request: pytest.FixtureRequest, opinions: Opinions) -> LookUp:
    """Look up (numerator, denominator, value rounded to 2, status); of the year 2025 unless told otherwise."""

    def look_up(code: str, level: str, unit: str, period: str = "year", start: str = "2025-01-01") -> Numbers:
        found = opinions[request.param][code, level, unit, period, date.fromisoformat(start), None]
        numerator, denominator, value, status = found
        return numerator, denominator, None if value is None else round(value, 2), status

    return look_up


def test_the_models_and_the_recomputation_agree_on_every_number_of_this_district(opinions: Opinions) -> None:
    found = disagreement(opinions["reference"], opinions["marts"])
    assert not found, found


def test_forms_returned_after_a_branch_was_dissolved_count_where_it_was(numbers: LookUp) -> None:
    """The survey of that name is of November; the branch ended in May. The build of the whole district used to fail."""
    assert numbers("S06", "district", DISTRICT) == (45, 60, 75, "no_standard")
    assert numbers("S06", "school", EASTERN) == (25, 30, 83.33, "no_standard")
    assert numbers("S06", "branch", DISSOLVED) == (25, 30, 83.33, "no_standard")


def test_a_problem_due_after_its_branch_was_dissolved_is_still_the_districts(numbers: LookUp) -> None:
    for level, unit in (("district", DISTRICT), ("area", EAST), ("school", EASTERN)):
        assert numbers("R05", level, unit, "month", "2025-08-01") == (1, 1, 100, "no_standard")
        assert numbers("R05", level, unit) == (1, 1, 100, "no_standard")
    assert numbers("R05", "area", WEST) == (0, 0, None, "not_due")


def test_a_problem_raised_in_autumn_and_due_in_january_counts_in_the_semester(numbers: LookUp) -> None:
    """No problem of the school fell due in 2025, which once made the semester that begins in August unreported."""
    assert numbers("R05", "school", WESTERN, "month", "2026-01-01") == (1, 1, 100, "no_standard")
    assert numbers("R05", "school", WESTERN, "semester", "2025-08-01") == (1, 1, 100, "no_standard")


def test_a_semester_keeps_the_january_of_a_branch_that_reported_only_in_the_new_year(numbers: LookUp) -> None:
    assert numbers("O05", "branch", LATE_REPORTER, "semester", "2025-08-01") == (1, 1, 100, "met")
    assert numbers("O05", "branch", LATE_REPORTER, "month", "2025-12-01") == NOT_REPORTED
    assert numbers("O05", "branch", LATE_REPORTER) == NOT_REPORTED
    # the other branch of the school has five of its six months, and in January 2026 did not report
    assert numbers("O05", "school", WESTERN, "semester", "2025-08-01") == (6, 6, 100, "met")


def test_a_branch_that_became_a_general_branch_and_sent_nothing_did_not_report_that_year(numbers: LookUp) -> None:
    """In June it was one no more, so it owed January to May."""
    for level, unit in (("branch", SILENT_RISER), ("school", SILENT_RISER_SCHOOL)):
        assert numbers("O05", level, unit, "month", "2025-05-01") == NOT_REPORTED
        assert numbers("O05", level, unit) == NOT_REPORTED
    assert numbers("O05", "school", SILENT_RISER_SCHOOL, "month", "2025-06-01") == NOT_APPLICABLE
    assert numbers("O05", "school", SILENT_RISER_SCHOOL, "year", "2026-01-01") == NOT_APPLICABLE


def test_a_branch_that_became_a_general_branch_owes_the_months_before_and_has_too_few_heads(numbers: LookUp) -> None:
    for level, unit in (("branch", RISER), ("school", RISER_SCHOOL)):
        assert numbers("O05", level, unit) == (0, 5, 0, "not_met")
        assert numbers("O09", level, unit, "month", "2025-03-01") == NO_SAMPLE
        assert numbers("O09", level, unit) == NO_SAMPLE


def test_a_branch_is_in_its_school_also_before_its_parent_was_founded(numbers: LookUp) -> None:
    """The 党总支 is of September; the school has its twelve meetings and one of five of the dissolved branch."""
    assert numbers("O05", "branch", ORPHAN) == (12, 12, 100, "met")
    assert numbers("O05", "school", EASTERN) == (13, 17, 76.47, "not_met")


def test_a_branch_stays_in_its_school_and_area_after_its_parent_has_ended(numbers: LookUp) -> None:
    assert numbers("O05", "branch", LEFT_BEHIND) == (12, 12, 100, "met")
    assert numbers("O05", "school", LEFT_BEHIND_SCHOOL) == (12, 12, 100, "met")
    assert numbers("O05", "school", LEFT_BEHIND_SCHOOL, "quarter", "2025-10-01") == (3, 3, 100, "met")


def test_a_branch_follows_the_first_known_parent_of_its_parent_and_its_later_move(numbers: LookUp) -> None:
    """East to October and west from November, the branch's school the same; the areas hold all that is in them."""
    assert numbers("O05", "branch", HANDED_ON) == (12, 12, 100, "met")
    assert numbers("O05", "school", HANDED_ON_SCHOOL) == (12, 12, 100, "met")
    # orphan 12 of 12, dissolved 1 of 5, until June goes-west 6 of 6, until October handed-on 10 of 10,
    # riser 0 of 5, lowered 0 of 12, until June from-town 6 of 6; the silent riser did not report
    assert numbers("O05", "area", EAST) == (35, 56, 62.5, "not_met")
    # steps-down, left-behind and changes-school 12 of 12 each, from July goes-west and from-town 6 of 6 each, in the
    # end handed-on 2 of 2
    assert numbers("O05", "area", WEST) == (50, 50, 100, "met")
    assert numbers("O05", "district", DISTRICT) == (85, 106, 80.19, "not_met")


def test_the_area_of_a_school_stands_in_only_while_no_area_committee_is_above_the_branch(numbers: LookUp) -> None:
    assert numbers("O05", "branch", GOES_WEST) == (12, 12, 100, "met")
    assert numbers("O05", "school", GOES_WEST_SCHOOL) == (12, 12, 100, "met")
    # June: orphan, goes-west, handed-on, from-town, not lowered; July: orphan, handed-on, not lowered
    assert numbers("O05", "area", EAST, "month", "2025-06-01") == (4, 5, 80, "not_met")
    assert numbers("O05", "area", EAST, "month", "2025-07-01") == (2, 3, 66.67, "not_met")
    # June: steps-down, left-behind, changes-school; July: these, goes-west and from-town
    assert numbers("O05", "area", WEST, "month", "2025-06-01") == (3, 3, 100, "met")
    assert numbers("O05", "area", WEST, "month", "2025-07-01") == (5, 5, 100, "met")


def test_a_branch_without_a_school_of_its_own_is_in_that_of_its_parent_of_the_day(numbers: LookUp) -> None:
    assert numbers("O05", "branch", CHANGES_SCHOOL) == (12, 12, 100, "met")
    assert numbers("O05", "school", SCHOOL_BEFORE) == (6, 6, 100, "met")
    assert numbers("O05", "school", SCHOOL_AFTER) == (6, 6, 100, "met")
    assert numbers("O05", "school", SCHOOL_BEFORE, "month", "2025-07-01") == NOT_APPLICABLE


def test_a_branch_is_of_school_level_until_a_general_branch_of_its_school_is_above_it(numbers: LookUp) -> None:
    """Each half-year one organisation owes the school a seminar: first the branch, then the 党总支 of August."""
    assert numbers("L08", "branch", LOWERED, "semester", "2025-02-01") == (1, 1, 100, "met")
    assert numbers("L08", "branch", LOWERED, "semester", "2025-08-01") == NOT_APPLICABLE
    assert numbers("L08", "school", LOWERED_SCHOOL, "semester", "2025-02-01") == (1, 1, 100, "met")
    assert numbers("L08", "school", LOWERED_SCHOOL, "semester", "2025-08-01") == (1, 1, 100, "met")
    assert numbers("L08", "school", LOWERED_SCHOOL) == (2, 2, 100, "met")


def test_a_branch_that_moves_one_level_down_stays_in_its_school(numbers: LookUp) -> None:
    for quarter in QUARTERS:
        assert numbers("O05", "school", WESTERN, "quarter", quarter) == (3, 3, 100, "met")


def test_a_unit_without_members_has_too_few_for_training_whatever_was_sent(numbers: LookUp) -> None:
    for code in ("L03", "L04", "L05"):
        assert numbers(code, "district", DISTRICT) == NO_SAMPLE


def test_an_award_of_one_year_is_no_report_for_the_next_and_a_brand_is(numbers: LookUp) -> None:
    """Any award, once given, used to count as reporting for ever, so that schools that sent nothing had 0%."""
    assert numbers("I01", "school", GOES_WEST_SCHOOL) == (0, 1, 0, "no_standard")
    assert numbers("I01", "school", GOES_WEST_SCHOOL, "year", "2026-01-01") == NOT_REPORTED
    assert numbers("I01", "school", HANDED_ON_SCHOOL) == (1, 1, 100, "no_standard")
    assert numbers("I01", "school", HANDED_ON_SCHOOL, "year", "2026-01-01") == (1, 1, 100, "no_standard")


def test_a_school_without_its_only_organisation_has_its_own_row_in_that_year(numbers: LookUp) -> None:
    """It stood in the denominator of area and district, and had no row of its own once the organisation had ended."""
    assert numbers("B09", "school", ENDED_SCHOOL) == (0, 1, 0, "not_met")
    assert numbers("B09", "school", ENDED_SCHOOL, "year", "2026-01-01") == (0, 1, 0, "behind")
    assert numbers("B09", "school", LATE_SCHOOL) == (0, 1, 0, "not_met")
    assert numbers("B09", "school", LATE_SCHOOL, "year", "2026-01-01") == (1, 1, 100, "on_track")


@pytest.mark.parametrize("code", ["I04", "V08", "D01", "O05"])
def test_what_a_school_without_an_organisation_adds_up_to_is_not_applicable(numbers: LookUp, code: str) -> None:
    """Its totals were 0, as if there were somebody who had done nothing."""
    assert numbers(code, "school", ENDED_SCHOOL, "year", "2026-01-01") == NOT_APPLICABLE
    assert numbers(code, "school", LATE_SCHOOL) == NOT_APPLICABLE


def test_a_link_older_than_a_new_branch_is_its_own_from_its_first_day(numbers: LookUp) -> None:
    """It went back as dated before the branch was founded, though it is in force today."""
    assert numbers("V07", "branch", LATE, "year", "2026-01-01") == (1, 1, 100, "no_standard")


def test_a_branch_that_came_from_outside_the_register_counts_in_its_school_all_year(numbers: LookUp) -> None:
    """The row went back, as no 镇党委 is in the register. Until July the school's own 所属片区, the east, places it."""
    assert numbers("O05", "branch", FROM_TOWN) == (12, 12, 100, "met")
    assert numbers("O05", "school", FROM_TOWN_SCHOOL) == (12, 12, 100, "met")
    assert numbers("O05", "area", EAST, "month", "2025-06-01") == (4, 5, 80, "not_met")
    assert numbers("O05", "area", WEST, "month", "2025-07-01") == (5, 5, 100, "met")
