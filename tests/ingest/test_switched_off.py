"""停报: what a district asks for no longer is data with a date and a name; what is sent all the same is kept."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import UserError
from ingest.feedback.template import write_template
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.switched_off import FILE, load_switched_off
from tests.ingest.small_district import AS_OF, basics, counts, only, send, write

WHO = "    决定人: 区委教育工委办公室\n    理由: 财务系统里已有\n"
DUES = [["党组织", "月份", "应交人数", "实交人数"], ["永安小学党支部", "2025-03", "3", "3"]]
LONG = ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数", "地点"]


def say(home: Path, *entries: str) -> Path:
    """Write the home's list: each entry is the lines of its own keys."""
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text("停报:\n" + "".join(f"  - {one}\n{WHO}" for one in entries), encoding="utf-8")
    return home


def test_a_ledger_is_named_by_its_title_or_its_code_and_holds_on_its_days_alone(tmp_path: Path) -> None:
    home = say(tmp_path, "台账: 党费收缴\n    起: 2025-07-01", "台账: funding\n    起: 2025-01-01\n    止: 2025-06-30")
    not_asked = load_switched_off(home)
    days = {day: [name for name in ("dues", "funding", "activity") if not_asked.ledger_on(name, day)] for day in (
        date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2030, 1, 1),
    )}  # fmt: skip
    assert list(days.values()) == [[], ["funding"], ["funding"], ["dues"], ["dues"]]


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        ("台账: 党费台账\n    起: 2025-07-01", "没有台账“党费台账”.*党费收缴"),
        ("台账: 党费收缴\n    列: 金额\n    起: 2025-07-01", "“党费收缴”没有“金额”列.*应交金额"),
        ("台账: 党费收缴\n    列: 实交人数\n    起: 2025-07-01", "没有“实交人数”就分不清"),
        ("台账: 组织生活活动台账\n    列: 党小组\n    起: 2025-07-01", "没有“党小组”就分不清"),
        ("台账: 党员花名册\n    起: 2025-07-01", "别的台账都靠“党员花名册”认单位和人"),
        ("台账: 党费收缴\n    起: 2025-07-01\n    止: 2025-06-30", "“止”早于“起”"),
        ("台账: 党费收缴\n    起: 去年", "第1项.起.*写法不对（去年）"),
        ("台账: 党费收缴", "第1项.起.*没有填写"),
        ("台账: 党费收缴\n    起: 2025-07-01\n    批准人: 王", "“停报第1项.批准人”不认识"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_entry_and_mend(tmp_path: Path, entry: str, refusal: str) -> None:
    """A ledger that nobody knows would go on being asked for, and whoever wrote the line would think that it is not."""
    with pytest.raises(UserError, match=rf"停报名单“{re.escape(FILE)}”") as refused:
        load_switched_off(say(tmp_path, entry))
    assert re.search(refusal, str(refused.value)), refused.value


def test_two_entries_for_the_same_days_are_refused(tmp_path: Path) -> None:
    """Of two reasons nobody could say which is given."""
    with pytest.raises(UserError, match=r"第 2 项与停报名单“switched_off.yaml”第 1 项"):
        load_switched_off(say(tmp_path, *["台账: dues\n    起: 2025-07-01"] * 2))


def test_the_list_that_is_shipped_switches_nothing_off(tmp_path: Path) -> None:
    assert load_switched_off(tmp_path).entries == ()


def test_a_file_of_a_ledger_that_is_switched_off_lands_and_its_receipt_says_so(tmp_path: Path) -> None:
    """Rows that were turned away would be lost once the decision is taken back."""
    home = say(tmp_path / "home", "台账: 党费收缴\n    起: 2025-07-01")
    store = Store(home)
    send(store, basics(tmp_path / "in"))
    receipt = only(send(store, write(tmp_path / "in", "党费.csv", DUES)), "dues")
    assert counts(receipt) == (1, 1, 0, 0)
    assert store.live_frame("dues").height == 1
    assert "自 2025-07-01 起停报（区委教育工委办公室决定：财务系统里已有）" in receipt.to_text()
    activity = [LONG, ["永安小学党支部", "2025-03-07", "主题党日", "学习两会", "3", "3", "会议室"]]
    assert "停报" not in only(send(store, write(tmp_path / "in", "活动.csv", activity)), "activity").to_text()


def test_a_column_that_is_switched_off_is_not_missed_and_kept_where_it_is_filled_in(tmp_path: Path) -> None:
    """A clerk who left out what nobody asks for was told that the file is poorer than usual."""
    home = tmp_path / "home"
    store = Store(home)
    send(store, basics(tmp_path / "in"))
    for month in (3, 4):
        rows = [LONG, ["永安小学党支部", f"2025-0{month}-07", "主题党日", f"学习{month}月", "3", "3", "会议室"]]
        send(store, write(tmp_path / "in", f"活动{month}.csv", rows))
    short = [LONG[:4], ["永安小学党支部", "2025-05-07", "主题党日", "学习五月"]]
    poorer = only(send(store, write(tmp_path / "in", "活动5.csv", short)), "activity").poorer
    assert poorer == ("应到人数", "实到人数", "地点")
    say(home, *(f"台账: 组织生活活动台账\n    列: {name}\n    起: 2025-01-01" for name in poorer))
    short[1][1] = "2025-06-07"
    assert only(send(store, write(tmp_path / "in", "活动6.csv", short)), "activity").poorer == ()
    whole = [LONG, ["永安小学党支部", "2025-07-07", "主题党日", "学习七月", "3", "3", "会议室"]]
    receipt = only(send(store, write(tmp_path / "in", "活动7.csv", whole)), "activity")
    assert "“地点”列自 2025-01-01 起停报" in receipt.to_text()
    assert "会议室" in store.live_frame("activity").filter(topic="学习七月")["place"].to_list()


def test_a_template_has_no_column_that_is_switched_off(tmp_path: Path) -> None:
    home = say(tmp_path, "台账: 组织生活活动台账\n    列: 地点\n    起: 2025-07-01")
    ledger = load_switched_off(home).asked(load_ledgers()["activity"], AS_OF)
    book = openpyxl.load_workbook(write_template(ledger, tmp_path))
    shown = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "活动主题*" in shown
    assert "地点" not in shown
