"""Columns headed by the values of another: days, months, steps, kinds of hours. Each filled cell is a row."""

from datetime import date, datetime

import pytest

from ingest.faults import Fault
from ingest.ledger import Across, load_ledgers
from ingest.readers.sheet import filled_down
from ingest.recognition.recognise import find_tables, recognise_file
from ingest.recognition.tidy import Tidied, tidy

LEDGERS = load_ledgers()
AS_OF = date(2026, 10, 31)
BRANCH = "填报单位：一小党支部"


def read(ledger: str, *rows: list[object], file: str = "a.xlsx") -> Tidied:
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    (table,) = find_tables(filled_down("表", cells, [], file), LEDGERS)
    assert table.ledger == ledger
    return tidy(table, LEDGERS[ledger], AS_OF)


def flags(tidied: Tidied) -> list[Fault]:
    return [fault for fault in tidied.faults if fault.severity == "flag"]


def test_a_sign_in_sheet_with_a_column_a_day_is_a_row_a_name_and_day() -> None:
    """It was refused: names down, days across, √ in the cells is how most branches call the roll."""
    tidied = read(
        "attendance",
        ["2026年主题党日签到表"],
        [BRANCH],
        ["序号", "姓名", "3月11日", "4.8", "2026-05-13"],
        [1, "张三", "√", "√", "√"],
        [2, "李四", "√", "请假", "迟到"],
    )
    assert tidied.frame.select("name", "held_on", "attendance").rows() == [
        ("张三", date(2026, 3, 11), "出席"),
        ("张三", date(2026, 4, 8), "出席"),
        ("张三", date(2026, 5, 13), "出席"),
        ("李四", date(2026, 3, 11), "出席"),
        ("李四", date(2026, 4, 8), "请假"),
        ("李四", date(2026, 5, 13), "迟到"),
    ]
    assert not tidied.faults


def test_days_that_the_program_made_dates_are_days_also_on_the_first_of_a_month() -> None:
    days = [datetime(2026, 4, 1), datetime(2026, 4, 15)]
    tidied = read("attendance", [BRANCH], ["姓名", *days], ["张三", "√", "×"])
    assert tidied.frame["held_on"].to_list() == [day.date() for day in days]
    assert tidied.frame["attendance"].to_list() == ["出席", "缺席"]


def test_an_empty_cell_on_a_day_that_others_signed_is_an_absence_and_flagged() -> None:
    """Left out, whoever did not sign was not expected either, and every meeting had 100%."""
    tidied = read(
        "attendance",
        ["2026年"],
        [BRANCH],
        ["姓名", "3月11日", "4月8日", "12月9日"],
        ["张三", "√", "√", ""],
        ["李四", "√", "", ""],
        ["王五", "—", "√", ""],
    )
    told = tidied.frame.select("name", "held_on", "attendance").rows()
    assert ("李四", date(2026, 4, 8), "缺席") in told and len(told) == 5  # nobody on 9 December, not 王五 in March
    assert [(fault.row, "4月8日" in fault.message) for fault in flags(tidied)] == [(5, True)]


def test_a_day_without_a_year_goes_back_where_nothing_names_one() -> None:
    tidied = read("attendance", [BRANCH], ["姓名", "3月11日", "4月8日"], ["张三", "√", "√"])
    assert {fault.severity for fault in tidied.faults} == {"return"} and "没有写年份" in tidied.faults[0].message


def test_rows_with_days_in_them_are_no_header_of_days() -> None:
    """A register with two dates a row was cut into a table a row."""
    rows = [[f"0{number}", f"第{number}党支部", "党支部", "2012-09-01", "2027-09-01"] for number in range(1, 6)]
    tidied = read("organisation", ["党组织代码", "党组织名称", "组织类别", "成立日期", "届满日期"], *rows)
    assert tidied.frame.height == 5


def test_a_sheet_of_dues_with_a_line_a_person_counts_who_owes_and_who_paid() -> None:
    """Names down, months across is the usual register of dues, and was refused."""
    tidied = read(
        "dues",
        ["2026年党费收缴登记表"],
        [BRANCH],
        ["序号", "姓名", "月应交", "8月", "9月", "10月", "11月", "合计"],
        [1, "张三", 50, 50, 50, 50, "", 150],
        [2, "李四", 40, 40, "", "√", "", 80],
        [3, "王五", 30, "—", "免交", 0, "", 0],
    )
    names = ("month", "members_due", "members_paid", "amount_paid", "_counts", "_row")
    assert tidied.frame.select(names).rows() == [
        (date(2026, 8, 1), 2, 2, 90.0, 3, 4),
        (date(2026, 9, 1), 2, 1, 50.0, 3, 4),
        (date(2026, 10, 1), 3, 2, 50.0, 6, 4),  # November is to come: its cells say nothing
    ]
    assert not tidied.faults


def test_whoever_has_paid_nothing_is_counted_among_those_who_owe() -> None:
    """A line with a name alone was no row, and the branch had been paid in full."""
    rows = [["张三", 50, 50], ["李四", "", ""], ["", "", ""], ["合计", 50, 50]]
    tidied = read("dues", ["2026年党费"], [BRANCH], ["姓名", "9月", "10月"], *rows)
    assert tidied.frame.select("members_due", "members_paid").rows() == [(2, 1), (2, 1)]


def test_a_cell_of_dues_that_cannot_be_read_sends_its_organisation_back_with_its_row() -> None:
    tidied = read("dues", ["2026年党费"], [BRANCH], ["姓名", "9月"], ["张三", 50], ["李四", "欠着"])
    assert [(fault.row, fault.severity) for fault in tidied.faults] == [(4, "return")]
    assert "第 5 行9 月“欠着”" in tidied.faults[0].message


def test_steps_in_columns_are_a_row_a_candidate_and_step() -> None:
    """The 25 steps of an admission run across on the sheets of most committees."""
    tidied = read(
        "admission",
        [BRANCH],
        ["编号", "递交入党申请书", "", "党组织派人谈话", ""],
        ["编号", "应完成日期", "完成日期", "应完成日期", "完成日期"],
        ["A1", "2026-01-10", "2026-01-09", "2026-02-10", ""],
    )
    assert tidied.frame.select("candidate_no", "step", "due_on", "done_on").rows() == [
        ("A1", "递交入党申请书", date(2026, 1, 10), date(2026, 1, 9)),
        ("A1", "党组织派人谈话", date(2026, 2, 10), None),
    ]


def test_hours_by_kind_in_columns_are_a_row_a_kind_and_their_total_is_none() -> None:
    header: list[object] = ["姓名", "培训日期", "培训名称", "集中培训（学时）", "网络培训（学时）", "合计学时"]
    tidied = read(
        "training",
        [BRANCH],
        header,
        ["张三", "2026-03-01", "党章", 8, "", 8],
        ["李四", "2026-03-02", "网课", "", "90分钟", 1.5],
    )
    assert tidied.frame.select("name", "training_type", "hours").rows() == [
        ("张三", "集中培训", 8.0),
        ("李四", "网络培训", 1.5),
    ]


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=lambda ledger: ledger.id)
def test_what_runs_across_names_columns_that_the_ledger_has(ledger) -> None:  # type: ignore[no-untyped-def]
    for across in ledger.across:
        column = ledger.column(across.of)
        known = {*(column.values or ()), *column.value_aliases, *column.value_aliases.values()}
        assert set(across.values) <= known and (known or across.any_with_points or column.kind in ("month", "date"))
        assert across.blank is None or across.blank in (ledger.column(across.holds[0]).values or ())


def test_a_column_that_the_ledger_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="no such column: nowhere"):
        type(LEDGERS["dues"]).model_validate({**LEDGERS["dues"].model_dump(), "across": (Across(of="nowhere"),)})


@pytest.mark.parametrize(
    ("file", "days", "said"),
    [("a.xlsx", ["3月11日", "4月8日"], "点名表"), ("党费.xlsx", ["1月", "2月"], "党费登记表")],
)
def test_a_sheet_of_persons_that_names_no_branch_is_told_what_it_lacks(
    file: str, days: list[object], said: str
) -> None:
    cells = [["姓名", *days], ["张三", "√", "√"]]
    (table,) = recognise_file([filled_down("表", cells, [], file)], LEDGERS).tables
    assert table.lacking is not None and said in table.lacking and "写明是哪个党组织" in table.lacking


@pytest.mark.parametrize(
    ("file", "rows", "said"),
    [
        ("统计.xlsx", [["2026年主题党日次数"], ["支部", "一季度", "二季度"], ["一小支部", 3, 3]], "每季度（半年）一列"),
        ("谈话.xlsx", [["2026年谈心谈话统计"], ["支部", "1月", "2月"], ["一小支部", 3, 3]], "每月一列"),
        ("主题党日开展次数统计.xlsx", [["党支部", "1月", "2月"], ["一小支部", 1, 2]], "每月一列"),
        ("统计.xlsx", [["2026年主题党日开展情况"], ["党支部", "1月", "2月"], ["一小支部", "√", ""]], "每月一列"),
        ("三会一课统计.xlsx", [["支部名称", "支部党员大会", "支委会", "党课"], ["一小支部", 4, 12, 2]], "每种活动一列"),
    ],
)
def test_counts_of_meetings_by_branch_are_told_to_be_registered_one_by_one(
    file: str, rows: list[list[object]], said: str
) -> None:
    """They were taken for dues that lack 应交人数, or for nothing at all."""
    recognised = recognise_file([filled_down("表", rows, [], file)], LEDGERS)
    told = recognised.refusal or recognised.tables[0].lacking or ""
    assert said in told and "组织生活活动台账" in told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["2026年培训学时"], ["党支部", "姓名", "1月", "2月"], ["一小支部", "张三", 3, 2]], "要一人一次培训一行"),
        ([["2026年群众诉求"], ["党组织", "1月", "2月"], ["一小支部", 3, 2]], "要一件诉求一行"),
        ([["2026年问题整改"], ["党组织", "一季度", "二季度"], ["一小支部", 3, 2]], "要一个问题一行"),
        ([["2026年经费支出"], ["党组织", "上半年", "下半年"], ["一小支部", 3, 2]], "要一笔支出一行"),
        ([["2026年德育家访"], ["学校", "一季度", "二季度"], ["一小", 3, 2]], "一个月一列"),
        ([["2026年党费"], ["支部", "一季度", "二季度"], ["一小支部", 3, 2]], "“党费收缴”要一个党支部一个月一行"),
        ([["统计表"], ["支部", "1月", "2月"], ["一小支部", 3, 2]], "看不出登记的是什么"),
        ([["统计表"], ["党支部", "姓名", "1月", "2月"], ["一小支部", "张三", 3, 2]], "看不出登记的是什么"),
    ],
)
def test_months_and_quarters_of_anything_else_are_no_dues_and_are_told_how_to_be_registered(
    rows: list[list[object]], said: str
) -> None:
    """Hours of persons by month landed as dues, without a word; months alone were dues that lack a column."""
    recognised = recognise_file([filled_down("表", rows, [], "a.xlsx")], LEDGERS)
    assert not [table for table in recognised.tables if not table.lacking]
    assert said in (recognised.refusal or "".join(table.lacking or "" for table in recognised.tables))


def test_counts_of_who_paid_are_dues_also_where_branches_are_busy_meeting() -> None:
    rows = [["2026年党费收缴统计（支委会报）"], ["党支部", "1月", "2月"], ["一小支部", 12, 12]]
    recognised = recognise_file([filled_down("表", rows, [], "a.xlsx")], LEDGERS)
    told = recognised.refusal or recognised.tables[0].lacking or ""
    assert "党费收缴" in told and "组织生活活动台账" not in told


def test_points_of_items_in_columns_are_a_row_an_item() -> None:
    tidied = read(
        "standardisation",
        ["2026年标准化建设验收得分表"],
        ["党组织", "组织体系设置", "", "班子队伍建设", ""],
        ["", "得分", "满分", "得分", "满分"],
        ["一小党支部", 9, 10, 8.5, 10],
    )
    assert tidied.frame.select("item", "points", "full_points").rows() == [
        ("组织体系设置", 9.0, 10.0),
        ("班子队伍建设", 8.5, 10.0),
    ]


@pytest.mark.parametrize("points", ["（10分）", "(满分10分)", "[10]", "(10.0分)"])
def test_points_in_the_headers_of_items_are_their_full_points(points: str) -> None:
    """组织体系设置（10分） lacked 满分, however plainly its header has it."""
    tidied = read(
        "standardisation",
        ["2026年标准化建设评分表"],
        ["党组织", f"一、组织体系设置{points}", f"班子队伍建设标准化{points}", "总分"],
        ["一小党支部", 9, 8.5, 17.5],
        ["二小党支部", "", 10, 10],
    )
    assert tidied.frame.select("item", "points", "full_points").rows() == [
        ("组织体系设置", 9.0, 10.0),
        ("班子队伍建设", 8.5, 10.0),
        ("班子队伍建设", 10.0, 10.0),
    ]


def test_kinds_of_pledges_and_of_papers_in_columns_hold_their_days() -> None:
    tidied = read(
        "pledge",
        ["2026年责任书签订情况"],
        ["党支部", "党建目标责任书", "党风廉政建设责任书"],
        ["一小党支部", "2026-01-11", "1月12日"],
    )
    assert tidied.frame.select("pledge_type", "signed_on").rows() == [
        ("党建目标责任书", date(2026, 1, 11)),
        ("党风廉政建设责任书", date(2026, 1, 12)),
    ]
    tidied = read(
        "deliverable",
        ["2026年度述职述学"],
        ["党组织", "姓名", "学习报告完成时间", "述学", "述职"],
        ["一小党支部", "张三", "2026-11-01", "", "2026-12-20"],
    )
    assert tidied.frame.select("deliverable_type", "done_on").rows() == [
        ("学习报告", date(2026, 11, 1)),
        ("述职", date(2026, 12, 20)),
    ]


def test_one_meeting_may_be_ticked_for_several_types() -> None:
    """Two ticks in one row were sent back, where the ledger itself has 一会多用."""
    tidied = read(
        "activity",
        ["党支部", "日期", "主题", "支部党员大会", "支委会", "党课"],
        ["一小党支部", "2026-03-05", "甲", "√", "", "√"],
        ["一小党支部", "2026-03-06", "乙", "", "√", ""],
    )
    assert tidied.frame["activity_type"].to_list() == ["支部党员大会、党课", "支委会"] and not tidied.faults


def test_shares_beside_votes_are_no_votes() -> None:
    """好（%） was read as votes like 好（票） beside it, and every line contradicted itself."""
    header: list[object] = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目"]
    tidied = read(
        "survey",
        [*header, "好（票）", "好（%）", "差（票）", "差占比"],
        ["测评", "三评", "2026-06-10", "一小党支部", "教师", "班子", 30, 75, 10, "25%"],
    )
    assert tidied.frame.select("grade", "votes").rows() == [("好", 30), ("差", 10)]


def test_what_is_no_tick_far_down_a_column_of_ticks_goes_back() -> None:
    """Only the first rows are looked at to tell ticks from numbers; further down it was taken for a blank."""
    header: list[object] = ["姓名", "培训日期", "培训名称", "集中培训", "网络培训", "学时"]
    rows: list[list[object]] = [["张三", f"2026-03-{day:02}", "党章", "√", "", 8] for day in range(1, 10)]
    tidied = read("training", [BRANCH], header, *rows, ["张三", "2026-03-10", "党章", "√", "4", 8])
    assert [(fault.row, fault.column) for fault in tidied.faults] == [(12, "培训类别")]
    assert "“4”看不出打没打勾" in tidied.faults[0].message
