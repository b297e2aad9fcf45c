"""Dates are read or returned, never guessed."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells.dates import MonthDay, read_date, read_month
from ingest.cells.errors import CellProblem

MARCH_7 = date(2025, 3, 7)


@pytest.mark.parametrize(
    "cell",
    [
        "2025.3.7",
        "2025-03-07",
        "2025/3/7",
        "2025年3月7日",
        "20250307",
        "2025-3-7 14:30",
        "２０２５年３月７日",
        "2025.3.7（星期五）",
        "2025年3月7日 周五 下午2:30-4:00",
        "2025、3、7",
        "2025. 3. 7",
        "二〇二五年三月七日",
        "45723",
        45723,
        45723.6,
        20250307,
        datetime(2025, 3, 7, 9),
        date(2025, 3, 7),
    ],
)
def test_every_way_of_writing_one_day(cell: object) -> None:
    assert read_date(cell) == MARCH_7


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2025.3.7-3.9", "一段时间"),
        ("2025年3月7日至9日", "一段时间"),
        ("2025-03-07~2025-03-09", "一段时间"),
        ("3月7日-9日", "一段时间"),
        ("2025-02-30", "不是有效日期"),
        ("2025.13.7", "不是有效日期"),
        ("25.3.7", "只有两位"),
        ("2025年3月", "缺少“日”"),
        ("202503", "缺少“日”"),
        ("2025", "缺少月和日"),
        ("3/7/2025", "分不清"),
        ("3.1", "分不清"),
        (3.1, "分不清"),
        (2025.3, "没有写明月和日"),
        (3, "不是有效日期"),
        (1e300, "不是有效日期"),
        (float("nan"), "不是有效日期"),
        (True, "没有日期"),
        (time(9, 0), "没有日期"),
        (datetime(1900, 1, 1, 12), "年份不对"),
        ("上周五", "不是有效日期"),
    ],
)
def test_a_cell_that_names_no_single_day_is_returned_with_the_reason(cell: object, why: str) -> None:
    with pytest.raises(CellProblem, match=why) as caught:
        read_date(cell)
    assert caught.value.severity == "return"
    assert "2025-03-07" in caught.value.sentence, "it says how to write it"


@pytest.mark.parametrize("cell", ["3月7日", "3/7", "3-7", "3.7", "03月07号"])
def test_a_day_without_its_year_waits_for_the_year(cell: str) -> None:
    assert read_date(cell) == MonthDay(3, 7)


def test_29_february_needs_a_leap_year() -> None:
    found = read_date("2月29日")
    assert isinstance(found, MonthDay)
    assert found.in_year(2024) == date(2024, 2, 29)
    with pytest.raises(CellProblem, match="不是有效日期"):
        found.in_year(2025)


@pytest.mark.parametrize("cell", ["1985.06", "1985年6月", "1985-06", 1985.06])
def test_a_month_of_birth_is_flagged_and_returns_nobody(cell: object) -> None:
    with pytest.raises(CellProblem) as caught:
        read_date(cell, month_ok=True)
    assert caught.value.severity == "flag"


@pytest.mark.parametrize("cell", ["2025-03", "2025年3月", "202503", 202503, "2025.03", "2025-03-15"])
def test_months(cell: object) -> None:
    assert read_month(cell) == date(2025, 3, 1)


@given(st.one_of(st.text(max_size=24), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times()))
def test_nothing_breaks_the_reading_of_dates(cell: object) -> None:
    for read in (read_date, read_month):
        with suppress(CellProblem):
            assert isinstance(read(cell), date | MonthDay)


@given(
    st.dates(date(1920, 1, 1), date(2100, 12, 31)),
    st.sampled_from(
        [
            "{0.year}-{0.month}-{0.day}",
            "{0.year}年{0.month}月{0.day}日",
            "{0:%Y%m%d}",
            "{0.year}.{0.month:02}.{0.day:02}",
        ]
    ),
)
def test_every_day_comes_back_from_every_format(day: date, form: str) -> None:
    assert read_date(form.format(day)) == day
