"""Spans of days are read as they are written, or flagged; a member's row never goes back for them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ingest.cells.day_spans import read_spans
from ingest.cells.errors import CellProblem


@pytest.mark.parametrize(
    "cell",
    [
        "2025-03-01至2025-08-31",
        "2025.3.1-2025.8.31",
        "2025-03-01-2025-08-31",
        "20250301—20250831",
        "２０２５年３月１日～２０２５年８月３１日",
        "自2025年3月1日至8月31日",
        "2025/3/1 到 2025/8/31",
    ],
)
def test_every_way_of_writing_one_span(cell: object) -> None:
    assert read_spans(cell) == "2025-03-01/2025-08-31"


@pytest.mark.parametrize(
    "cell",
    ["2025-03-01起", "自2025年3月1日起", "2025.3.1至今", "2025-03-01至", "2025-03-01", date(2025, 3, 1), 45717.0,
     datetime(2025, 3, 1)],
)  # fmt: skip
def test_a_span_without_an_end_goes_on(cell: object) -> None:
    assert read_spans(cell) == "2025-03-01/"


def test_several_spans_stand_in_one_cell_in_their_order() -> None:
    assert read_spans("2024-03-01至2024-08-31；2025-03-01起") == "2024-03-01/2024-08-31、2025-03-01/"
    assert read_spans("2024-03-01至2024-03-31\n2025-03-01起") == "2024-03-01/2024-03-31、2025-03-01/"


@pytest.mark.parametrize("cell", ["无", "—", "/"])
def test_a_dash_is_no_span(cell: str) -> None:
    assert read_spans(cell) is None


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2025年3月起", "看不出从哪一天"),
        ("3月1日起", "看不出从哪一天"),
        ("长期", "看不出从哪一天"),
        ("2025-03-01至2025-06-01至2025-08-31", "看不出从哪一天"),
        ("2025-08-31至2025-03-01", "最后一天早于第一天"),
        ("；".join(f"2025-0{month}-01至2025-0{month}-02" for month in range(1, 8)), "写了 7 段"),
    ],
)
def test_what_names_no_days_is_flagged_and_not_guessed(cell: str, why: str) -> None:
    with pytest.raises(CellProblem, match=why) as problem:
        read_spans(cell)
    assert problem.value.severity == "flag"
    assert "仍照常计算" in problem.value.sentence
