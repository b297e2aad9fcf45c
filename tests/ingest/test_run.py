import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.errors import UserError
from ingest.faults import Fault
from ingest.landing.store import Store
from ingest.run import ingest
from tests.ingest.small_district import (
    ACTIVITIES,
    AS_OF,
    ATTENDANCE,
    MEMBERS,
    ORGANISATIONS,
    SCHOOLS,
    ZHANG_ID,
    Verdict,
    basics,
    by_file,
    content,
    counts,
    messages,
    only,
    send,
    tree_hash,
    write,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "家 home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return basics(tmp_path / "报送 in")


def everything(folder: Path) -> Path:
    write(folder, "b签到.csv", ATTENDANCE)
    write(folder, "c活动.csv", ACTIVITIES)
    return folder


def test_a_folder_lands_whatever_its_files_are_called(store: Store, folder: Path) -> None:
    receipts = send(store, everything(folder))
    assert {receipt.ledger: counts(receipt) for receipt in receipts} == {
        "member": (5, 5, 0, 0), "attendance": (3, 3, 0, 0), "activity": (3, 3, 0, 0),
        "organisation": (6, 6, 0, 0), "school": (2, 2, 0, 0),
    }  # fmt: skip
    assert [receipt.file for receipt in receipts] == [
        "a党员.csv",
        "b签到.csv",
        "c活动.csv",
        "y组织.csv",
        "z学校.csv",
    ]


def test_organisations_are_joined_to_parents_schools_and_areas(store: Store, folder: Path) -> None:
    send(store, folder)
    live = store.live_frame("organisation").select("org_code", "parent_code", "school_codes", "area_key")
    assert live.rows() == [
        ("01", None, None, None), ("0101", "01", None, "城东"), ("010101", "0101", "2101", None),
        ("010102", "0101", "2102", None), ("01010201", "010102", "2102", None), ("01010202", "010102", "2102", None),
    ]  # fmt: skip
    assert set(store.live_frame("school")["area_key"]) == {"城东"}


def test_the_same_folder_twice_changes_nothing_on_disk(store: Store, folder: Path) -> None:
    write(folder, "d活动.csv", [ACTIVITIES[0], ["没有的支部", "2025-03-07", "党课", "甲", "", ""]])
    send(store, everything(folder))
    before, batches = tree_hash(store.landed), len(store.batches())
    again = send(store, folder)
    assert [(receipt.accepted, receipt.batch) for receipt in again] == [(0, None)] * 6
    assert tree_hash(store.landed) == before and len(store.batches()) == batches


def test_two_files_that_disagree_do_not_overtake_each_other_at_every_run(store: Store, folder: Path) -> None:
    write(folder, "c活动1.csv", ACTIVITIES)
    write(folder, "c活动2.csv", [ACTIVITIES[0], [*ACTIVITIES[1][:-1], "1"]])
    send(store, folder)
    before = tree_hash(store.landed)
    assert sum(receipt.accepted for receipt in send(store, folder)) == 0
    assert tree_hash(store.landed) == before
    assert store.live_frame("activity").filter(topic="学习两会")["attended"].item() == 1


def test_a_zip_is_as_good_as_its_folder(store: Store, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "报送.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in everything(folder).iterdir():
            target.write(path, path.name)
    assert [counts(receipt)[1:] for receipt in send(store, archive)] == [
        (5, 0, 0),
        (3, 0, 0),
        (3, 0, 0),
        (6, 0, 0),
        (2, 0, 0),
    ]


def test_organisations_in_two_files_may_rest_on_each_other(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, "0.csv", SCHOOLS)
    write(folder, "1.csv", [ORGANISATIONS[0], *ORGANISATIONS[3:]])
    write(folder, "2.csv", ORGANISATIONS[:3])
    assert [receipt.returned for receipt in send(store, folder)] == [0, 0, 0]


def test_what_rests_on_a_returned_organisation_goes_back_with_it(store: Store, tmp_path: Path) -> None:
    rows = [list(row) for row in ORGANISATIONS]
    rows[2][5] = "没有的党委"
    receipt = send(store, write(tmp_path, "0.csv", SCHOOLS), write(tmp_path, "1.csv", rows))[1]
    assert counts(receipt) == (6, 1, 0, 5)
    assert "没有的党委" in messages(receipt) and "先改正那一行" in messages(receipt)


def test_organisations_in_a_circle_go_back(store: Store, tmp_path: Path) -> None:
    rows = [
        ORGANISATIONS[0],
        ["1", "甲党委", "", "", "党委", "乙党委", "", "", ""],
        ["2", "乙党委", "", "", "党委", "甲党委", "", "", ""],
    ]
    rows.append(["3", "丙党委", "", "", "党委", "丙党委", "", "", ""])
    receipt = send(store, write(tmp_path, "1.csv", rows))[0]
    assert receipt.returned == 3 and "绕成了圈" in messages(receipt) and "自己" in messages(receipt)


def test_an_old_name_in_the_same_delivery_as_its_renaming_is_understood(store: Store, folder: Path) -> None:
    write(
        folder,
        "x变动.csv",
        [
            ["变动日期", "变动类型", "党组织代码", "变动前", "变动后"],
            ["2025-03-01", "更名", "010101", "中共永平小学支部委员会", "中共云岭区永安小学支部委员会"],
        ],
    )
    write(folder, "b活动.csv", [ACTIVITIES[0], ["永平小学党支部", "2025-02-07", "党课", "旧名", "", ""]])
    receipts = send(store, folder)
    assert only(receipts, "organisation_event").accepted == only(receipts, "activity").accepted == 1


def test_events_that_move_an_organisation_carry_codes(store: Store, folder: Path) -> None:
    header = ["变动日期", "变动类型", "党组织代码", "变动前", "变动后"]
    write(
        folder,
        "x变动.csv",
        [
            header,
            ["2025-03-01", "划转", "010101", "一中党总支", "城东片区"],
            ["2025-03-01", "划转", "010102", "区外某党委", ""],
        ],
    )
    receipt = only(send(store, folder), "organisation_event")
    assert counts(receipt) == (2, 1, 0, 1) and receipt.returns[0].column == "变动前"
    assert store.live_frame("organisation_event").select("before_code", "after_code").row(0) == (
        "010102",
        "0101",
    )


def test_members_below_a_school_s_organisation_are_found_for_it(store: Store, folder: Path) -> None:
    send(store, everything(folder))
    roll = store.live_frame("member").filter(name="赵六")
    assert roll["person_key"].n_unique() == 1 and roll["org_code"].to_list() == ["01010201", "010101"]
    assert store.live_frame("attendance").filter(topic="书记讲课")["person_key"].item() == roll["person_key"][0]


def test_attendance_without_its_activity_goes_back_with_what_was_held_that_day(store: Store, folder: Path) -> None:
    rows = [
        ATTENDANCE[0],
        ["永安小学党支部", "2025-03-07", "学习 两 会", "张三", "", "出席"],
        ["永安小学党支部", "2025-03-07", "别的", "张三", "", "出席"],
    ]
    rows.append(["永安小学党支部", "2025-03-08", "学习两会", "张三", "", "出席"])
    write(folder, "c活动.csv", ACTIVITIES)
    receipt = only(send(store, folder, write(folder.parent, "b签到.csv", rows)), "attendance")
    assert counts(receipt) == (3, 1, 0, 2)
    assert "“学习两会”" in receipt.returns[0].message and "没有登记活动" in receipt.returns[1].message
    # Landed as the activity spells it: the models join on the topic, and a space once lost the whole sign-in sheet.
    assert store.live_frame("attendance")["topic"].to_list() == ["学习两会"]


def test_a_guest_needs_no_membership(store: Store, folder: Path) -> None:
    write(folder, "c活动.csv", ACTIVITIES)
    rows = [
        ATTENDANCE[0],
        *(["永安小学党支部", "2025-03-07", "学习两会", name, "", "列席"] for name in ("外人甲", "外人乙")),
    ]
    assert only(send(store, folder, write(folder.parent, "b.csv", rows)), "attendance").accepted == 2


def test_equal_votes_are_several_votes_and_the_same_ones_when_sent_again(store: Store, folder: Path) -> None:
    header = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次"]
    vote = ["2025年测评", "党建满意度", "2025-12-01", "永安小学党支部", "教师", "总体"]
    path = write(folder.parent, "v.csv", [header, *([*vote, "满意"],) * 3, [*vote, "不满意"]])
    send(store, folder)
    assert counts(send(store, path)[0]) == (4, 4, 0, 0)
    more = write(folder.parent, "w.csv", [header, [*vote, "不满意"], *([*vote, "满意"],) * 4])
    assert counts(send(store, more)[0]) == (5, 1, 4, 0)


def test_a_count_of_forms_for_a_survey_nobody_sent_is_flagged_not_returned(store: Store, folder: Path) -> None:
    rows = [["测评名称", "党组织", "发放数", "收回数", "有效数"], ["某测评", "永安小学党支部", "5", "5", "5"]]
    receipt = only(send(store, folder, write(folder.parent, "r.csv", rows)), "survey_return")
    assert counts(receipt) == (1, 1, 0, 0) and receipt.flagged == 1
    assert "需核实" in store.live_frame("survey_return")["flags"].item()


def test_a_person_of_two_decisions_is_one_person(store: Store, folder: Path) -> None:
    header = ["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理类别", "处理种类"]
    rows = [
        header,
        ["C1", "永安小学党支部", "2025-02-28", "党员", "R1", "党纪处分", "警告"],
        ["C2", "永安小学党支部", "2025-02-28", "党员", "R1", "政务处分", "记过"],
    ]
    send(store, folder, write(folder.parent, "p.csv", rows))
    assert store.live_frame("discipline")["person_key"].n_unique() == 1


def test_bare_namesakes_on_one_roll_at_once_go_back(store: Store, folder: Path) -> None:
    rows = [
        MEMBERS[0],
        ["", "张伟", "", "010101", "2101", "正式党员", "2020-01-01", ""],
        ["", "张伟", "", "010101", "2101", "正式党员", "2021-01-01", ""],
    ]
    rows += [
        ["", "钱七", "", "010101", "2101", "正式党员", "2020-01-01", "2020-12-31"],
        ["", "钱七", "", "010101", "2101", "正式党员", "2022-01-01", ""],
    ]
    receipts = send(store, folder, write(folder.parent, "m.csv", rows))
    receipt = next(each for each in receipts if each.file == "m.csv")
    assert counts(receipt) == (4, 2, 0, 2) and {note.row for note in receipt.returns} == {2, 3}


def test_an_identity_number_once_given_stays_with_the_person(store: Store, folder: Path) -> None:
    send(store, folder)
    rows = [[*MEMBERS[0], "岗位"], ["D1", "张三", "", "010101", "2101", "正式党员", "", "", "行政"]]
    assert send(store, write(folder.parent, "m.csv", rows))[0].accepted == 1
    live = store.live_frame("member").filter(name="张三")
    assert live.height == 1 and live["id_hash"].item() is not None
    training = [
        ["党组织", "姓名", "公民身份证号", "培训日期", "培训名称", "培训类别", "学时"],
        ["一中党总支", "张三", ZHANG_ID, "2025-05-05", "班", "自学", "8"],
    ]
    assert send(store, write(folder.parent, "t.csv", training))[0].accepted == 1
    assert store.live_frame("training")["person_key"].item() == live["person_key"].item()


def test_one_unreadable_file_does_not_stop_the_others(store: Store, folder: Path) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "说明.docx").write_bytes(b"PK\x03\x04")
    receipts = {receipt.file: receipt for receipt in send(store, folder)}
    assert receipts["a党员.csv"].accepted == 5
    for name in ("坏.xlsx", "说明.docx"):
        assert receipts[name].refused and receipts[name].ledger is None and counts(receipts[name]) == (0, 0, 0, 0)


def test_what_nobody_foresaw_becomes_a_refusal_and_a_line_in_the_log(store: Store, folder: Path) -> None:
    @by_file
    def falls_over(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        if ledger == "activity":
            raise ZeroDivisionError(ZHANG_ID)
        return Verdict()

    receipts = send(store, everything(folder), check=falls_over)
    refused = only(receipts, "activity")
    assert refused.refused is not None and "ZeroDivisionError" not in refused.refused
    assert only(receipts, "member").accepted == 5 and only(receipts, "attendance").returned == 3
    log = (store.root / "logs" / "ingest.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log and ZHANG_ID not in log


def test_a_file_on_which_the_expectations_fall_over_takes_none_of_its_ledger_with_it(
    store: Store, folder: Path
) -> None:
    """The files of a ledger are checked in one call; only the one that cannot be checked may be refused."""

    @by_file
    def falls_over(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        if "坏主题" in (frame["topic"] if "topic" in frame.columns else ()):
            raise ZeroDivisionError
        return Verdict()

    bad = write(folder.parent, "坏.csv", [ACTIVITIES[0], ["永安小学党支部", "2025-04-01", "党课", "坏主题", "", ""]])
    good = write(folder.parent, "好.csv", ACTIVITIES)
    receipts = {receipt.file: receipt for receipt in send(store, folder, bad, good, check=falls_over)}
    assert receipts["坏.csv"].refused is not None and receipts["好.csv"].accepted == 3


def test_a_file_that_the_expectations_refuse_lands_nothing(store: Store, folder: Path) -> None:
    @by_file
    def refuses(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        return Verdict(refusal="半数以上的日期为空。" if ledger == "school" else None)

    receipts = send(store, folder, check=refuses)
    told = only(receipts, "school").to_json()
    assert [use["state"] for use in told.pop("columns")] == ["read"] * 4
    assert told == {
        "file": "z学校.csv", "ledger": "school", "batch": None, "read": 0, "accepted": 0, "unchanged": 0,
        "returned": 0, "flagged": 0, "refused": "半数以上的日期为空。", "returns": [],
    }  # fmt: skip
    assert store.live_frame("school").is_empty()


def test_the_expectations_see_resolved_rows_without_identity_numbers(store: Store, folder: Path) -> None:
    seen: dict[str, pl.DataFrame] = {}

    @by_file
    def looks(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        seen[ledger] = frame
        return Verdict()

    send(store, folder, check=looks)
    assert seen["member"]["org_code"].null_count() == 0 and seen["member"]["id_no"].null_count() == 5
    assert {"_sheet", "_row", "person_key", "school_code"} <= set(seen["member"].columns)


def test_a_cell_that_is_faulty_already_is_complained_about_once(store: Store, folder: Path) -> None:
    @by_file
    def requires(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        if ledger != "activity":
            return Verdict()
        empty = frame.filter(pl.col("held_on").is_null())
        faults = [
            Fault(row["_sheet"], row["_row"], "活动日期", "活动日期必须填写。") for row in empty.iter_rows(named=True)
        ]
        return Verdict([*faults, Fault("c", 2, "活动主题", "需核实。", "flag")])

    rows = [
        ACTIVITIES[0],
        ACTIVITIES[1],
        ["永安小学党支部", "2025-02-30", "党课", "甲", "", ""],
        ["永安小学党支部", "", "党课", "甲", "", ""],
    ]
    receipt = only(send(store, folder, write(folder.parent, "c.csv", rows), check=requires), "activity")
    assert [(note.row, note.column) for note in receipt.returns] == [(3, "活动日期"), (4, "活动日期")]
    assert counts(receipt) == (3, 1, 0, 2) and receipt.flagged == 1
    assert store.live_frame("activity")["flags"].item() == "需核实"


def test_rows_of_one_key_and_different_content_all_go_back(store: Store, folder: Path) -> None:
    rows = [*ACTIVITIES, ["永安小学支部", "2025年3月7日", "主题党日", "学习两会", "3", "1"], ACTIVITIES[2]]
    receipt = only(send(store, folder, write(folder.parent, "c.csv", rows)), "activity")
    assert counts(receipt) == (5, 2, 1, 2)
    assert [note.row for note in receipt.returns] == [2, 5]
    assert "第 5 行" in receipt.returns[0].message and "第 2 行" in receipt.returns[1].message


def test_files_of_one_delivery_speak_for_one_another(store: Store, folder: Path) -> None:
    first, second = (
        write(folder, "c1.csv", ACTIVITIES[:2]),
        write(folder, "c2.csv", [ACTIVITIES[0], ACTIVITIES[2]]),
    )
    receipts = send(store, folder, replace=True)
    assert store.live_frame("activity").height == 2 and not any(receipt.missing for receipt in receipts)
    assert not send(store, second)[0].missing and not send(store, first)[0].missing


def test_what_a_roster_no_longer_holds_is_listed_and_what_a_monthly_file_does_not_hold_is_not(
    store: Store, folder: Path
) -> None:
    """The list stood under every month's hand-in, so that nobody read it under a roster."""
    send(store, folder, write(folder.parent, "1.csv", ACTIVITIES))
    roster = only(send(store, write(folder.parent, "名册.csv", MEMBERS[:2])), "member")
    assert [row["row_number"] for row in roster.missing] == [3, 4, 6]
    assert only(send(store, write(folder.parent, "2.csv", ACTIVITIES[:2])), "activity").missing == []


def test_a_complete_file_with_returned_rows_retires_nothing_there(store: Store, folder: Path) -> None:
    """The row that is missing may be the very row that is faulty."""
    send(store, folder, write(folder.parent, "1.csv", ACTIVITIES))
    faulty = [ACTIVITIES[0], ACTIVITIES[1], ["永安小学党支部", "2025-04-07", "党课", "学习党史", "3", "很多"]]
    receipt = send(store, write(folder.parent, "2.csv", faulty), replace=True)[0]
    assert receipt.returned == 1 and receipt.retired == 0 and receipt.kept_back == 1
    assert store.live_frame("activity").height == 3


def test_other_years_and_other_organisations_are_not_missing(store: Store, folder: Path) -> None:
    send(store, folder, write(folder.parent, "1.csv", ACTIVITIES))
    others = [ACTIVITIES[0], ["永安小学党支部", "2024-03-07", "党课", "甲", "", ""]]
    assert send(store, write(folder.parent, "2.csv", others), replace=True)[0].missing == []
    assert store.live_frame("activity").height == 4


def test_a_returned_row_can_be_sent_again_when_what_it_needs_has_come(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "c.csv", ACTIVITIES)
    assert counts(send(store, path)[0]) == (3, 0, 0, 3)
    send(store, basics(tmp_path / "in"))
    assert counts(send(store, path)[0]) == (3, 3, 0, 0)


def test_intake_has_every_row_once_with_its_outcome(store: Store, folder: Path) -> None:
    rows = [*ACTIVITIES, ACTIVITIES[1], ["没有的支部", "2025-05-07", "党课", "甲", "", ""]]
    send(store, folder, write(folder.parent, "c.csv", rows))
    intake = store.intake("activity")
    assert intake["outcome"].to_list() == ["accepted"] * 3 + ["unchanged", "returned"]
    assert intake["row_number"].to_list() == [2, 3, 4, 5, 6]
    last = intake.row(-1, named=True)
    assert last["column"] == "党组织" and last["org_code"] is None and last["row_date"] == date(2025, 5, 7)


def test_a_path_that_is_not_there_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        ingest([tmp_path / "无"], store, AS_OF, "我", check=content)


def test_progress_names_every_file(store: Store, folder: Path) -> None:
    said: list[str] = []
    ingest(
        [folder],
        store,
        AS_OF,
        "我",
        progress=lambda what, done, total: said.append(what),
        check=content,
    )
    assert [what for what in said if what.startswith("读取")] == [
        "读取 a党员.csv",
        "读取 y组织.csv",
        "读取 z学校.csv",
    ]


def test_a_tally_with_one_column_a_grade_is_a_row_a_grade(store: Store, folder: Path) -> None:
    header = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "好", "较好", "一般", "差"]
    tally = ["2025年测评", "作风评议", "2025-12-01", "永安小学党支部", "教师", "总体"]
    rows = [header, [*tally, "5", "3", "1", "0"], [*tally[:4], "党员", "总体", "5", "x", "1", ""]]
    receipt = only(send(store, folder, write(folder.parent, "v.csv", rows)), "survey")
    assert receipt.read == receipt.accepted + receipt.returned and receipt.accepted == 4
    assert store.live_frame("survey").select("grade", "votes").rows() == [
        ("好", 5),
        ("较好", 3),
        ("一般", 1),
        ("差", 0),
    ]
    assert store.intake("survey")["row_hash"].n_unique() == receipt.read


def test_a_person_who_could_not_be_looked_up_is_not_complained_about_as_well(store: Store, folder: Path) -> None:
    @by_file
    def requires_persons(ledger: str, frame: pl.DataFrame, as_of: date) -> Verdict:
        if ledger != "attendance":
            return Verdict()
        unknown = frame.filter(pl.col("person_key").is_null()).select("_sheet", "_row")
        return Verdict([Fault(sheet, row, "姓名", "不能确定是哪一个人。") for sheet, row in unknown.iter_rows()])

    rows = [ATTENDANCE[0], ["没有的支部", "2025-03-07", "学习两会", "张三", "", "出席"]]
    rows.append(["永安小学党支部", "2025-03-07", "学习两会", "", "", "出席"])
    write(folder, "c活动.csv", ACTIVITIES)
    receipts = send(store, folder, write(folder.parent, "b.csv", rows), check=requires_persons)
    returns = only(receipts, "attendance").returns
    assert [(note.row, note.column) for note in returns] == [(2, "党组织"), (3, "姓名")]


def test_the_real_suites_and_the_landing_agree_on_a_small_district(store: Store, folder: Path) -> None:
    from expectations.runner import check

    receipts = send(store, everything(folder), check=check)
    assert [counts(receipt)[1:] for receipt in receipts] == [(5, 0, 0), (3, 0, 0), (3, 0, 0), (6, 0, 0), (2, 0, 0)]
    assert not (store.root / "logs").exists()


def test_two_branches_that_both_number_their_problems_from_one_do_not_wipe_each_other_out(
    store: Store, folder: Path
) -> None:
    """问题编号 alone is the key: the second branch's “1” once replaced the first branch's without a word."""
    header = ["问题编号", "党组织", "问题来源", "问题类别", "问题描述", "提出日期", "整改期限", "完成日期"]

    def problem(org: str, closed: str = "") -> list[str]:
        return ["1", org, "自查", "作风纪律", "会议记录不全", "2025-03-01", "2025-06-01", closed]

    first = write(folder.parent, "问题一.csv", [header, problem("永安小学党支部")])
    assert only(send(store, folder, first), "problem").accepted == 1
    second = write(folder.parent, "问题二.csv", [header, problem("一中第一党支部")])
    receipt = only(send(store, second), "problem")
    assert counts(receipt) == (1, 0, 0, 1) and "编号在全区不能重复" in messages(receipt)
    mended = write(folder.parent, "问题一改.csv", [header, problem("永安小学党支部", "2025-05-01")])
    assert only(send(store, mended), "problem").accepted == 1
    assert store.live_frame("problem")["closed_on"].to_list() == [date(2025, 5, 1)]


def test_a_sheet_of_months_sent_again_later_brings_the_months_that_have_come(store: Store, folder: Path) -> None:
    """Rows of a known line were once all unchanged, also those that had never landed."""
    months = [f"{month}月" for month in range(1, 13)]
    path = write(
        folder,
        "2025年党费.csv",
        [["党组织", "应交人数", *months], ["永安小学党支部", "2", *["2"] * 5, *["0"] * 7]],
    )
    first = ingest([folder], store, date(2025, 6, 30), "测试员", check=content)
    assert counts(only(first, "dues")) == (6, 6, 0, 0)
    later = ingest([path], store, date(2025, 8, 31), "测试员", check=content)
    assert counts(only(later, "dues")) == (8, 2, 6, 0)
    assert counts(only(ingest([path], store, date(2025, 8, 31), "测试员", check=content), "dues")) == (8, 0, 8, 0)
