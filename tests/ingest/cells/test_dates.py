"""Dates are read or returned, never guessed."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells.date_words import class_hours
from ingest.cells.dates import MonthDay, from_1904, read_date, read_month, read_year
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


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("二〇二五年十月十日", date(2025, 10, 10)), ("二○二五年十一月二十一日", date(2025, 11, 21)),
        ("二零二五年十二月三十一号", date(2025, 12, 31)), ("一九九八年二月二十日", date(1998, 2, 20)),
        ("二〇二五年九月十九日", date(2025, 9, 19)),
    ],
)  # fmt: skip
def test_tens_in_chinese_days_are_read(cell: str, day: date) -> None:
    """No test held 十月 or 二十一日, which a slip in one line would have moved by ten days."""
    assert read_date(cell) == day


@pytest.mark.parametrize(
    "cell", ["二〇二五年十三月一日", "二〇二五年三月四五日", "二〇二五年五十月一日", "二〇二五年十十月一日"]
)
def test_chinese_figures_that_make_no_day_are_returned(cell: str) -> None:
    with pytest.raises(CellProblem, match="不是有效日期"):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (202503, "缺少“日”"), (190000, "缺少“日”"), (210012, "缺少“日”"), (210013, "不是有效日期"),
        (189999, "不是有效日期"),
        (202503.5, "不是有效日期"), (20250307.5, "不是有效日期"), (19_000_000, "不是有效日期"), (1e15, "不是有效日期"),
        (1e15 + 1, "不是有效日期"), (1900, "没有写明月和日"), (1900.5, "没有写明月和日"), (2100.5, "没有写明月和日"),
        (2101, "不是有效日期"), (2101.5, "分不清是几月几日"), (7305.5, "分不清是几月几日"), (73416, "不是有效日期"),
        ("2025年1月", "缺少“日”"), ("2025年12月", "缺少“日”"), ("2025-13", "不是有效日期"), ("202500", "不是有效日期"),
        ("1899-12-31", "的年份不对"), ("2101-01-01", "的年份不对"),
        (datetime(1919, 12, 31), "的年份不对"), (date(2101, 1, 1), "的年份不对"),
    ],
)  # fmt: skip
def test_the_first_number_beyond_what_can_be_a_day_is_returned(cell: object, why: str) -> None:
    with pytest.raises(CellProblem, match=why):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (7306, date(1920, 1, 1)), (7306.5, date(1920, 1, 1)), (73415, date(2100, 12, 31)),
        (73415.9, date(2100, 12, 31)),
        ("7306", date(1920, 1, 1)), (19000101, date(1900, 1, 1)), ("1900-01-01", date(1900, 1, 1)),
        (datetime(1920, 1, 1), date(1920, 1, 1)), (date(2100, 12, 31), date(2100, 12, 31)),
    ],
)  # fmt: skip
def test_the_first_and_the_last_day_are_read(cell: object, day: date) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-03-06T17:30:00Z", MARCH_7), ("2025-03-06T16:00:00.000Z", MARCH_7),
        ("2025-03-06 15:59:59z", date(2025, 3, 6)),
        ("2025-03-07T08:00:00+08:00", MARCH_7), ("2025-03-07T00:30:00+0800", MARCH_7), ("2025-3-6 9:30-08:00", MARCH_7),
        ("2025-03-07T09:30:00.1234567Z", MARCH_7), ("2025-12-31T20:00Z", date(2026, 1, 1)),
    ],
)  # fmt: skip
def test_a_moment_with_a_time_zone_is_its_day_in_china(cell: str, day: date) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize("cell", ["2025-02-30T08:00:00Z", "2025-03-07T25:00:00Z", "2025-03-07T08:61:00+08:00"])
def test_a_moment_that_there_is_not_is_returned(cell: str) -> None:
    with pytest.raises(CellProblem, match="不是有效日期"):
        read_date(cell)


def test_what_a_day_before_is_called_is_no_day_elsewhere() -> None:
    """Only a deadline may be written 底前: a meeting was held on a day."""
    with pytest.raises(CellProblem, match="没有写到日"):
        read_date("2026年6月底前")


@pytest.mark.parametrize(
    ("cell", "shifted"),
    [
        (44261, 45723), (44261.5, 45723.5), ("44261", 45723.0), ("44261.25", 45723.25), (5844, 7306), (71953, 73415),
        (5843, 5843), (71954, 71954), ("5843", "5843"), (1900, 1900), (2100, 2100), ("2025", "2025"), (2101, 2101),
        (True, True), ("2025-03-07", "2025-03-07"), ("党课", "党课"), (None, None), (44261.999, 45723.999),
    ],
)  # fmt: skip
def test_days_counted_from_1904_are_moved_and_nothing_else_is(cell: object, shifted: object) -> None:
    assert from_1904(cell) == shifted
    assert type(from_1904(cell)) is type(shifted)


@pytest.mark.parametrize(
    "cell", ["2025", 2025, 2025.0, "2025年", "2025年度", "２０２５ 年度", "二〇二五年度", "二○二五", "二零二五年"]
)
def test_a_year_is_read_with_or_without_its_word(cell: object) -> None:
    assert read_year(cell) == 2025


@pytest.mark.parametrize(
    "cell", ["25", 25, "2025-03", 1899, 2100.5, "本年度", "二五年", "二〇二五年三月", "一八九九年"]
)
def test_what_is_no_year_is_returned(cell: object) -> None:
    with pytest.raises(CellProblem, match="不是年份，请写成 2025"):
        read_year(cell)


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        (datetime(2025, 3, 15, 9), date(2025, 3, 1)), (date(2025, 3, 31), date(2025, 3, 1)),
        (202503.0, date(2025, 3, 1)),
        ("2025年3月15日", date(2025, 3, 1)), (45723, date(2025, 3, 1)), (45723.0, date(2025, 3, 1)),
        ("3", MonthDay(3, 1)), (3, MonthDay(3, 1)), (3.0, MonthDay(3, 1)), ("3月", MonthDay(3, 1)),
        ("3月份", MonthDay(3, 1)), ("2025年十二月份", date(2025, 12, 1)), ("二〇二五年一月", date(2025, 1, 1)),
        ("1月", MonthDay(1, 1)), ("三月", MonthDay(3, 1)), ("十月", MonthDay(10, 1)), ("十一月份", MonthDay(11, 1)),
        ("十二", MonthDay(12, 1)), ("一月", MonthDay(1, 1)), (12, MonthDay(12, 1)),
    ],
)  # fmt: skip
def test_a_month_is_its_first_day_and_a_bare_one_waits_for_its_year(cell: object, month: object) -> None:
    assert read_month(cell) == month


@pytest.mark.parametrize(
    "cell", [2025.1, 3.5, "13月", 0, 13, "十三月", "二十", "3月7日", "上半年", datetime(1900, 1, 3), "2025年13月"]
)
def test_what_is_no_month_is_returned(cell: object) -> None:
    """2025.1 in a cell of numbers may have been 2025.10."""
    with pytest.raises(CellProblem):
        read_month(cell)


def test_what_is_no_month_is_told_how_to_write_one() -> None:
    with pytest.raises(CellProblem, match="不是有效月份，请写成 2025-03"):
        read_month("上半年")


@pytest.mark.parametrize("cell", ["2025年3月-4月", "2025年3月 至 5月", "2025.3.7 -- 9", "3.7-3.9", "20250307-09"])
def test_a_stretch_of_days_or_months_is_no_day(cell: str) -> None:
    with pytest.raises(CellProblem, match="是一段时间，请只填开始的那一天"):
        read_date(cell)


@pytest.mark.parametrize("cell", ["第3-4周", "2025.3-暂定", "一至三"])
def test_not_everything_with_a_dash_is_a_stretch_of_time(cell: str) -> None:
    with pytest.raises(CellProblem, match="不是有效日期"):
        read_date(cell)


@pytest.mark.parametrize("cell", ["1985.06", "198506", 1985.06, 1985.5])
def test_a_flagged_month_says_what_to_add(cell: object) -> None:
    with pytest.raises(CellProblem, match="只有年月，没有记入；知道具体日期时请补全") as caught:
        read_date(cell, month_ok=True)
    assert caught.value.severity == "flag"


def test_a_whole_year_is_returned_even_where_a_month_is_enough() -> None:
    with pytest.raises(CellProblem, match="没有写明月和日") as caught:
        read_date(1985, month_ok=True)
    assert caught.value.severity == "return"


def test_the_hour_of_a_school_day_stands_behind_its_day() -> None:
    """The longest word is tried first: 课后服务 is not 课后 with a rest."""
    hours = class_hours()
    assert [len(word) for word in hours] == sorted((len(word) for word in hours), reverse=True)
    assert {"课后服务", "大课间"} & set(hours), hours
    for word in hours:
        assert read_date(f"2025-03-07 {word}") == MARCH_7, word
    assert read_date("2025-03-07 下午第二节课后") == MARCH_7


def test_a_month_in_figures_alone_is_flagged_where_a_month_is_enough() -> None:
    """1985-11 was flagged and 198511 sent back, so that the member was on no roll."""
    with pytest.raises(CellProblem) as caught:
        read_date(198511, month_ok=True)
    assert caught.value.severity == "flag"
