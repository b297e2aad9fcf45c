"""Rows that say of themselves that they do not count, in ledgers that ask for no 状态 and no 备注."""

from __future__ import annotations

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import filled_down
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import Tidied, tidy

LEDGERS = load_ledgers()
HEADER: list[object] = ["编号", "党组织", "日期", "类型", "级别"]


def read(more: str, *told: object) -> Tidied:
    rows = [[f"K{place}", "一小支部", "2026-03-05", "报道", "区级", word] for place, word in enumerate(told)]
    (table,) = find_tables(filled_down("表", [[*HEADER, more], *rows], [], "a.xlsx"), LEDGERS)
    return tidy(table, LEDGERS["publicity"])


@pytest.mark.parametrize("word", ["已撤稿", "待审核", "草稿（未提交）", "审核未通过", "已退回"])
def test_a_status_of_what_does_not_count_sends_its_row_back(word: str) -> None:
    """“已撤稿” was counted, and its column called known and not needed."""
    (fault,) = read("状态", "已发布", word).faults
    assert (fault.row, fault.severity) == (3, "return") and "不计入" in fault.message


def test_a_status_that_nobody_knows_is_flagged_once_and_counts() -> None:
    (fault,) = read("状态", "已发布", "二审", "二审", "正在办理").faults
    assert (fault.row, fault.severity) == (3, "flag") and "“二审”不认识" in fault.message


def test_a_remark_that_says_so_by_itself_sends_its_row_back_and_any_other_does_not() -> None:
    told = read("备注", "未开展，延期到次年", "取消了原定的版面后刊出", "", "重复填报。")
    assert [(fault.row, fault.severity) for fault in told.faults] == [(2, "return"), (5, "return")]
