"""What the build is handed: nothing of a rule that is switched off, and nothing read for it."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.authenticity.tables import Lines, heap_limit_frame, landed_tables
from pipeline.policy.check_rows import CheckRule
from pipeline.policy.standards import check_standards
from pipeline.settings import PROJECT

TOPIC = "围绕校史馆讲解，党员教师到社区走访调研，形成改进清单并公示"


@pytest.fixture(scope="module")
def lines() -> Lines:
    return check_standards(PROJECT / "data" / "standards")


def written(ledger: str, column: str) -> pl.DataFrame:
    text = {"topic": [TOPIC, f"{TOPIC}会"], "action": [TOPIC, TOPIC], "evidence": ["敬老院包饺子瞬间.jpg", "照片"]}
    return pl.DataFrame({"org_code": ["A", "B"], "text": text[column]})


def test_texts_files_and_limits_are_handed_over_as_the_rules_say(lines: Lines) -> None:
    made = landed_tables(lines, [], written)
    assert sorted(made["alike_text"]["rule"].unique()) == ["identical_text", "near_action", "near_topic"]
    assert made["evidence_file"]["file_name"].to_list() == ["敬老院包饺子瞬间"]
    assert set(heap_limit_frame(lines)["rule"]) == {"one_day_of_month", "round_figures"}


def test_a_rule_that_is_switched_off_is_silent(lines: Lines) -> None:
    off = [row.model_copy(update={"shipped": False}) for row in lines["check_rule"] if isinstance(row, CheckRule)]

    def never(ledger: str, column: str) -> pl.DataFrame:
        raise AssertionError(f"{ledger}.{column} is read for nothing")

    made = landed_tables({**lines, "check_rule": off}, [], never)
    assert [frame.height for frame in made.values()] == [0, 0]
    assert heap_limit_frame({**lines, "check_rule": off}).is_empty()
