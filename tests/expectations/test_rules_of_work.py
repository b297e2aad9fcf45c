"""诉求、党费、发展党员、接转、议事、宣传信访、经费、德育: what the rules are for."""

from datetime import date

import pytest

from expectations.suite import load_suites
from ingest.ledger import load_ledgers
from pipeline.settings import PROJECT
from tests.expectations.rows import checked, faults_of, frame_of
from tests.expectations.trials import TOMORROW, Row


def severities(ledger: str, *changes: Row) -> list[set[str]]:
    return [{fault.severity for fault in found} for found in faults_of(ledger, list(changes)).values()]


def test_the_order_of_the_three_dates_is_asked_about_and_never_sent_back() -> None:
    """A row in the wrong order is what the indicator counts; sent back, it would be put in order on paper."""
    assert (
        severities(
            "decision",
            {"decided_on": date(2025, 3, 1)},
            {"deployed_on": date(2025, 3, 1)},
            {"decided_on": None},
            {"proposed_on": None},
            {"proposed_on": None, "decided_on": None, "deployed_on": date(2025, 3, 10)},
        )
        == [{"flag"}] * 5
    )


def test_a_decision_of_which_only_the_last_day_is_known_is_asked_about_once() -> None:
    (faults,) = faults_of("decision", [{"proposed_on": None, "decided_on": None}]).values()
    assert [fault.column for fault in faults] == ["党组织会议决定日期"]


def test_nobody_is_asked_why_members_who_owe_nothing_paid_nothing() -> None:
    assert severities("dues", {"members_paid": 0, "amount_paid": None}, {"members_paid": 0, "amount_paid": 0.0}) == [
        set(),
        set(),
    ]


def test_only_what_has_to_be_closed_needs_a_day_to_be_closed_by() -> None:
    open_end: list[Row] = [{"publicity_type": kind, "due_on": None} for kind in ("舆情", "信访", "报道")]
    assert severities("publicity", *open_end) == [{"flag"}, {"flag"}, set()]


def test_money_of_next_year_spent_now_is_asked_about_and_never_sent_back() -> None:
    """Part of next year's money is fixed, and now and then spent, in December."""
    december: Row = {"spent_on": date(2025, 12, 20)}
    assert severities("funding", *({"year": year} | december for year in (2026, 2027))) == [
        {"flag"},
        {"return", "flag"},
    ]


def test_an_expense_of_nothing_is_asked_about() -> None:
    assert severities("funding", {"amount": 0.0}, {"amount": 0.01}) == [{"flag"}, set()]


@pytest.mark.parametrize(("ledger", "column"), [("request", "org"), ("moral_education", "school")])
def test_a_unit_that_is_not_given_is_not_also_called_unknown(ledger: str, column: str) -> None:
    (faults,) = faults_of(ledger, [{column: None, "org_code": None, "school_code": None}]).values()
    assert ["不能空着" in fault.message for fault in faults] == [True]


def test_what_was_done_after_its_day_is_late_and_not_a_mistake() -> None:
    late = date(2025, 12, 1)
    assert severities("request", {"closed_on": late}) == [set()]
    assert severities("publicity", {"closed_on": late}) == [set()]
    assert severities("admission", {"done_on": late}) == [set()]
    assert severities("transfer", {"received_on": late}) == [set()]


def test_steps_that_are_all_still_to_come_are_a_plan_and_not_a_mistake() -> None:
    """A new candidate's 25 steps lie two years ahead; other ledgers refuse a file like that."""
    changes: list[Row] = [{"due_on": date(2026, 6, 30), "done_on": None} for _ in range(30)]
    assert severities("admission", *changes) == [set()] * 30


def test_a_file_of_requests_that_are_all_still_to_come_is_refused() -> None:
    coming: Row = {"accepted_on": TOMORROW, "promised_on": TOMORROW, "closed_on": None, "rating": None}
    assert checked("request", frame_of("request", [coming] * 30)).refusal is not None


def test_one_candidate_has_one_row_a_step() -> None:
    """支部大会讨论 stands twice in the official list; written alike, neither row may swallow the other."""
    step = {"candidate_no": "FZ1", "step": "支部大会讨论接收"}
    found = faults_of(
        "admission", [step, step | {"due_on": date(2025, 12, 30), "done_on": None}, step | {"step": "预审"}]
    )
    assert ["同一条记录" in fault.message for fault in [*found[0], *found[1]]] == [True, True]
    assert not any("同一条记录" in fault.message for fault in found[2])


def test_a_transfer_to_another_district_passes_and_one_between_two_others_does_not() -> None:
    away: Row = {"to_org": "外区某校党支部", "to_org_code": None, "org_code": "A1"}
    here: Row = {"from_org": "外区某校党支部", "from_org_code": None}
    assert severities("transfer", away, here, away | here | {"org_code": None}) == [set(), set(), {"return"}]


def test_no_message_about_dues_repeats_an_amount() -> None:
    """What somebody pays is what somebody earns: in a branch of three an amount gives it away."""
    found = faults_of("dues", [{"amount_paid": -271.5}, {"amount_due": -271.5}, {"amount_paid": 98765.5}])
    assert [len(faults) for faults in found.values()] == [1, 2, 1]
    assert not any(text in fault.message for faults in found.values() for fault in faults for text in ("271", "98765"))


def test_the_suite_of_admission_knows_the_steps_of_the_standard() -> None:
    """A step that the standard knows and the suite does not would be flagged in every file."""
    text = (PROJECT / "data" / "standards" / "admission_step.csv").read_text(encoding="utf-8")
    steps = [line.split(",")[2] for line in text.splitlines()[1:]]
    known = next(each for each in load_suites()["admission"].expectations if each.id == "step_known")
    aliases = load_ledgers()["admission"].column("step").value_aliases
    assert known.kwargs["value_set"] == steps
    assert list(dict.fromkeys(aliases.values())) == steps
    assert [aliases[step] for step in steps] == steps
