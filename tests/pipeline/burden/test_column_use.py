"""What a column is used for is read in the models: a list kept beside them would be wrong with the next model."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.ledger import load_ledgers
from pipeline.burden.column_use import ColumnUse
from pipeline.burden.frames import ledger_column_frame
from pipeline.burden.model_text import read_model
from pipeline.policy.figures import load_figures
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT

INDICATORS = {one.indicator: one for one in load_indicators(PROJECT / "data" / "indicators")}
FIGURES = load_figures(PROJECT / "data" / "work_report")


@pytest.fixture(scope="module")
def use() -> ColumnUse:
    return ColumnUse(PROJECT / "models")


def test_a_column_is_what_its_expression_names_and_a_join_decides() -> None:
    text = read_model(
        "-- what it is\nwith a as (select b.x, sum(case when b.y > 0 then b.z end) as total\n"
        "from {{ ref('stg_b') }} as b where b.kept = 'ja, x as y')\n"
        "select a.x as name, a.total from a inner join {{ ref('int_c') }} as c on c.k = a.x",
        ["stg_b", "int_c", "int_d"],
    )
    assert text.reads == {"stg_b", "int_c"}
    assert {"y", "z"} <= text.made_of["total"]
    assert text.made_of["name"] == {"x"}
    assert {"kept", "k"} <= text.decides
    assert "ja" not in text.decides


def test_a_loop_over_entries_hands_on_the_word_in_the_same_place() -> None:
    """A step that is done late had no 完成日期, as it is called by the loop's own name."""
    text = read_model(
        "{% for of, done in [('stg_a', 'closed_on'), ('stg_b', 'done_on')] %}"
        "select {{ done }} as day from {{ ref(of) }}{% endfor %}",
        ["stg_a", "stg_b"],
    )
    assert text.reads == {"stg_a", "stg_b"}
    assert {"closed_on", "done_on"} <= text.made_of["day"]


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("R08", {("dues", "members_due"), ("dues", "members_paid")}),
        ("O09", {("activity", "expected"), ("activity", "attended"), ("activity", "org")}),
        ("V08", {("activity", "participants")}),
        ("L03", {("training", "hours")}),
        ("L10", {("training", "hours"), ("activity", "duration_hours")}),
        ("B06", {("admission", "due_on"), ("admission", "done_on")}),
        ("O05", set()),
    ],
)
def test_what_an_indicator_adds_up_is_found_in_its_ledger(use: ColumnUse, code: str, counted: set[object]) -> None:
    assert use.counted(INDICATORS[code]) == counted


def test_what_nothing_reads_is_unused_and_what_anything_reads_is_not(use: ColumnUse) -> None:
    frame = ledger_column_frame(use, FIGURES)
    read = {(row["ledger"], row["column_id"]): row["is_read"] for row in frame.to_dicts()}
    assert len(read) == sum(len(ledger.columns) for ledger in load_ledgers().values())
    for asked in (("activity", "host"), ("dues", "amount_due"), ("member", "gender")):
        assert not read[asked], asked
    for asked in (("problem", "description"), ("funding", "amount"), ("integrity_file", "relatives_covered"),
                  ("activity", "held_status"), ("activity", "remark"), ("moral_education", "quantity")):  # fmt: skip
        assert read[asked], asked


def test_a_column_that_a_model_begins_to_read_is_used_at_once(tmp_path: Path) -> None:
    """Said to be unused, it would be switched off, and the model would count nothing."""
    for path in (PROJECT / "models").rglob("*.sql"):
        copy = tmp_path / path.relative_to(PROJECT / "models")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    staged = tmp_path / "staging" / "landed" / "stg_activity.sql"
    staged.write_text(
        staged.read_text(encoding="utf-8").replace("    place,", "    place,\n    host,"), encoding="utf-8"
    )
    (tmp_path / "marts" / "hosts.sql").write_text(
        "select host as led_by from {{ ref('stg_activity') }}", encoding="utf-8"
    )
    assert ("activity", "host") in ColumnUse(tmp_path).read_for_pages(FIGURES)


def test_the_same_is_asked_again_only_where_it_means_the_same(use: ColumnUse) -> None:
    """完成日期 of a task and of a report are two days; 活动主题 of a meeting and of its sign-in sheet are one."""
    frame = ledger_column_frame(use, FIGURES)
    again = {(row["ledger"], row["column_id"]): row["asked_in"] for row in frame.to_dicts()}
    assert again["attendance", "topic"] == "组织生活活动台账"
    assert again["survey_return", "survey_name"] == "满意度与民主测评"
    assert "党员花名册" in again["training", "id_no"]
    for asked in (("work_task", "done_on"), ("funding", "item"), ("activity", "place"), ("honour", "title")):
        assert again[asked] is None, asked
