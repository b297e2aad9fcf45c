"""Pledges, appraisals, dues, transfers and the like by hand: the models and the plain recomputation both have to agree.

As in test_reference_by_hand; the district stands in tests.reference.hand_written_systems.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Self

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from tests.reference.agreement import Key, Numbers, disagreement, published, recomputed
from tests.reference.hand_written_systems import write
from tests.reference.hand_written_systems_names import (
    BIG,
    DISTRICT,
    EAST,
    FIRST,
    GONE,
    MIDDLE_SCHOOL,
    RIVER,
    RIVER_SCHOOL,
    SECOND,
    SIX,
    SIX_SCHOOLS,
    TWO,
    UNCOVERED_SCHOOL,
    WEST,
)
from tests.replay import Replay

NEW_YEARS_EVE = date(2025, 12, 31)
LATER = date(2026, 6, 30)
NOT_DUE = (0, 0, None, "not_due")
NOT_REPORTED = (None, None, None, "not_reported")
NOT_APPLICABLE = (None, None, None, "not_applicable")

Opinions = dict[tuple[str, date], dict[Key, Numbers]]
LookUp = Callable[..., Numbers]


class TheDayBefore(datetime):
    """A clock that runs a day late: what comes in all on the home's first day is no year entered at once."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) - timedelta(days=1)


@pytest.fixture(scope="module")
def opinions(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Opinions:
    """(who says it, as-of day) -> every number; one home, built once a day."""
    home = tmp_path_factory.mktemp("systems") / "home"
    registers, ledgers = write(home.parent / "ledgers")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ingest.run.datetime", TheDayBefore)
        receipts = [one.to_json() for one in ingest([registers], Store(home), LATER, received_by="测试", check=check)]
    receipts += [one.to_json() for one in ingest([ledgers], Store(home), LATER, received_by="测试", check=check)]
    assert not [one for one in receipts if one["returned"] or one["refused"]], receipts
    found: Opinions = {}
    for day in (NEW_YEARS_EVE, LATER):
        replay.build(home, day)
        found["marts", day] = published(home)
        found["reference", day] = recomputed(home, day)
    return found


@pytest.fixture(params=["marts", "reference"])
def numbers(request: pytest.FixtureRequest, opinions: Opinions) -> LookUp:
    """Look up (numerator, denominator, value rounded to 2, status); of the year 2025, seen later, if not told."""

    def look_up(
        code: str,
        level: str,
        unit: str,
        period: str = "year",
        start: str = "2025-01-01",
        *,
        breakdown: str | None = None,
        seen: date = LATER,
    ) -> Numbers:
        found = opinions[request.param, seen]
        numerator, denominator, value, status = found[code, level, unit, period, date.fromisoformat(start), breakdown]
        return numerator, denominator, None if value is None else round(value, 2), status

    return look_up


@pytest.mark.parametrize("day", [NEW_YEARS_EVE, LATER])
def test_the_models_and_the_recomputation_agree_on_every_number_of_this_district(opinions: Opinions, day: date) -> None:
    found = disagreement(opinions["reference", day], opinions["marts", day])
    assert not found, found


def test_80_passes_and_is_合格_100_is_优秀_and_60_is_基本合格(numbers: LookUp) -> None:
    """Scored 100, 80, 60, 79.99, 59.99 and 105; a pledge without a score is not scored."""
    assert numbers("R02", "branch", FIRST) == (3, 6, 50, "no_standard")  # 100, 80, 105
    bands = {"优秀": 2, "合格": 1, "基本合格": 2, "不合格": 1}  # 100 and 105; 80; 60 and 79.99; 59.99
    for band, count in bands.items():
        share = (count, 6, round(100 * count / 6, 2), "no_standard")
        assert numbers("R02", "branch", FIRST, breakdown=band) == share
    assert numbers("R02", "branch", SECOND) == (0, 0, None, "too_few")  # signed, nobody scored


def test_dues_paid_by_12_of_12_are_full_and_by_11_are_not(numbers: LookUp) -> None:
    assert numbers("R08", "branch", FIRST, "month", "2025-03-01") == (12, 12, 100, "met")
    assert numbers("R08", "branch", FIRST, "month", "2025-04-01") == (11, 12, 91.67, "not_met")
    # persons of both months: 12 + 11 of 12 + 12
    assert numbers("R08", "branch", FIRST) == (23, 24, 95.83, "not_met")
    assert numbers("R08", "branch", TWO, "month", "2025-03-01") == (2, 2, None, "too_few")  # two members, fewer than 5
    # 23 of 24, 10 of 10 and 2 of 2
    assert numbers("R08", "district", DISTRICT) == (35, 36, 97.22, "not_met")
    assert numbers("R08", "branch", RIVER) == NOT_REPORTED


def test_an_excellent_probationary_member_is_not_counted_and_3_of_9_is_met_but_4_of_10_is_not(numbers: LookUp) -> None:
    """The cap is 33.33: a third is 33.33 when rounded as it is shown. T12 became full in March 2026 only."""
    # 10 full members, one 不定等次, so 9 graded; the two 优秀 of T11 and T12 are left out
    assert numbers("O10", "branch", FIRST) == (3, 9, 33.33, "met")
    assert numbers("O10", "branch", SECOND) == (4, 10, 40, "not_met")
    assert numbers("O10", "school", MIDDLE_SCHOOL) == (7, 19, 36.84, "not_met")  # 3 + 4 of 9 + 10
    assert numbers("O10", "branch", FIRST, seen=NEW_YEARS_EVE) == (3, 9, 33.33, "met")


def test_a_step_done_on_its_day_is_in_time_and_one_day_late_is_not(numbers: LookUp) -> None:
    assert numbers("B06", "branch", RIVER, "month", "2025-03-01") == (1, 2, 50, "not_met")
    # the step due in December 2026 is not due yet
    assert numbers("B06", "branch", RIVER, "year", "2026-01-01") == NOT_DUE
    # four on the day and one a day late in June, one left for January in December
    assert numbers("B06", "branch", BIG) == (4, 6, 66.67, "not_met")


def test_2_of_the_5_admitted_in_2025_teach_and_the_sixth_was_admitted_in_2026(numbers: LookUp) -> None:
    assert numbers("B07", "branch", BIG) == (2, 5, 40, "no_standard")
    assert numbers("B07", "branch", BIG, "year", "2026-01-01") == (1, 1, None, "too_few")


def test_a_transfer_received_on_day_90_is_in_time_and_on_day_91_it_is_not(numbers: LookUp) -> None:
    # issued on 1 March 2025: 30 days are left of March, 30 of April, and the 90th is 30 May
    assert numbers("B08", "branch", SECOND, "month", "2025-05-01") == (1, 2, 50, "no_standard")
    # the one sent out of the district counts where it was sent from
    assert numbers("B08", "branch", FIRST) == (1, 1, 100, "no_standard")
    assert numbers("B08", "district", DISTRICT) == (2, 3, 66.67, "no_standard")


def test_a_link_released_before_the_years_end_is_no_link_of_that_year(numbers: LookUp) -> None:
    """T1 for ever, T3 to the last day, T5 since 2024; not T2, released on 30 December, nor T4, who helps a pupil."""
    assert numbers("V01", "branch", FIRST) == (3, 12, 25, "not_met")
    assert numbers("V01", "branch", FIRST, "year", "2026-01-01") == (2, 12, 16.67, "behind")  # T1 and T5


def test_a_term_may_end_on_the_closing_day_but_not_the_day_before(numbers: LookUp) -> None:
    assert numbers("B03", "branch", FIRST) == (1, 1, 100, "met")  # until 31 December 2025
    assert numbers("B03", "branch", SECOND) == (0, 1, 0, "not_met")  # until 30 December 2025
    assert numbers("B03", "branch", SIX) == NOT_DUE  # no term in the register
    assert numbers("B03", "district", DISTRICT) == (2, 3, 66.67, "not_met")  # FIRST and BIG
    # BIG ends on the as-of day itself, 30 June 2026; the other two have run out
    assert numbers("B03", "district", DISTRICT, "year", "2026-01-01") == (1, 3, 33.33, "behind")


def test_2_of_the_4_school_organisations_have_the_principal_as_secretary(numbers: LookUp) -> None:
    """GENERAL and RIVER have, TWO has not, BIG does not say; GONE had ended by then."""
    assert numbers("B04", "district", DISTRICT) == (2, 4, 50, "no_standard")
    assert numbers("B04", "school", MIDDLE_SCHOOL) == (1, 1, 100, "no_standard")
    assert numbers("B04", "branch", FIRST) == NOT_APPLICABLE


def test_a_decision_has_to_be_proposed_decided_and_put_into_effect_in_that_order(numbers: LookUp) -> None:
    # in order, and all on one day; not decided before it was proposed, nor without the last day
    assert numbers("R09", "branch", BIG) == (2, 4, 50, "not_met")
    assert numbers("R09", "branch", FIRST) == NOT_APPLICABLE  # not the school's own organisation
    assert numbers("R09", "district", DISTRICT) == (2, 4, 50, "not_met")


def test_a_joint_branch_of_6_schools_and_branches_of_2_or_51_full_members_are_ill_formed(numbers: LookUp) -> None:
    for branch in (SIX, TWO, BIG):
        assert numbers("B05", "branch", branch) == (0, 1, 0, "not_met")
    assert numbers("B05", "branch", RIVER) == (1, 1, 100, "met")  # 3 full members
    # FIRST, SECOND and RIVER of these six
    assert numbers("B05", "district", DISTRICT) == (3, 6, 50, "not_met")
    for school in SIX_SCHOOLS:
        assert numbers("B05", "school", school) == (0, 1, 0, "not_met")


def test_a_branch_of_3_and_one_of_50_full_members_are_well_formed(numbers: LookUp) -> None:
    for branch in (TWO, BIG):  # one came in February 2026, one left in March
        assert numbers("B05", "branch", branch, "year", "2026-01-01") == (1, 1, 100, "on_track")
    assert numbers("B05", "district", DISTRICT, "year", "2026-01-01") == (5, 6, 83.33, "behind")


def test_3_of_5_secretaries_were_trained_for_secretaries_and_4_are_too_few(numbers: LookUp) -> None:
    """T1, E1 and R1; B1 was at another course and X1 online."""
    assert numbers("L09", "district", DISTRICT) == (3, 5, 60, "no_standard")
    assert numbers("L09", "area", EAST) == (2, 4, None, "too_few")


def test_a_school_without_an_organisation_is_not_covered_and_lowers_its_area_and_the_district(numbers: LookUp) -> None:
    assert numbers("B09", "school", UNCOVERED_SCHOOL) == (0, 1, 0, "not_met")
    assert numbers("B09", "school", RIVER_SCHOOL) == (1, 1, 100, "met")
    for school in SIX_SCHOOLS:
        assert numbers("B09", "school", school) == (1, 1, 100, "met")
    assert numbers("B09", "area", EAST) == (9, 9, 100, "met")  # six villages, 永安, 永乐, 第一中学
    assert numbers("B09", "area", WEST) == (1, 2, 50, "not_met")  # 河西, not 新苑
    assert numbers("B09", "district", DISTRICT) == (10, 11, 90.91, "not_met")
    assert numbers("B09", "district", DISTRICT, "year", "2026-01-01") == (10, 11, 90.91, "behind")


def test_the_secretary_has_to_report_himself_where_the_register_names_one(numbers: LookUp) -> None:
    assert numbers("R03", "branch", FIRST) == (0, 1, 0, "not_met")  # its 副书记 did
    assert numbers("R03", "branch", SECOND) == (1, 1, 100, "met")  # its 书记 did
    assert numbers("R03", "branch", TWO) == (1, 1, 100, "met")  # the 书记 of the register, without a post on the roll
    assert numbers("R03", "branch", SIX) == (1, 1, 100, "met")  # the register names none, so anybody may
    assert numbers("R03", "branch", BIG) == (0, 1, 0, "not_met")  # a 学习报告 is no 述职
    assert numbers("R03", "branch", RIVER) == NOT_REPORTED
    assert numbers("R03", "district", DISTRICT) == (3, 5, 60, "not_met")


def test_the_fixed_day_is_the_first_monday_also_when_that_is_the_first_of_the_month(numbers: LookUp) -> None:
    months = {1: (1, 1, 100), 2: (0, 1, 0), 3: (1, 2, 50), 9: (1, 1, 100)}  # of 2025: 6; 10; 3 and 17; 1
    for month, expected in months.items():
        found = numbers("O11", "branch", FIRST, "month", f"2025-{month:02}-01")
        assert found == (*expected, "no_standard")
    assert numbers("O11", "branch", FIRST) == (3, 5, 60, "no_standard")


def test_三评_weigh_20_40_and_40_and_need_all_three_and_ten_votes(numbers: LookUp) -> None:
    # 自评 (100 + 80) / 2 = 90; 群众评 (4 x 80 + 2 x 100 + 2 x 60) / 8 = 80; 领导评 (80 + 60) / 2 = 70
    # 0.2 x 90 + 0.4 x 80 + 0.4 x 70 = 18 + 32 + 28
    assert numbers("S05", "branch", FIRST) == (78, 1, 78, "no_standard")
    assert numbers("S05", "branch", SECOND)[2:] == (None, "too_few")  # ten votes, but no 领导评
    assert numbers("S05", "branch", RIVER)[2:] == (None, "too_few")  # all three, but nine votes
    # pooled: 自评 (180 + 160) / 4 = 85; 群众评 (640 + 800) / 16 = 90; 领导评 70; 17 + 36 + 28
    assert numbers("S05", "school", MIDDLE_SCHOOL) == (81, 1, 81, "no_standard")


def test_a_pledge_of_2025_signed_in_january_2026_is_seen_from_then_on_and_counts_in_2025(numbers: LookUp) -> None:
    assert numbers("D10", "branch", FIRST, seen=NEW_YEARS_EVE) == (6, 12, 50, "no_standard")  # T1 to T6 of twelve
    assert numbers("D10", "branch", FIRST, seen=LATER) == (7, 12, 58.33, "no_standard")  # and T7
    assert numbers("D10", "branch", FIRST, "year", "2026-01-01") == NOT_REPORTED
    assert numbers("R01", "branch", SECOND, seen=NEW_YEARS_EVE) == (0, 1, 0, "no_standard")
    assert numbers("R01", "branch", SECOND, seen=LATER) == (1, 1, 100, "no_standard")
    # GENERAL has signed, SECOND in January, FIRST only its members; the others sent nothing
    assert numbers("R01", "district", DISTRICT, seen=NEW_YEARS_EVE) == (1, 3, 33.33, "no_standard")
    assert numbers("R01", "district", DISTRICT, seen=LATER) == (2, 3, 66.67, "no_standard")
    assert numbers("R01", "school", MIDDLE_SCHOOL) == (2, 3, 66.67, "no_standard")


def test_an_organisation_that_ended_before_the_closing_day_owes_no_pledge(numbers: LookUp) -> None:
    """GONE had signed in February and ended in May."""
    assert numbers("R01", "branch", GONE) == NOT_DUE
    assert numbers("B05", "branch", GONE) == NOT_DUE


def test_honours_are_counted_in_all_and_by_level_one_for_each_honour_of_a_person(numbers: LookUp) -> None:
    # T1 twice and the branch itself at 区级, T2 at 市级; the 创新奖 is counted elsewhere
    assert numbers("I04", "branch", FIRST) == (4, None, 4, "no_standard")
    assert numbers("I04", "branch", FIRST, breakdown="区级") == (3, None, 3, "no_standard")
    assert numbers("I04", "branch", FIRST, breakdown="市级") == (1, None, 1, "no_standard")
    assert numbers("I04", "branch", SECOND) == (0, None, 0, "no_standard")  # somebody sent the ledger
    assert numbers("I02", "branch", FIRST) == (1, None, 1, "no_standard")


def test_reports_are_counted_by_month_and_level_and_cases_by_their_deadline(numbers: LookUp) -> None:
    month = ("month", "2025-05-01")
    assert numbers("I05", "branch", SECOND, *month) == (3, None, 3, "no_standard")
    assert numbers("I05", "branch", SECOND, *month, breakdown="区级") == (2, None, 2, "no_standard")
    assert numbers("I06", "branch", SECOND, *month) == (1, 2, 50, "no_standard")  # on the day, and a day late


def test_pioneer_activities_are_counted_by_kind_and_one_of_two_kinds_once_in_the_whole(numbers: LookUp) -> None:
    # two 示范课, one of them with a 志愿服务, and a 红色实践
    assert numbers("V09", "branch", FIRST) == (3, None, 3, "no_standard")
    for kind, count in {"示范课": 2, "志愿服务": 1, "红色实践": 1}.items():
        assert numbers("V09", "branch", FIRST, breakdown=kind) == (count, None, count, "no_standard")
    assert numbers("V08", "branch", FIRST) == (15, None, 15, "no_standard")  # 12 + 3 visited


def test_requests_count_on_the_promised_day_and_ratings_on_the_day_of_closing(numbers: LookUp) -> None:
    assert numbers("V05", "branch", SECOND, "month", "2025-03-01") == (1, 2, 50, "no_standard")  # a day late
    assert numbers("V05", "branch", SECOND) == (4, 6, 66.67, "no_standard")
    # 满意, 比较满意, 基本满意 and two 不满意; the sixth was closed in 2026
    assert numbers("V06", "branch", SECOND) == (3, 5, 60, "no_standard")


def test_a_task_counts_in_its_field_and_once_in_the_whole(numbers: LookUp) -> None:
    assert numbers("R07", "branch", FIRST, "month", "2025-06-01") == (2, 3, 66.67, "not_met")
    assert numbers("R07", "branch", FIRST, "month", "2025-06-01", breakdown="全面从严治党")[:3] == (1, 1, 100)
    assert numbers("R07", "branch", FIRST, "month", "2025-06-01", breakdown="党风廉政建设")[:3] == (1, 2, 50)


def test_a_meeting_on_national_day_is_to_be_looked_at_and_counts_like_any_other(numbers: LookUp) -> None:
    october = ("month", "2025-10-01")
    assert numbers("Q03", "branch", SECOND, *october) == (1, 2, 50, "no_standard")  # of the meeting and the dues
    assert numbers("O01", "branch", SECOND, "quarter", "2025-10-01") == (1, 1, 100, "met")
    assert numbers("O01", "branch", SECOND) == (1, 4, 25, "not_met")


def test_the_other_checks_mark_rows_too(numbers: LookUp) -> None:
    # one topic of twenty characters in two branches, whatever the punctuation; of nineteen it may be chance
    for branch in (BIG, TWO):
        assert numbers("Q03", "branch", branch, "month", "2025-05-01") == (1, 1, 100, "no_standard")
    assert numbers("Q03", "branch", TWO, "month", "2025-06-01") == (0, 1, 0, "no_standard")
    # T1 signed at two branches on 6 January, T2 at one: of each branch one of an activity and two signatures
    assert numbers("Q03", "branch", FIRST, "month", "2025-01-01") == (1, 3, 33.33, "no_standard")
    assert numbers("Q03", "branch", SECOND, "month", "2025-01-01") == (1, 3, 33.33, "no_standard")
    # ten months that came in on one day, beside a course, two steps of an admission and three lines of votes
    assert numbers("Q03", "branch", RIVER) == (10, 16, 62.5, "no_standard")
    # ten activities of nine months to which all came, beside a course and a 述职
    assert numbers("Q03", "branch", SIX) == (10, 12, 83.33, "no_standard")
    # nine months of GENERAL, and at one of its activities not all were there
    assert numbers("Q03", "school", MIDDLE_SCHOOL, "month", "2025-07-01") == (0, 1, 0, "no_standard")
