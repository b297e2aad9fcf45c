"""年度要点 as people read it."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.fixtures.special_work import FIELDS
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of


def test_the_plan_shows_six_fields_nineteen_tasks_and_what_is_overdue(home: Path) -> None:
    app = opened("work_plan")
    assert set(table_of(app, "领域", "已到期")["领域"]) == set(FIELDS)
    tasks = table_of(app, "编号", "要点", "已到期")
    assert tasks.height == 19
    late = table_of(app, "完成时限", "逾期天数")
    assert late.height == tasks["逾期未完成"].sum() == 21
    assert late["逾期天数"].to_list() == sorted(late["逾期天数"].to_list(), reverse=True)


def test_the_plan_is_narrowed_by_area_field_and_state(home: Path) -> None:
    app = opened("work_plan", area="A2", field="党风廉政建设", task_state="overdue")
    fields = table_of(app, "领域", "已到期")
    assert fields["领域"].to_list() == ["党风廉政建设"]
    assert fields["共"].to_list() == fields["逾期未完成"].to_list()
    assert set(table_of(app, "片区", "已到期")["片区"]) == {"西片区"}
