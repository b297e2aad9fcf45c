"""What concerns several rows at once: repeats, hours of a day, and files that are refused whole."""

from datetime import date

import polars as pl
import pytest

from expectations.runner import check
from expectations.suite import load_suites
from tests.expectations.rows import FAULTLESS, checked, frame_of
from tests.expectations.trials import AS_OF


@pytest.mark.parametrize("ledger", sorted(FAULTLESS))
def test_an_empty_frame_has_nothing_wrong(ledger: str) -> None:
    outcome = checked(ledger, frame_of(ledger, []))
    assert (outcome.faults, outcome.refusal) == ([], None)
    assert outcome.results["checked"].sum() == 0


@pytest.mark.parametrize("ledger", sorted(FAULTLESS))
def test_a_row_sent_twice_in_the_same_words_is_no_conflict(ledger: str) -> None:
    row = frame_of(ledger, [{}])
    assert checked(ledger, pl.concat([row, row])).faults == []


def test_rows_of_one_key_that_disagree_all_go_back_and_each_names_a_row_that_differs() -> None:
    same = {"topic": "同一主题"}
    frame = frame_of("activity", [same, same | {"place": "会议室"}, same, {}])
    faults = checked("activity", frame).faults
    assert [(fault.row, fault.column) for fault in faults] == [(3, None), (4, None), (5, None)]
    assert ["第4行" in fault.message for fault in faults] == [True, False, True]


def test_the_clerk_wording_of_an_organisation_makes_no_conflict() -> None:
    same = {"topic": "同一主题"}
    assert checked("activity", frame_of("activity", [same, same | {"org": "第一小学党支部"}])).faults == []


def test_rows_whose_key_is_not_known_do_not_conflict_with_each_other() -> None:
    """Two people who could not be found are not one person."""
    lost = [{"person_key": None, "hours": 1.0}, {"person_key": None, "hours": 2.0}]
    faults = checked("training", frame_of("training", lost)).faults
    assert [fault.column for fault in faults] == ["姓名", "姓名"]


def test_hours_of_one_person_on_one_day_are_added_up_but_a_repeat_counts_once() -> None:
    person = {"person_key": "k9", "hours": 5.0}
    repeated = frame_of("training", [person, person])
    assert checked("training", repeated).faults == []
    two = frame_of("training", [person, person | {"course": "另一门"}, person | {"trained_on": date(2025, 4, 9)}])
    flagged = checked("training", two).faults
    assert [(fault.row, fault.severity) for fault in flagged] == [(3, "flag"), (4, "flag")]
    assert "共登记10学时" in flagged[0].message


@pytest.mark.parametrize(("rows", "is_refused"), [(4, False), (5, True)])
def test_a_required_column_without_any_value_refuses_only_a_file_of_some_size(rows: int, is_refused: bool) -> None:
    """One unfinished row must go back as a row."""
    outcome = checked("activity", frame_of("activity", [{"org": None}] * rows))
    assert (outcome.refusal is not None) == is_refused
    assert len(outcome.faults) == (0 if is_refused else rows)


def test_dates_that_could_not_be_read_refuse_no_file() -> None:
    """They are empty here, but the clerk is told cell by cell what could not be read."""
    outcome = checked("activity", frame_of("activity", [{"held_on": None}] * 30))
    assert outcome.refusal is None
    assert len(outcome.faults) == 30


@pytest.mark.parametrize(("rows", "is_refused"), [(19, False), (20, True)])
def test_a_file_wholly_in_the_future_is_refused(rows: int, is_refused: bool) -> None:
    outcome = checked("activity", frame_of("activity", [{"held_on": date(2052, 3, 7)}] * rows))
    assert (outcome.refusal is not None) == is_refused
    assert not is_refused or "晚于2025年12月31日" in str(outcome.refusal)


def test_a_file_of_the_future_refuses_no_file_beside_it() -> None:
    """Files of one ledger are checked together, and each is judged by its own rows."""
    future, past = frame_of("activity", [{"held_on": date(2052, 3, 7)}] * 20), frame_of("activity", [{}] * 20)
    short = frame_of("activity", [{"held_on": date(2052, 3, 7)}])
    refusals = [each.refusal is not None for each in check("activity", [past, future, short, past], AS_OF)]
    assert refusals == [False, True, False, False]


def test_rows_of_two_files_do_not_contradict_each_other_here() -> None:
    """Whether a later file changes what an earlier one says is decided when it lands."""
    files = [frame_of("activity", [{"topic": "同一主题", "place": place}]) for place in ("会议室", "教室")]
    assert [each.faults for each in check("activity", files, AS_OF)] == [[], []]


def test_one_row_of_the_past_saves_a_file_from_refusal() -> None:
    outcome = checked("activity", frame_of("activity", [{"held_on": date(2052, 3, 7)}] * 30 + [{}]))
    assert outcome.refusal is None
    assert len(outcome.faults) == 30


def test_one_code_for_all_organisations_is_refused_but_missing_codes_are_not() -> None:
    same = frame_of("organisation", [{"org_code": "A1", "org_name": f"支部{n}"} for n in range(6)])
    assert "代码" in str(checked("organisation", same).refusal)
    sparse = frame_of("organisation", [{"org_code": "A1"}] + [{"org_code": None}] * 5)
    assert checked("organisation", sparse).refusal is None


def test_one_slip_in_a_head_count_is_told_once() -> None:
    """More present than expected is also more present and on leave than expected."""
    faults = checked("activity", frame_of("activity", [{"attended": 21}])).faults
    assert [fault.column for fault in faults] == ["实到人数"]


def test_a_number_of_absurd_length_goes_back_like_any_other() -> None:
    faults = checked("activity", frame_of("activity", [{"attended": 18, "on_leave": 2**63 - 1}])).faults
    assert [fault.column for fault in faults] == ["请假人数"]


def test_results_count_rows_and_speak_in_general() -> None:
    outcome = checked("activity", frame_of("activity", [{"attended": 25, "on_leave": None}, {"expected": None}, {}]))
    assert outcome.results.columns == ["expectation", "severity", "sentence", "checked", "failed"]
    row = outcome.results.row(by_predicate=pl.col("expectation") == "attended_at_most", named=True)
    assert (row["checked"], row["failed"], row["sentence"]) == (2, 1, "“实到人数”不能多于“应到人数”")


def test_a_frame_without_a_column_that_is_judged_is_an_error() -> None:
    """A rule that quietly never runs guards nothing."""
    with pytest.raises(ValueError, match="org_code"):
        checked("activity", frame_of("activity", [{}]).drop("org_code"))


def test_there_is_a_suite_for_each_ledger() -> None:
    assert set(load_suites()) == set(FAULTLESS)
