"""Deadlines: the last day of what they name, flagged where a rule makes it one."""

from datetime import date

import pytest

from ingest.cells.dates import MonthDay, read_date
from ingest.cells.deadlines import read_deadline
from ingest.cells.errors import CellProblem


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026年6月底前", date(2026, 6, 30)), ("2024年2月底", date(2024, 2, 29)),
        ("2025年2月末之前完成", date(2025, 2, 28)),
        ("2026年底", date(2026, 12, 31)), ("2026年度末", date(2026, 12, 31)), ("2026年第一季度末", date(2026, 3, 31)),
        ("2026年2季度底", date(2026, 6, 30)), ("2026年三季度末", date(2026, 9, 30)),
        ("2026年第4季度末前", date(2026, 12, 31)),
        ("6月底", MonthDay(6, 0)), ("2月底前", MonthDay(2, 0)), ("12月末", MonthDay(12, 0)),
        ("1月底", MonthDay(1, 0)),
        ("年底前", MonthDay(12, 0)), ("一季度末", MonthDay(3, 0)), ("第二季度底", MonthDay(6, 0)),
        ("2026年6月30日前", date(2026, 6, 30)), ("2026-06-30 之前", date(2026, 6, 30)),
        ("6月30日前完成", MonthDay(6, 30)),
        ("2026 年 6 月 30 日以前", date(2026, 6, 30)),
    ],
)  # fmt: skip
def test_a_deadline_is_the_last_day_that_it_names(cell: str, day: object) -> None:
    assert read_deadline(cell) == day


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("立行立改", "看不出到哪一天为止"), ("长期坚持", "看不出到哪一天为止"), ("13月底", "不是有效日期"),
        ("0月底", "不是有效日期"),
        ("看情况", "不是有效日期"), ("2026年", "只有年份"), ("2026.1", "缺少“日”"),
        ("6月前", "没有写到日"), ("上半年前", "没有写到日"), ("每月底", "不是有效日期"),
        ("3月1日-5日", "只填最后的那一天"),
        ("2026年9月-1月", "一段时间"), ("2026年6月30日、12月31日", "写了几个日期"),
    ],
)  # fmt: skip
def test_a_deadline_that_names_no_day_says_so(cell: str, why: str) -> None:
    with pytest.raises(CellProblem, match=why) as caught:
        read_deadline(cell)
    assert caught.value.severity == "return"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026年6月", date(2026, 6, 30)), ("2026-06", date(2026, 6, 30)), (202606, date(2026, 6, 30)),
        ("2026.10", date(2026, 10, 31)), ("六月份", MonthDay(6, 0)), ("6月", MonthDay(6, 0)),
        ("上半年", MonthDay(6, 0)),
        ("2026年下半年", date(2026, 12, 31)), ("第三季度", MonthDay(9, 0)), ("2026年二季度", date(2026, 6, 30)),
        ("6月上旬", MonthDay(6, 10)), ("2026年6月下旬", date(2026, 6, 30)), ("年内", MonthDay(12, 0)),
        ("3月—6月", MonthDay(6, 0)), ("3-6月", MonthDay(6, 0)), ("2026年3月1日至6月30日", date(2026, 6, 30)),
        ("2026.3-2026.6", date(2026, 6, 30)), ("2026年9月至2027年1月", date(2027, 1, 31)),
        ("6月份完成", MonthDay(6, 0)), ("2026年6月1日至6月30日", date(2026, 6, 30)),
    ],
)  # fmt: skip
def test_a_month_a_quarter_and_a_half_year_end_on_their_last_day_which_is_flagged(cell: object, day: object) -> None:
    """The whole row went back, or without its title the whole plan of the year."""
    with pytest.raises(CellProblem, match="最后一天记入") as caught:
        read_deadline(cell)
    assert caught.value.severity == "flag" and caught.value.value == day


def test_the_last_day_of_february_waits_for_its_year() -> None:
    found = read_deadline("2月底前")
    assert isinstance(found, MonthDay)
    assert found.in_year(2024) == date(2024, 2, 29) and found.in_year(2025) == date(2025, 2, 28)


@pytest.mark.parametrize("cell", ["上半年", "第三季度", "6月底", "6月上旬", "6月"])
def test_where_an_event_is_asked_for_a_period_is_no_day(cell: str) -> None:
    with pytest.raises(CellProblem, match="没有写到日") as caught:
        read_date(cell)
    assert caught.value.severity == "return"


@pytest.mark.parametrize(
    ("quarter", "day"),
    [("1", date(2026, 3, 31)), ("2", date(2026, 6, 30)), ("3", date(2026, 9, 30)), ("4", date(2026, 12, 31))],
)
def test_a_quarter_in_figures_ends_as_one_in_words_does(quarter: str, day: date) -> None:
    assert read_deadline(f"2026年{quarter}季度末") == day
