"""Numbers with units, separators and dashes."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells.errors import CellProblem
from ingest.cells.numbers import read_integer, read_number, read_rate


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
        ("16人（含预备1人）", 16),
        ("16(其中预备党员1名)", 16),
        ("15人（请假1人）", 15),
        ("共16人", 16),
        ("15名党员", 15),
        ("12户", 12),
        ("3个", 3),
        ("1.2万人次", 12_000),
        ("1.5千人", 1500),
        ("２节课", 2),
        ("三户", 3),
    ],
)
def test_whole_numbers(cell: object, number: int) -> None:
    assert read_integer(cell) == number


@pytest.mark.parametrize(
    "cell", ["约20人", "二十余人", "20多人", "十几人", "近30人", "20人左右", "20-30人", "不少于20人"]
)
def test_what_is_only_about_a_number_says_so(cell: str) -> None:
    with pytest.raises(CellProblem, match="不是准数"):
        read_integer(cell)


def test_heads_are_not_counted_in_houses_or_lessons() -> None:
    """“3场” under 应到人数 was landed as three members."""
    assert read_integer("3名", of_heads=True) == 3 and read_integer("1.2万人次", of_heads=True) == 12_000
    for cell in ("3场", "12户", "三节课"):
        with pytest.raises(CellProblem, match="的单位"):
            read_integer(cell, of_heads=True)


@pytest.mark.parametrize("cell", ["—", "-", "－", "无", "/", "暂无"])
def test_a_dash_is_no_number_and_no_zero(cell: str) -> None:
    assert read_integer(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "12.5",
        12.5,
        "约12人",
        "10/12",
        "3+2",
        "2学时",
        "95%",
        True,
        datetime(2025, 3, 7),
        "1e3",
        "16人（另有1人）",
        "￥12",
    ],
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
        ("1个半小时", 1.5),
        ("两个半小时", 2.5),
        ("半小时", 0.5),
        ("'2", 2),
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


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("￥1,200.00", 1200.0), ("¥ 800元", 800.0), ("人民币500元整", 500.0), ("RMB 60", 60.0), ("￥1.2万元", 12000.0)],
)
def test_money_is_read_with_its_mark(cell: str, amount: float) -> None:
    """A cell formatted as currency is copied with its mark, and every amount of such a file went back."""
    assert read_number(cell, "money") == amount


def test_people_are_not_counted_in_money() -> None:
    with pytest.raises(CellProblem, match="单位“元”与这一列不符"):
        read_integer("12元")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("二十一人", 21), ("九十九名", 99), ("一十二", 12), ("一百", 100),
        ("一百一十", 110), ("两百三十", 230), ("三百二十一次", 321), ("一百零一", 101), ("二百零五", 205), ("零", 0),
        ("一百零十", 110), ("五", 5), ("〇", 0),
    ],
)  # fmt: skip
def test_numbers_in_chinese(cell: str, number: int) -> None:
    """No test held 二十, which one slip would have made 10 or 200."""
    assert read_integer(cell) == number


@pytest.mark.parametrize("cell", ["百", "零百", "三五", "一二人", "十百", "一千"])
def test_chinese_figures_that_make_no_number_are_returned(cell: str) -> None:
    with pytest.raises(CellProblem, match="不是数字，请只填数字"):
        read_integer(cell)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (1, 100), (1.0, 100), (1.01, 1.01), (1.5, 1.5), (2, 2), (0, 0), (0.333333333, 33.333333),
        (0.12345678, 12.345678),
        (0.123456789, 12.345679), ("1", 1), ("0.5", 0.5), ("0.5%", 0.5), ("33.3%", 33.3), (100, 100),
    ],
)  # fmt: skip
def test_a_share_is_a_number_cell_up_to_one(cell: object, percent: float) -> None:
    """1.5 is one and a half per cent, not 150."""
    assert read_number(cell, "percent") == percent


@pytest.mark.parametrize("cell", ["95人", "0.95小时", "95元"])
def test_a_rate_has_no_other_unit(cell: str) -> None:
    with pytest.raises(CellProblem, match="与这一列不符"):
        read_number(cell, "percent")


@pytest.mark.parametrize("cell", ["12人", "30%", "5元"])
def test_hours_have_no_other_unit(cell: str) -> None:
    with pytest.raises(CellProblem, match="与这一列不符，请只填数字"):
        read_number(cell, "hours")


@pytest.mark.parametrize(
    ("cell", "as_share", "rate"),
    [
        ("1", True, 100), ("0.985", True, 98.5), (0.33333333, True, 33.333333), (0.123456789, True, 12.345679),
        ("98.5%", True, 98.5), ("98.5％", False, 98.5), ("1", False, 1), (0.5, False, 0.5), (98.5, False, 98.5),
        ("—", True, None), ("无", False, None), (1, True, 100), (0, True, 0),
    ],
)  # fmt: skip
def test_a_rate_is_read_as_the_person_said(cell: object, as_share: bool, rate: float | None) -> None:
    """Whether 1 is a hundred per cent or one was asked once; a % sign behind a number says it anyway."""
    assert read_rate(cell, as_share) == rate


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        (time(1, 30, 36), 1.51), (time(0, 0, 30), 0.01), (time(23, 59, 59), 24.0),
        (timedelta(hours=25, minutes=3), 25.05),
        (datetime(1899, 12, 31, 1, 30), 1.5), (datetime(1899, 12, 31), 0), (timedelta(hours=100, minutes=20), 100.33),
        (time(20, 0, 0), 20.0), ("1:30:59", 1.5), ("45分", 0.75), ("45min", 0.75), ("1时15分", 1.25), ("2h30m", 2.5),
        ("90", 90), ("两课时", 2), ("十二学时", 12),
    ],
)  # fmt: skip
def test_durations_that_spreadsheets_keep_as_part_of_a_day(cell: object, hours: float) -> None:
    assert read_number(cell, "hours") == hours


@pytest.mark.parametrize("cell", [datetime(1900, 1, 1), datetime(1900, 1, 1, 12)])
def test_a_day_is_no_duration(cell: datetime) -> None:
    with pytest.raises(CellProblem, match="是日期，不是时长"):
        read_number(cell, "hours")


@pytest.mark.parametrize("cell", [time(1, 30), timedelta(hours=2), datetime(2025, 3, 7)])
def test_a_time_is_no_number_of_people(cell: object) -> None:
    with pytest.raises(CellProblem, match="是时间，不是数字"):
        read_integer(cell)


@pytest.mark.parametrize(("cell", "hours"), [("九十", 1.5), ("三十", 0.5), ("90分钟", 1.5), ("120", 2)])
def test_minutes_in_words_become_hours_too(cell: str, hours: float) -> None:
    assert read_number(cell, "hours", in_minutes=True) == hours


@pytest.mark.parametrize("cell", ["90分钟", "1:30", "2学时", "2h"])
def test_what_is_a_duration_is_no_plain_number(cell: str) -> None:
    with pytest.raises(CellProblem):
        read_number(cell)


@pytest.mark.parametrize(
    ("cell", "amount"), [(1.23456789, 12345.68), ("1.23456789", 12345.68), ("1.23456789万元", 12345.68), (0.00001, 0.1)]
)
def test_money_is_kept_to_the_fen(cell: object, amount: float) -> None:
    assert read_number(cell, in_ten_thousands=True) == amount


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (float("nan"), "不是有效数字"), (1e16, "不是有效数字"), ("10000000000000000", "不是有效数字"),
        ("-10000000000000000", "不是有效数字"), (True, "不是数字（可能是单元格格式有误）"),
        ("多人", "不是数字，请只填数字"),
    ],
)  # fmt: skip
def test_what_is_no_number_says_what_is_wrong(cell: object, why: str) -> None:
    with pytest.raises(CellProblem, match=why):
        read_number(cell)


def test_half_a_person_is_told_to_be_whole() -> None:
    with pytest.raises(CellProblem, match="不是整数，请填整数"):
        read_integer("12.5")


@pytest.mark.parametrize(
    "cell", ["一百二", "二百五", "一百二人", "二十三十", "一百二百", "十十", "十一百", "百", "二三十"]
)
def test_words_that_make_two_numbers_or_an_unsure_one_are_returned_not_added_up(cell: str) -> None:
    with pytest.raises(CellProblem):
        read_integer(cell)
