"""A district small enough to read: two schools, six organisations, five members, and ways to send their ledgers."""

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from ingest.faults import Fault
from ingest.feedback.receipt import Receipt
from ingest.landing.checking import Check
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.run import ingest

AS_OF = date(2025, 12, 31)
ZHANG_ID = "11010519491231002X"
LI_ID = "440524188001010014"

SCHOOLS = [
    ["学校代码", "学校名称", "学段", "所属片区"],
    ["2101", "云岭区永安小学", "小学", "城东片区"],
    ["2102", "云岭区第一中学", "初中", "城东片区"],
]
ORGANISATIONS = [
    [
        "党组织代码",
        "党组织名称",
        "党组织简称",
        "曾用名",
        "组织类别",
        "上级党组织",
        "关联学校",
        "成立日期",
        "撤销日期",
    ],
    ["01", "中共云岭区委教育工作委员会", "", "", "区委教育工委", "中共云岭区委员会", "", "2000-01-01", ""],
    ["0101", "中共云岭区城东片区委员会", "", "", "片区党委", "区委教育工委", "", "2000-01-01", ""],
    [
        "010101",
        "中共云岭区永安小学支部委员会",
        "永安小学党支部",
        "",
        "党支部",
        "城东片区",
        "",
        "2001-01-01",
        "",
    ],
    [
        "010102",
        "中共云岭区第一中学总支部委员会",
        "一中党总支",
        "",
        "党总支",
        "城东片区党委",
        "2102",
        "2001-01-01",
        "",
    ],
    ["01010201", "一中第一党支部", "", "", "党支部", "一中党总支", "2102", "2001-01-01", ""],
    ["01010202", "一中第二党支部", "", "", "党支部", "010102", "2102", "2001-01-01", "2024-05-31"],
]
MEMBERS = [
    ["党员编号", "姓名", "公民身份证号", "所在党支部", "所在学校", "人员类别", "转入日期", "转出日期"],
    ["D1", "张三", ZHANG_ID, "永安小学党支部", "永安小学", "正式党员", "", ""],
    ["D2", "李四", "", "永安小学支部", "2101", "正式党员", "", ""],
    ["", "王五", "", "云岭区永安小学", "云岭区永安小学", "预备党员", "", ""],
    ["D4", "赵六", "", "一中第1支部", "第一中学", "正式党员", "", "2025-06-30"],
    ["D4", "赵六", "", "010101", "永安小学", "正式党员", "2025-07-01", ""],
]
ACTIVITIES = [
    ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"],
    ["永安小学党支部", "2025-03-07", "主题党日", "学习两会", "3", "3"],
    ["永安小学党支部", "2025-04-07", "主题党日、党课", "学习党史", "3", "2"],
    ["一中党总支", "2025-03-07", "党课", "书记讲课", "1", "1"],
]
ATTENDANCE = [
    ["党组织", "活动日期", "活动主题", "姓名", "党员编号", "出勤情况"],
    ["永安小学党支部", "2025-03-07", "学习两会", "张三", "", "出席"],
    ["永安小学党支部", "2025-03-07", "学习两会", "李四", "D2", "请假"],
    ["一中党总支", "2025-03-07", "书记讲课", "赵六", "", "出席"],
]


@dataclass
class Verdict:
    """What a stand-in for the expectations says."""

    faults: list[Fault] = field(default_factory=list)
    results: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            {"expectation": ["a"], "severity": ["return"], "sentence": ["b"], "checked": [1], "failed": [0]}
        )
    )
    refusal: str | None = None


def by_file(check: Callable[[str, pl.DataFrame, date], Verdict]) -> Check:
    """Let what checks one file check several, as `ingest` asks it to."""
    return lambda ledger, frames, as_of: [check(ledger, frame, as_of) for frame in frames]


@by_file
def content(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
    """Stand in for the expectations: content with whatever fills the required columns."""
    faults: list[Fault] = []
    for column in load_ledgers()[ledger].required:
        if not column.sensitive:
            empty = frame.filter(pl.col(column.id).is_null()).select("_sheet", "_row")
            faults += [
                Fault(sheet, row, column.header, f"“{column.header}”不能空着。") for sheet, row in empty.iter_rows()
            ]
    return Verdict(faults)


def write(folder: Path, name: str, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Write a ledger as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def basics(folder: Path) -> Path:
    """Write the ledgers that the others rest on, under names that sort them the wrong way round."""
    write(folder, "z学校.csv", SCHOOLS, "gb18030")
    write(folder, "y组织.csv", ORGANISATIONS, "utf-8-sig")
    write(folder, "a党员.csv", MEMBERS)
    return folder


def send(store: Store, *paths: Path, replace: bool = False, check: Check = content) -> list[Receipt]:
    """Take files in as the command line does."""
    return ingest(list(paths), store, AS_OF, "测试员", replace=replace, check=check)


def only(receipts: list[Receipt], ledger: str) -> Receipt:
    """Return the one receipt of a ledger."""
    (found,) = [receipt for receipt in receipts if receipt.ledger == ledger]
    return found


def counts(receipt: Receipt) -> tuple[int, int, int, int]:
    """Return read, accepted, unchanged, returned."""
    return receipt.read, receipt.accepted, receipt.unchanged, receipt.returned


def messages(receipt: Receipt) -> str:
    """Return all complaints as one text."""
    return "\n".join(f"{note.row} {note.column}：{note.message}" for note in receipt.returns)


def tree_hash(folder: Path) -> str:
    """Return one hash of all files below a folder, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
