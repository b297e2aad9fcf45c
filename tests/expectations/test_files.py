"""What concerns several rows at once: repeats, hours of a day, and files that are refused whole."""

from datetime import date

import polars as pl
import pytest

from expectations.runner import check
from expectations.suite import load_suites
from tests.expectations.rows import FAULTLESS, frame_of
from tests.expectations.trials import AS_OF


@pytest.mark.parametrize("ledger", sorted(FAULTLESS))
def test_an_empty_frame_has_nothing_wrong(ledger: str) -> None:
    outcome = check(ledger, frame_of(ledger, []), AS_OF)
    assert (outcome.faults, outcome.refusal) == ([], None)
    assert outcome.results["checked"].sum() == 0


@pytest.mark.parametrize("ledger", sorted(FAULTLESS))
def test_a_row_sent_twice_in_the_same_words_is_no_conflict(ledger: str) -> None:
    row = frame_of(ledger, [{}])
    assert check(ledger, pl.concat([row, row]), AS_OF).faults == []


def test_rows_of_one_key_that_disagree_all_go_back_and_each_names_a_row_that_differs() -> None:
    same = {"topic": "同一主题"}
    frame = frame_of("activity", [same, same | {"place": "会议室"}, same, {}])
    faults = check("activity", frame, AS_OF).faults
    assert [(fault.row, fault.column) for fault in faults] == [(3, None), (4, None), (5, None)]
    assert ["第4行" in fault.message for fault in faults] == [True, False, True]


def test_the_clerk_wording_of_an_organisation_makes_no_conflict() -> None:
    same = {"topic": "同一主题"}
    assert check("activity", frame_of("activity", [same, same | {"org": "第一小学党支部"}]), AS_OF).faults == []


def test_rows_whose_key_is_not_known_do_not_conflict_with_each_other() -> None:
    """Two people who could not be found are not one person."""
    lost = [{"person_key": None, "hours": 1.0}, {"person_key": None, "hours": 2.0}]
    faults = check("training", frame_of("training", lost), AS_OF).faults
    assert [fault.column for fault in faults] == ["姓名", "姓名"]


def test_hours_of_one_person_on_one_day_are_added_up_but_a_repeat_counts_once() -> None:
    person = {"person_key": "k9", "hours": 5.0}
    repeated = frame_of("training", [person, person])
    assert check("training", repeated, AS_OF).faults == []
    two = frame_of("training", [person, person | {"course": "另一门"}, person | {"trained_on": date(2025, 4, 9)}])
    flagged = check("training", two, AS_OF).faults
    assert [(fault.row, fault.severity) for fault in flagged] == [(3, "flag"), (4, "flag")]
    assert "共登记10学时" in flagged[0].message


@pytest.mark.parametrize(("rows", "is_refused"), [(4, False), (5, True)])
def test_a_required_column_without_any_value_refuses_only_a_file_of_some_size(rows: int, is_refused: bool) -> None:
    """One unfinished row must go back as a row."""
    outcome = check("activity", frame_of("activity", [{"org": None}] * rows), AS_OF)
    assert (outcome.refusal is not None) == is_refused
    assert len(outcome.faults) == (0 if is_refused else rows)


def test_dates_that_could_not_be_read_refuse_no_file() -> None:
    """They are empty here, but the clerk is told cell by cell what could not be read."""
    outcome = check("activity", frame_of("activity", [{"held_on": None}] * 30), AS_OF)
    assert outcome.refusal is None
    assert len(outcome.faults) == 30


@pytest.mark.parametrize(("rows", "is_refused"), [(19, False), (20, True)])
def test_a_file_wholly_in_the_future_is_refused(rows: int, is_refused: bool) -> None:
    outcome = check("activity", frame_of("activity", [{"held_on": date(2052, 3, 7)}] * rows), AS_OF)
    assert (outcome.refusal is not None) == is_refused
    assert not is_refused or "晚于2025年12月31日" in str(outcome.refusal)


def test_one_row_of_the_past_saves_a_file_from_refusal() -> None:
    outcome = check("activity", frame_of("activity", [{"held_on": date(2052, 3, 7)}] * 30 + [{}]), AS_OF)
    assert outcome.refusal is None
    assert len(outcome.faults) == 30


def test_one_code_for_all_organisations_is_refused_but_missing_codes_are_not() -> None:
    same = frame_of("organisation", [{"org_code": "A1", "org_name": f"支部{n}"} for n in range(6)])
    assert "代码" in str(check("organisation", same, AS_OF).refusal)
    sparse = frame_of("organisation", [{"org_code": "A1"}] + [{"org_code": None}] * 5)
    assert check("organisation", sparse, AS_OF).refusal is None


def test_one_slip_in_a_head_count_is_told_once() -> None:
    """More present than expected is also more present and on leave than expected."""
    faults = check("activity", frame_of("activity", [{"attended": 21}]), AS_OF).faults
    assert [fault.column for fault in faults] == ["实到人数"]


def test_a_number_of_absurd_length_goes_back_like_any_other() -> None:
    faults = check("activity", frame_of("activity", [{"attended": 18, "on_leave": 2**63 - 1}]), AS_OF).faults
    assert [fault.column for fault in faults] == ["请假人数"]


def test_results_count_rows_and_speak_in_general() -> None:
    outcome = check(
        "activity", frame_of("activity", [{"attended": 25, "on_leave": None}, {"expected": None}, {}]), AS_OF
    )
    assert outcome.results.columns == ["expectation", "severity", "sentence", "checked", "failed"]
    row = outcome.results.row(by_predicate=pl.col("expectation") == "attended_at_most", named=True)
    assert (row["checked"], row["failed"], row["sentence"]) == (2, 1, "“实到人数”不能多于“应到人数”")


def test_a_frame_without_a_column_that_is_judged_is_an_error() -> None:
    """A rule that quietly never runs guards nothing."""
    with pytest.raises(ValueError, match="org_code"):
        check("activity", frame_of("activity", [{}]).drop("org_code"), AS_OF)


def test_there_is_a_suite_for_each_ledger() -> None:
    assert set(load_suites()) == set(FAULTLESS)
