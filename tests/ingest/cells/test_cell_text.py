"""A cell as text is what the clerk sees in it."""

from datetime import date, datetime, time

import pytest

from ingest.cells.cell_text import EXACT_FLOAT, cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  ３　人 ", "3 人"), (True, "是"), (False, "否"), (3.0, "3"), (3.5, "3.5"), (-2.0, "-2"), (3, "3"),
        (float(EXACT_FLOAT - 1), "9007199254740991"), (float(EXACT_FLOAT), "9007199254740992.0"), (1e300, "1e+300"),
        (float("nan"), "nan"), (float("inf"), "inf"), (datetime(2025, 3, 7), "2025-03-07"),
        (datetime(2025, 3, 7, 14, 30), "2025-03-07 14:30:00"), (date(2025, 3, 7), "2025-03-07"),
        (time(9, 5), "09:05:00"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_it_is_seen(cell: object, text: str) -> None:
    """A day kept with its midnight hour once stood as 2025-03-07 00:00:00 in sentences and keys."""
    assert cell_text(cell) == text
