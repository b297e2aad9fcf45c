"""Periods as people write them."""

from datetime import date

import pytest

from ingest.errors import UserError
from pipeline.period import period_text, read_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025", ("year", date(2025, 1, 1))),
        ("2025年", ("year", date(2025, 1, 1))),
        ("2025Q4", ("quarter", date(2025, 10, 1))),
        ("2025-03", ("month", date(2025, 3, 1))),
        ("2025年12月", ("month", date(2025, 12, 1))),
        ("2025春", ("semester", date(2025, 2, 1))),
        ("2025秋季学期", ("semester", date(2025, 8, 1))),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, period: tuple[str, date]) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["2025-13", "去年", "25", "2025Q5", ""])
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UserError, match="2025Q1"):
        read_period(text)


@pytest.mark.parametrize("text", ["2025", "2025Q4", "2025-03", "2025春", "2025秋"])
def test_a_period_that_is_shown_can_be_typed_in_again(text: str) -> None:
    assert period_text(*read_period(text)) == text
