"""Files of few columns: which ledger they bring news of is told by the rows that are live, and by nothing else."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.run import ingest
from ingest.schema import tells_rows_apart
from ingest.sender import Sender
from tests.ingest.small_district import AS_OF, basics, content, send, write

YONGAN, FIRST = "永安小学党支部", "一中第一党支部"
WHOLE = {
    "任务.csv": [
        ["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
        ["2025", "A1", "党风廉政建设", "甲", YONGAN, "2025-09-30", ""],
        ["2025", "A2", "党风廉政建设", "乙", YONGAN, "2025-09-30", ""],
        ["2025", "A2", "党风廉政建设", "乙", FIRST, "2025-09-30", ""],
    ],
    "诉求.csv": [
        ["诉求编号", "党组织", "受理日期", "承诺办结日期"],
        ["K1", YONGAN, "2025-03-03", "2025-03-10"], ["1", YONGAN, "2025-03-03", "2025-03-10"],
    ],
    "问题.csv": [
        ["问题编号", "党组织", "问题来源", "问题类别", "问题描述", "提出日期", "整改期限"],
        ["W1", YONGAN, "巡察", "责任落实", "某", "2025-03-03", "2025-05-03"],
        ["1", YONGAN, "巡察", "责任落实", "某", "2025-03-03", "2025-05-03"],
    ],
}  # fmt: skip
NEWS = {
    "一.csv": [["任务编号", "完成日期"], ["A1", "2025-08-01"]],
    "二.csv": [["编号", "评价"], ["K1", "满意"]],
    "三.csv": [["编号", "完成日期"], ["W1", "2025-04-01"]],
    "四.csv": [["编号", "完成日期"], ["1", "2025-04-01"]],
    "五.csv": [["编号", "完成日期"], ["W1", "2025-04-02"], ["W9", "2025-04-01"]],
    "六.csv": [["任务编号", "完成日期"], ["A1", "2025-08-02"], ["A2", "2025-08-01"], ["A3", "2025-08-01"]],
    "问题整改台账.csv": [["编号", "完成日期"], ["1", "2025-04-02"]],
}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, dict[str, Receipt]]:
    """Hand in the whole ledgers, then the news, then news of another's rows by a school's clerk."""
    folder = tmp_path_factory.mktemp("news")
    store = Store(folder / "home")
    send(store, basics(folder / "in"), *(write(folder, name, rows) for name, rows in WHOLE.items()))
    receipts = send(store, *(write(folder, name, rows) for name, rows in NEWS.items()))
    clerk = Sender(name="某", role="学校", unit_level="school", unit_id="2102")
    own = write(folder, "本校.csv", [["任务编号", "完成日期"], ["A2", "2025-08-05"]])
    others = write(folder, "别校.csv", [["编号", "评价"], ["K1", "不满意"]])
    receipts += ingest([own, others], store, AS_OF, "某", sender=clerk, check=content)
    return store, {receipt.file: receipt for receipt in receipts}


@pytest.mark.parametrize(
    ("file", "ledger", "counts"),
    [
        ("一.csv", "work_task", (1, 1, 0)), ("二.csv", "request", (1, 1, 0)), ("三.csv", "problem", (1, 1, 0)),
        ("六.csv", "work_task", (3, 1, 2)), ("问题整改台账.csv", "problem", (1, 1, 0)),
        ("本校.csv", "work_task", (1, 1, 0)),
    ],
)  # fmt: skip
def test_a_file_of_few_columns_is_of_the_ledger_that_knows_all_its_rows(
    handed_in: tuple[Store, dict[str, Receipt]], file: str, ledger: str, counts: tuple[int, int, int]
) -> None:
    """任务编号 and 完成日期 were taken for 学习报告 and refused, 编号 and 评价 for want of a 党组织."""
    receipt = handed_in[1][file]
    assert (receipt.ledger, (receipt.read, receipt.accepted, receipt.returned)) == (ledger, counts)


def test_what_is_brought_lands_and_what_is_not_stays(handed_in: tuple[Store, dict[str, Receipt]]) -> None:
    store, _ = handed_in
    tasks = store.live_frame("work_task").sort("task_no", "org_code")
    told = tasks.select("task_no", "org_code", pl.col("done_on").cast(pl.String), "task").rows()
    assert told == [
        ("A1", "010101", "2025-08-02", "甲"), ("A2", "010101", None, "乙"), ("A2", "01010201", "2025-08-05", "乙"),
    ]  # fmt: skip
    rated = store.live_frame("request").select("request_no", "org_code", "rating").rows()
    assert sorted(rated) == [("1", "010101", None), ("K1", "010101", "满意")]


def test_a_row_that_is_known_by_its_number_alone_is_flagged(handed_in: tuple[Store, dict[str, Receipt]]) -> None:
    """Next year's tasks may have the numbers of this year's."""
    (note,) = handed_in[1]["一.csv"].flags
    assert "没有“年度、党组织”列" in note.message and "2025、010101" in note.message


def test_where_two_ledgers_know_all_rows_or_none_does_nothing_lands(
    handed_in: tuple[Store, dict[str, Receipt]],
) -> None:
    _, receipts = handed_in
    assert "分不清要更新的是哪一种台账" in (receipts["四.csv"].refused or "")
    assert "没有全部对上" in (receipts["五.csv"].refused or "")


def test_nobody_changes_the_rows_of_others_by_their_number(handed_in: tuple[Store, dict[str, Receipt]]) -> None:
    """Whose row it is is not in the file, and is asked of what is live before anything lands."""
    receipt = handed_in[1]["别校.csv"]
    assert receipt.accepted == 0 and "不在您的学校范围内" in receipt.to_text()
    assert "010101" not in receipt.to_text(), "the file did not name it"


def test_a_number_tells_rows_apart_without_owner_and_year_but_that_of_a_person_does_not() -> None:
    ledgers = load_ledgers()
    task, member, admission = ledgers["work_task"], ledgers["member"], ledgers["admission"]
    assert tells_rows_apart(task, frozenset({"year", "org", "task"}), frozenset({"task_no", "done_on"}))
    assert not tells_rows_apart(task, frozenset({"year", "org", "task_no"}), frozenset({"done_on"}))
    assert not tells_rows_apart(member, frozenset({"org"}), frozenset({"name", "member_no", "education"}))
    assert not tells_rows_apart(admission, frozenset({"step"}), frozenset({"candidate_no", "done_on"}))
