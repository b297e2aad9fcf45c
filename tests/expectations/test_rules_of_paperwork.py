"""评议、廉政档案、责任书、标准化、述学述职、结对、荣誉、要点: what the rules are for."""

from datetime import date

from tests.expectations.cases_paperwork import NO_NAME
from tests.expectations.rows import faults_of
from tests.expectations.trials import Row


def test_one_person_has_one_grade_a_year() -> None:
    """Two grades for one person would count once as 优秀 and once not, whichever came last."""
    found = faults_of("appraisal", [{"person_key": "k1"}, {"person_key": "k1", "grade": "合格"}, {"person_key": "k2"}])
    assert ["同一条记录" in fault.message for fault in [*found[0], *found[1]]] == [True, True]
    assert found[2] == []


def test_a_score_beyond_any_bonus_goes_back_even_though_high_scores_are_only_asked_about() -> None:
    found = faults_of("pledge", [{"score": 200.5}, {"score": 200.0}, {"score": None}])
    assert [{fault.severity for fault in found[place]} for place in range(3)] == [{"return", "flag"}, {"flag"}, set()]


def test_a_plan_of_tasks_all_in_the_coming_year_is_a_plan_and_not_a_mistake() -> None:
    """要点 come down in December for the next year; every 完成时限 is then still to come."""
    changes: list[Row] = [{"year": 2026, "due_on": date(2026, 6, 30), "done_on": None} for _ in range(30)]
    assert faults_of("work_task", changes) == {place: [] for place in range(30)}


def test_a_plan_for_an_organisation_need_stand_on_one_of_its_rows_only() -> None:
    changes: list[Row] = [{"org_code": "A1"}, {"org_code": "A1", "is_planned": None, "item": "活动场所建设"}]
    assert faults_of("standardisation", changes) == {0: [], 1: []}


def test_a_pairing_of_the_organisation_itself_needs_no_name() -> None:
    changes: list[Row] = [NO_NAME | {"subject_type": kind, "org_code": kind} for kind in ("班级", "村社")]
    assert faults_of("outreach", changes) == {0: [], 1: []}
