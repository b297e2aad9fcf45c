"""Whom the rows of a ledger name: organisations on a day, in a month or in a 年度, persons where there is one."""

from pathlib import Path

import pytest

from ingest.feedback.receipt import Receipt
from ingest.landing.outcomes import number_column
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.schema import content_schema
from tests.ingest.small_district import ACTIVITIES, basics, counts, messages, only, send, write

BRANCH, ENDED, GENERAL = "永安小学党支部", "一中第二党支部", "一中党总支"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def land(store: Store, ledger: str, *rows: list[str], name: str = "a.csv") -> Receipt:
    return only(send(store, write(store.root / "in", name, rows)), ledger)


APPRAISAL = ["年度", "党组织", "姓名", "党员编号", "公民身份证号", "等次"]


def test_a_yearly_ledger_names_people_and_organisations_at_the_end_of_the_year(store: Store) -> None:
    receipt = land(
        store, "appraisal", APPRAISAL,
        ["2025", BRANCH, "赵六", "", "", "合格"],  # came in July
        ["2024", GENERAL, "赵六", "", "", "优秀"],
    )  # fmt: skip
    assert counts(receipt) == (2, 2, 0, 0)
    landed = store.live_frame("appraisal")
    assert landed["person_key"].n_unique() == 1
    assert "name" not in landed.columns and "id_no" not in landed.columns


def test_an_organisation_that_ended_within_the_year_is_known_in_that_year_and_not_in_the_next(store: Store) -> None:
    header = ["年度", "党组织", "项目", "得分", "满分"]
    receipt = land(
        store, "standardisation", header,
        ["2024", ENDED, "组织体系设置", "9", "10"],
        ["2025", ENDED, "组织体系设置", "9", "10"],
    )  # fmt: skip
    assert counts(receipt) == (2, 1, 0, 1)
    assert "不存在" in messages(receipt)


def test_an_organisation_that_ended_within_the_month_paid_its_dues_for_it(store: Store) -> None:
    header = ["党组织", "月份", "应交人数", "实交人数"]
    receipt = land(store, "dues", header, [ENDED, "2024-05", "3", "3"], [ENDED, "2024-06", "3", "3"])
    assert counts(receipt) == (2, 1, 0, 1)


PLEDGE = ["年度", "责任书类型", "党组织", "姓名", "党员编号", "签订日期", "考核得分"]
OWN = ["2025", "党建目标责任书", BRANCH, "", "", "2025-01-10", "90"]


def test_a_row_without_a_person_is_the_organisation_s_own_and_is_one_row(store: Store) -> None:
    first = land(store, "pledge", PLEDGE, OWN, OWN, ["2025", "党建目标责任书", BRANCH, "张三", "", "2025-01-10", "90"])
    assert counts(first) == (3, 2, 1, 0)
    again = land(store, "pledge", PLEDGE, [*OWN[:6], "95"], name="b.csv")
    assert counts(again) == (1, 1, 0, 0)
    landed = store.live_frame("pledge")
    assert sorted(landed.filter(landed["person_key"].is_null())["score"]) == [95.0]
    assert landed.height == 2


def test_somebody_unknown_does_not_drag_the_organisation_s_own_row_back(store: Store) -> None:
    stranger = ["2025", "党建目标责任书", BRANCH, "钱七", "", "2025-01-10", "60"]
    receipt = land(store, "pledge", PLEDGE, OWN, stranger)
    assert counts(receipt) == (2, 1, 0, 1)
    assert "“钱七”不在" in messages(receipt)


def test_a_number_alone_names_a_person_where_the_name_may_be_blank(store: Store) -> None:
    receipt = land(
        store, "pledge", PLEDGE,
        ["2025", "党员目标管理责任书", BRANCH, "", "D2", "2025-01-10", "90"],
        ["2025", "党员目标管理责任书", BRANCH, "", "D9", "2025-01-10", "90"],
    )  # fmt: skip
    assert counts(receipt) == (2, 1, 0, 1)
    assert "党员编号：党员编号“D9”在党员花名册中找不到" in messages(receipt)


def test_what_is_planned_for_later_belongs_to_the_organisation_of_today(store: Store) -> None:
    receipt = land(
        store, "work_task",
        ["年度", "任务编号", "领域", "任务", "党组织", "完成时限", "完成日期"],
        ["2026", "R1", "全面从严治党", "办一次培训", BRANCH, "2026-03-31", ""],
    )  # fmt: skip
    assert counts(receipt) == (1, 1, 0, 0)


TRANSFER = ["编号", "转出党组织", "转入党组织", "开出日期", "接收日期"]


def test_one_side_of_a_transfer_may_be_another_district_and_not_both(store: Store) -> None:
    receipt = land(
        store, "transfer", TRANSFER,
        ["J1", BRANCH, GENERAL, "2025-03-01", "2025-03-20"],
        ["J2", BRANCH, "临江区滨江中学党委", "2025-03-01", ""],
        ["J3", "临江区滨江中学党委", BRANCH, "2025-03-01", ""],
        ["J4", "临江区滨江中学党委", "临江区滨江小学党委", "2025-03-01", ""],
        ["J5", ENDED, "临江区滨江中学党委", "2025-03-01", ""],
    )  # fmt: skip
    assert counts(receipt) == (5, 4, 0, 1)
    assert "转出、转入的党组织至少有一个应是本区的" in messages(receipt)
    landed = store.live_frame("transfer").sort("transfer_no")
    assert landed.select("from_org_code", "to_org_code", "org_code").rows() == [
        ("010101", "010102", "010102"), ("010101", None, "010101"), (None, "010101", "010101"),
        ("01010202", None, "01010202"),
    ]  # fmt: skip
    assert landed["to_org"][1] == "临江区滨江中学党委"


@pytest.mark.parametrize(
    ("ledger", "rows"),
    [
        ("integrity_file", [["党组织", "姓名", "建档日期"], [BRANCH, "张三", "1999-05-01"]]),
        ("outreach", [["党组织", "姓名", "联系对象类别", "结对日期"], [BRANCH, "张三", "群众", "1999-05-01"]]),
        ("honour", [["党组织", "类型", "名称", "级别", "授予日期"], [BRANCH, "示范岗", "岗", "区级", "1999-05-01"]]),
    ],
)
def test_what_is_in_force_may_be_older_than_its_organisation(store: Store, ledger: str, rows: list[list[str]]) -> None:
    """Files, links and posts of people in a new branch went back as dated before it was founded."""
    receipt = land(store, ledger, *rows)
    assert counts(receipt) == (1, 1, 0, 0)
    assert [note.column for note in receipt.flags] == ["党组织"]
    assert "1999年5月1日还没有成立（2001年1月1日成立）" in receipt.flags[0].message


def test_an_award_of_a_year_before_the_organisation_was_founded_goes_back(store: Store) -> None:
    header = ["党组织", "类型", "名称", "级别", "授予日期"]
    receipt = land(store, "honour", header, [BRANCH, "先进党组织", "先进", "区级", "1999-05-01"])
    assert counts(receipt) == (1, 0, 0, 1) and "不存在" in messages(receipt)


ROLL_CALL = [["永安小学党支部2025年主题党日签到表"], ["姓名", "3月7日", "4月7日", "5月7日"], ["张三", "√", "请假", "√"]]


def test_a_sheet_with_a_column_a_day_belongs_to_the_activity_of_its_kind_on_that_day(store: Store) -> None:
    """Its title says 主题党日 and no topic, and attendance is joined to activities by topic."""
    send(store, write(store.root / "in", "活动.csv", ACTIVITIES))
    receipt = only(send(store, write(store.root / "in", "签到.csv", ROLL_CALL)), "attendance")
    assert counts(receipt) == (3, 3, 0, 0)
    landed = store.live_frame("attendance").sort("held_on")
    assert landed["topic"].to_list() == ["学习两会", "学习党史", "主题党日"]
    assert [note.message for note in receipt.flags if "5月7日还没有登记主题党日" in note.message]


def test_of_two_activities_of_a_kind_on_one_day_nobody_chooses(store: Store) -> None:
    send(store, write(store.root / "in", "活动.csv", [*ACTIVITIES[:2], [*ACTIVITIES[1][:3], "又一次", "3", "3"]]))
    sheet = [ROLL_CALL[0], ["姓名", "3月7日"], ["张三", "√"]]
    receipt = only(send(store, write(store.root / "in", "签到.csv", sheet)), "attendance")
    assert counts(receipt) == (1, 0, 0, 1) and "“学习两会”、“又一次”" in messages(receipt)


def test_schools_report_moral_education_by_any_of_their_names(store: Store) -> None:
    header = ["学校", "月份", "项目", "数量"]
    first = land(
        store, "moral_education", header, ["永安小学", "2025-03", "家访", "12"], ["不知道", "2025-03", "家访", "1"]
    )
    assert counts(first) == (2, 1, 0, 1)
    assert "在学校信息表中找不到" in messages(first)
    land(store, "moral_education", header, ["2101", "2025-03", "家访", "13"], name="b.csv")
    landed = store.live_frame("moral_education")
    assert landed.select("school_code", "quantity").rows() == [("2101", 13.0)]
    assert "org_code" not in landed.columns


NUMBERED = {
    "problem": None,
    "discipline": None,
    "request": ["编号", "党组织", "受理日期", "承诺办结日期"],
    "decision": ["编号", "党组织", "议题类别", "党组织会议决定日期"],
    "publicity": ["编号", "党组织", "日期", "类型"],
    "admission": ["编号", "党组织", "程序", "应完成日期"],
    "transfer": ["编号", "转出党组织", "转入党组织", "开出日期"],
}
FILLED = {
    "request": ["2025-03-01", "2025-03-20"],
    "decision": ["重大决策", "2025-03-01"],
    "publicity": ["2025-03-01", "报道"],
    "admission": ["递交入党申请书", "2025-03-01"],
}


def test_the_ledgers_whose_numbers_are_the_whole_district_s() -> None:
    assert {name for name, ledger in load_ledgers().items() if number_column(ledger) is not None} == set(NUMBERED)


@pytest.mark.parametrize("ledger", FILLED)
def test_a_number_that_another_organisation_used_goes_back(store: Store, ledger: str) -> None:
    header = NUMBERED[ledger]
    assert header is not None
    land(store, ledger, header, ["1", BRANCH, *FILLED[ledger]])
    second = land(store, ledger, header, ["1", GENERAL, *FILLED[ledger]], name="b.csv")
    assert counts(second) == (1, 0, 0, 1)
    assert "编号已由另一个党组织（010101）在“a.csv”中用过" in messages(second)


def test_a_candidate_s_number_is_used_up_by_any_of_his_steps(store: Store) -> None:
    header = NUMBERED["admission"]
    assert header is not None
    receipt = land(
        store, "admission", header,
        ["1", BRANCH, "递交入党申请书", "2025-03-01"],
        ["1", BRANCH, "党组织派人谈话", "2025-04-01"],
        ["1", GENERAL, "推荐和确定入党积极分子", "2025-05-01"],
    )  # fmt: skip
    assert counts(receipt) == (3, 2, 0, 1)
    assert "在本文件中用过" in messages(receipt)


def test_a_transfer_s_number_used_for_another_receiver_goes_back(store: Store) -> None:
    land(store, "transfer", TRANSFER, ["1", BRANCH, GENERAL, "2025-03-01", ""])
    second = land(store, "transfer", TRANSFER, ["1", GENERAL, BRANCH, "2025-03-01", ""], name="b.csv")
    assert counts(second) == (1, 0, 0, 1)


def test_a_complete_file_of_one_year_does_not_retire_the_year_before(store: Store) -> None:
    header = ["年度", "党组织", "项目", "得分", "满分"]
    land(store, "standardisation", header, ["2024", BRANCH, "组织体系设置", "9", "10"])
    path = write(store.root / "in", "b.csv", [header, ["2025", BRANCH, "组织体系设置", "8", "10"]])
    receipt = only(send(store, path, replace=True), "standardisation")
    assert (receipt.missing, receipt.retired) == ([], 0)
    assert store.live_frame("standardisation").height == 2


def test_a_decision_without_its_own_date_is_looked_up_on_another(store: Store) -> None:
    header = ["编号", "党组织", "议题类别", "校长办公会提出日期", "党组织会议决定日期"]
    receipt = land(
        store, "decision", header,
        ["1", ENDED, "重大决策", "2024-05-01", ""],
        ["2", ENDED, "重大决策", "2024-07-01", ""],
    )  # fmt: skip
    assert counts(receipt) == (2, 1, 0, 1)


@pytest.mark.parametrize("ledger", load_ledgers().values(), ids=lambda ledger: ledger.id)
def test_no_ledger_lands_numbers_of_people_and_only_the_roster_lands_names(ledger) -> None:  # type: ignore[no-untyped-def]
    landed = content_schema(ledger)
    assert not {"id_no", "subject_no", "org"} & set(landed)
    assert ("name" in landed) == (ledger.id == "member")


@pytest.mark.parametrize("year", ["2025", "2025年", "2025 年度", "２０２５"])
def test_a_year_is_written_with_or_without_its_word(store: Store, year: str) -> None:
    land(store, "appraisal", APPRAISAL, [year, BRANCH, "张三", "", "", "合格"])
    assert store.live_frame("appraisal")["year"].to_list() == [2025]


def test_the_year_of_a_whole_sheet_may_stand_in_its_title_or_the_file_s_name(store: Store) -> None:
    rows = [["党组织", "姓名", "等次"], [BRANCH, "张三", "合格"]]
    land(store, "appraisal", ["2024年度民主评议党员结果"], *rows)
    land(store, "appraisal", *rows, name="2025年评议.csv")
    assert sorted(store.live_frame("appraisal")["year"]) == [2024, 2025]
    (refused,) = send(store, write(store.root / "in", "评议.csv", rows))
    assert refused.refused is not None and "缺少必填列：年度" in refused.refused
    (both,) = send(store, write(store.root / "in", "2024—2025评议.csv", rows))
    assert both.refused is not None


def test_a_year_that_is_none_goes_back(store: Store) -> None:
    receipt = land(store, "appraisal", APPRAISAL, ["今年", BRANCH, "张三", "", "", "合格"])
    assert counts(receipt) == (1, 0, 0, 1) and "年度“今年”不是年份" in messages(receipt)
