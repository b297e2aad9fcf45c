"""Numbers with units, separators and dashes."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells.errors import CellProblem
from ingest.cells.numbers import read_integer, read_number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12人", 12),
        ("１２", 12),
        (" 12 ", 12),
        ("1,234", 1234),
        ("1，234人", 1234),
        ("12.0", 12),
        (12.0, 12),
        ("十二人", 12),
        ("一百零五", 105),
        ("0", 0),
    ],
)
def test_whole_numbers(cell: object, number: int) -> None:
    assert read_integer(cell) == number


@pytest.mark.parametrize("cell", ["—", "-", "－", "无", "/", "暂无"])
def test_a_dash_is_no_number_and_no_zero(cell: str) -> None:
    assert read_integer(cell) is None


@pytest.mark.parametrize(
    "cell", ["12.5", 12.5, "约12人", "10/12", "3+2", "2学时", "95%", True, datetime(2025, 3, 7), "1e3"]
)
def test_what_is_no_count_is_returned(cell: object) -> None:
    with pytest.raises(CellProblem):
        read_integer(cell)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("2.5学时", 2.5),
        ("2课时", 2),
        ("90分钟", 1.5),
        ("1小时30分", 1.5),
        ("1:30", 1.5),
        (timedelta(minutes=90), 1.5),
        (time(1, 30), 1.5),
        (2, 2),
        (".5", 0.5),
    ],
)
def test_hours_in_any_dress(cell: object, hours: float) -> None:
    assert read_number(cell, "hours") == hours


def test_a_header_in_minutes_converts_bare_numbers_only() -> None:
    assert read_number(90, "hours", in_minutes=True) == 1.5
    assert read_number("90", "hours", in_minutes=True) == 1.5
    assert read_number("2小时", "hours", in_minutes=True) == 2


def test_a_number_shown_as_a_date_is_no_duration() -> None:
    for cell in (datetime(1900, 1, 2), datetime(2025, 3, 7, 9)):
        with pytest.raises(CellProblem, match="是日期"):
            read_number(cell, "hours")


def test_percentages_are_0_to_100() -> None:
    assert read_number("95%", "percent") == 95
    assert read_number(0.95, "percent") == 95
    assert read_number(95, "percent") == 95


@given(
    st.one_of(
        st.text(max_size=16), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times(), st.timedeltas()
    )
)
def test_nothing_breaks_the_reading_of_numbers(cell: object) -> None:
    for unit in (None, "hours", "percent"):
        try:
            found = read_number(cell, unit)  # type: ignore[arg-type]
        except CellProblem:
            continue
        assert found is None or abs(found) < 1e19


@pytest.mark.parametrize(
    ("cell", "in_ten_thousands", "amount"),
    [
        ("1,200元", False, 1200), ("1.2万元", False, 12000), ("1.2万", False, 12000), (0.35, True, 3500),
        ("0.35", True, 3500), ("800元", True, 800),
    ],
)  # fmt: skip
def test_money_comes_out_in_yuan_whatever_it_is_counted_in(cell: object, in_ten_thousands: bool, amount: float) -> None:
    assert read_number(cell, in_ten_thousands=in_ten_thousands) == amount


def test_people_are_not_counted_in_money() -> None:
    with pytest.raises(CellProblem, match="单位“元”与这一列不符"):
        read_integer("12元")
