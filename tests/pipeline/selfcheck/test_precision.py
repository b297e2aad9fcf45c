"""How often checks are right is counted row by row, on a sample that has honest rows for each of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from pipeline.policy.check_rows import DatedDocument
from pipeline.selfcheck.planted.row import Branch, Maker, Planted
from pipeline.selfcheck.precision import ACTIVITIES, PROBLEMS, Measured, measured, planted, truth

BRANCHES = tuple(Branch(f"{school}{number}", school) for school in "甲乙" for number in range(4))
DOCUMENT = DatedDocument.model_validate(
    {"line": 2, "name": "某文件", "document": "某文件", "published_on": "2025-03-16", "looked_at_from": "",
     "confirmed": "no", "source": "某社"}
)  # fmt: skip


def test_right_wrong_and_missed_are_counted_by_hand() -> None:
    ought = [("near_topic", ACTIVITIES, row) for row in (2, 3, 4, 5)]
    found = [("near_topic", ACTIVITIES, row) for row in (2, 3, 4, 9)]
    told = measured(ought, found, ["near_topic", "early_study"])
    assert told["near_topic"] == Measured(planted=4, right=3, wrong=1)
    assert (told["near_topic"].precision, told["near_topic"].recall) == (0.75, 0.75)
    assert (told["early_study"].precision, told["early_study"].recall) == (None, None)


def test_rows_are_numbered_as_each_file_has_them() -> None:
    """The first row of a file is its header; activities and problems are two files."""
    day = date(2025, 3, 4)
    rows = [
        Planted("甲0", day, "一"),
        Planted("甲0", day, "问题", action="改", rules=frozenset({"near_action"})),
        Planted("甲0", day, "二", rules=frozenset({"early_study"})),
    ]
    assert truth(rows) == {("near_action", PROBLEMS, 2), ("early_study", ACTIVITIES, 3)}


def test_each_check_has_rows_to_find_among_honest_ones_and_no_two_rows_are_one() -> None:
    rows = planted(Maker(Random(3), BRANCHES), [DOCUMENT])
    count = Counter(rule for row in rows for rule in row.rules)
    assert set(count) == {
        "identical_text", "perfect_attendance", "holiday_meeting", "near_topic", "near_action", "early_study",
        "one_day_of_month", "round_figures", "same_evidence",
    }  # fmt: skip
    assert sum(not row.rules for row in rows) > sum(count.values())
    early = [row.on_day for row in rows if "early_study" in row.rules]
    assert early and all(day < date(2025, 3, 16) for day in early)
    honest = [row for row in rows if "某文件" in row.topic and not row.rules]
    assert date(2025, 3, 16) in {row.on_day for row in honest}
