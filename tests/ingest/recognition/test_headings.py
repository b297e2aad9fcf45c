"""Headings between rows that name what the table has no column for, and titles that say which ledger a table is."""

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import recognise_file
from ingest.recognition.tidy import tidy

LEDGERS = load_ledgers()


def sheet(*rows: list[object], headings: tuple[int, ...] = (), file: str = "a.xlsx") -> Sheet:
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    return filled_down("表", cells, [((row, 0), (row, width - 1)) for row in headings], file)


def test_a_branch_that_heads_its_rows_is_theirs() -> None:
    """All rows were landed for the 党总支 that the title names, in silence."""
    of_branches = sheet(
        ["一小党总支2025年主题党日台账"],
        ["日期", "主题", "实到"],
        ["第一党支部"],
        ["1月8日", "甲", 20],
        ["（二）第二党支部："],
        ["1月9日", "乙", 15],
        ["", "", ""],
        ["合计", "", 35],
        headings=(0, 2, 4),
    )
    (table,) = recognise_file([of_branches], LEDGERS).tables
    read = tidy(table, LEDGERS["activity"])
    assert not table.missing_required and not read.faults
    assert read.frame.select("org", "topic").rows() == [("第一党支部", "甲"), ("第二党支部", "乙")]


def test_types_that_head_their_rows_are_theirs_and_months_are_no_types() -> None:
    of_types = sheet(
        ["党支部", "日期", "主题"],
        ["一、支部党员大会"],
        ["一小支部", "2025-01-08", "甲"],
        ["二月"],
        ["一小支部", "2025-02-08", "乙"],
        ["二、党课"],
        ["一小支部", "2025-02-09", "丙"],
        headings=(1, 3, 5),
    )
    (table,) = recognise_file([of_types], LEDGERS).tables
    assert tidy(table, LEDGERS["activity"]).frame["activity_type"].to_list() == ["支部党员大会", "支部党员大会", "党课"]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([["党员签到表"], ["序号", "姓名", "签到", "备注"], [1, "张三", "√", ""]], "活动签到明细"),
        ([["主题党日活动签到表"], ["姓名", "签名", "姓名", "签名"], ["张三", "", "李四", ""]], "活动签到明细"),
        ([["发展党员流程表"], ["姓名", "递交入党申请书时间", "转正时间"], ["张三", "2024-1-1", ""]], "发展党员进度"),
        ([["2026年学时汇总"], ["党支部", "姓名", "年度学时"], ["一小支部", "张三", 38]], "培训学时登记表"),
    ],
)
def test_a_refusal_names_the_ledger_that_the_title_speaks_of(rows: list[list[object]], title: str) -> None:
    """Sign-in sheets and hours were called 民主评议, for their names."""
    assert f"“{title}”" in (recognise_file([sheet(*rows)], LEDGERS).refusal or "")
