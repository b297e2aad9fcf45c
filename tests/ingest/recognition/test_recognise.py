"""A ledger is known by its headers, wherever they stand and however they are written."""

from datetime import date

import pytest

from ingest.ledger import Ledger, load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import find_tables, recognise_file
from ingest.recognition.table import Table

LEDGERS = load_ledgers()
ACTIVITY = ["党支部", "会议时间", "会议类型", "会议主题", "应到", "实到"]


def sheet(*rows: list[object], name: str = "Sheet1", file: str = "a.xlsx") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows], file=file)


def only(of: Sheet) -> Table:
    (table,) = find_tables(of, LEDGERS)
    return table


def found(table: Table) -> set[str]:
    return set(table.columns.values())


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))
def test_every_ledger_is_known_by_its_own_headers_in_any_order(ledger: Ledger) -> None:
    headers: list[object] = [column.header for column in reversed(ledger.columns)]
    table = only(sheet(["序号", *headers], [1, *["x"] * len(headers)]))
    assert table.ledger == ledger.id
    assert found(table) == {column.id for column in ledger.columns}
    assert table.serial_column == 0


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))
def test_every_ledger_is_known_by_its_required_headers_alone(ledger: Ledger) -> None:
    columns = (*ledger.required, *(ledger.column(name) for name in ledger.one_of[:1]))
    table = only(sheet([column.header for column in columns], ["x"] * len(columns)))
    assert (table.ledger, table.missing_required) == (ledger.id, ())


@pytest.mark.parametrize(
    ("headers", "ledger"),
    [
        (["党支部名称", "活动名称", "活动时间", "姓名", "出勤情况"], "attendance"),
        (["党支部名称", "活动名称", "活动时间", "活动类型", "姓名", "学号", "签到情况"], "attendance"),
        (["组织", "姓名", "学习时间", "学习内容", "学习形式", "课时"], "training"),
        (["组织名称", "组织编号", "组织类别", "党组织书记", "建立日期", "上级组织"], "organisation"),
        (["姓名", "党员类别", "所在组织(请不要输入特殊符号)", "出生年月(2019/10/24)", "工作单位", "身份证"], "member"),
        (["测评名称", "单位", "发放份数", "回收份数", "有效份数"], "survey_return"),
        (["编号", "责任单位", "来源", "类别", "存在问题", "提出时间", "完成时限"], "problem"),
        (["编号", "党组织", "处分时间", "处分对象", "人员编号", "处分类别", "处分种类"], "discipline"),
        (["變動日期", "變動類型", "黨組織代碼"], "organisation_event"),
        (["学校(单位)代码", "学校(单位)名称", "办学层次", "所属片區(qū)"], "school"),
    ],
)
def test_headers_as_clerks_write_them(headers: list[object], ledger: str) -> None:
    table = only(sheet(headers, ["x"] * len(headers)))
    assert (table.ledger, table.missing_required) == (ledger, ())


def test_titles_notes_and_blank_rows_may_stand_above_the_header() -> None:
    rows: list[list[object]] = [["某区教育系统组织生活台账"], [""], ["说明：按月填报，活动类型从列表选择。"], [""]] * 6
    table = only(sheet(*rows, ["序号", *ACTIVITY], [1, "一小", "2025-3-7", "党课", "甲", 3, 3]))
    assert table.first_data_row == 25


def test_a_header_on_two_rows_with_merged_cells() -> None:
    rows: list[list[object]] = [
        ["2025年台账", "", "", "", "", "", ""],
        ["序号", "党支部", "活动情况", "", "", "人数", ""],
        ["", "", "日期", "类型", "主题", "应到", "实到"],
        [1, "一小", "2025-3-7", "党课", "甲", 3, 3],
    ]
    merged = [((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (1, 4)), ((1, 5), (1, 6))]
    expected = {1: "org", 2: "held_on", 3: "activity_type", 4: "topic", 5: "expected", 6: "attended"}
    with_ranges = only(filled_down("a", [list(row) for row in rows], merged, "a.xlsx"))
    without = only(sheet(*rows))
    for table in (with_ranges, without):
        assert (table.columns, table.first_data_row) == (expected, 3)


def test_a_heading_above_completes_a_word_below() -> None:
    table = only(
        sheet(
            ["党支部", "会议", "", "", "应到", "实到"],
            ["", "时间", "类型", "主题", "人数", "人数"],
            ["一小", "2025-3-7", "党课", "甲", 3, 3],
        )
    )
    assert found(table) == {"org", "held_on", "activity_type", "topic", "expected", "attended"}
    assert table.first_data_row == 2


def test_several_tables_on_one_sheet_one_below_the_other() -> None:
    tables = find_tables(
        sheet(
            ["一、活动"],
            [*ACTIVITY],
            ["一小", date(2025, 3, 7), "党课", "甲", 3, 3],
            [""],
            ["二、培训"],
            ["党支部", "姓名", "培训日期", "培训名称", "培训类别", "学时"],
            ["一小", "张三", "2025-3-7", "班", "自学", 2],
        ),
        LEDGERS,
    )
    assert [(table.ledger, table.first_data_row, table.end_row) for table in tables] == [
        ("activity", 2, 3),
        ("training", 6, 7),
    ]


def test_blocks_of_several_branches_each_take_the_branch_of_their_own_title() -> None:
    header: list[object] = ["活动日期", "活动类型", "活动主题"]
    tables = find_tables(
        sheet(
            ["党支部：一小支部"],
            header,
            ["2025-3-7", "党课", "甲"],
            ["党支部：二小支部"],
            header,
            ["2025-3-8", "党课", "乙"],
            header,
            ["2025-3-9", "党课", "丙"],
        ),
        LEDGERS,
    )
    assert [table.constants["org"].value for table in tables] == ["一小支部", "二小支部", "二小支部"]
    assert [(table.first_data_row, table.end_row) for table in tables] == [(2, 3), (5, 6), (7, 8)]


def test_a_title_line_may_name_the_survey_for_the_whole_sheet() -> None:
    table = only(
        sheet(
            ["测评名称：2025年党建工作满意度测评", "", "测评类型：", "党建满意度"],
            ["测评时间：2025年12月10日   被测评单位：第一小学党支部"],
            ["评议人类别", "测评项目", "满意", "比较满意", "基本满意", "不满意", "弃权", "满意率"],
            ["教师", "总体", 3, 2, 1, 0, 0, "50%"],
        )
    )
    assert table.missing_required == ()
    assert {key: value.value for key, value in table.constants.items()} == {
        "survey_name": "2025年党建工作满意度测评",
        "survey_type": "党建满意度",
        "surveyed_on": "2025年12月10日",
        "org": "第一小学党支部",
    }
    grades = {place: wide.gives for place, wide in table.wide.items()}
    assert grades == {2: "满意", 3: "比较满意", 4: "基本满意", 5: "不满意", 6: "弃权"}


def test_the_day_of_filling_in_is_not_the_day_of_the_meeting() -> None:
    (table,) = find_tables(
        sheet(["填表日期：2025年12月1日"], ["党组织", "活动类型", "活动主题", "地点"], ["一小", "党课", "甲", "乙"]),
        LEDGERS,
    )
    assert table.missing_required == ("held_on",)


@pytest.mark.parametrize(
    ("title", "sheet_name", "file", "years"),
    [
        ("2025年台账", "Sheet1", "a.xlsx", {2025}),
        ("台账", "2025", "a.xlsx", {2025}),
        ("台账", "Sheet1", "夹/2025年活动.xlsx", {2025}),
        ("2025年台账 填表时间：2026年1月5日", "Sheet1", "导出20260105.xlsx", {2025}),
        ("2024-2025学年台账", "Sheet1", "a.xlsx", {2024, 2025}),
        ("2025年台账", "2024", "a.xlsx", {2024, 2025}),
        ("台账", "Sheet1", "a.xlsx", set()),
    ],
)
def test_the_year_of_titles_sheet_and_file(title: str, sheet_name: str, file: str, years: set[int]) -> None:
    table = only(sheet([title], ACTIVITY, ["一小"], name=sheet_name, file=file))
    assert table.years == years


def test_minutes_in_the_header() -> None:
    table = only(sheet([*ACTIVITY, "时长（分钟）"], ["x"]))
    assert table.in_minutes == {"duration_hours"}


def test_two_columns_of_one_meaning_are_used_in_the_order_of_trust() -> None:
    table = only(sheet(["党组织代码", "党组织名称", *ACTIVITY[1:]], ["x"]))
    assert (table.columns[1], table.spare) == ("org", {0: "org"})


def test_a_missing_required_column_refuses_the_file_and_names_it_and_what_comes_closest() -> None:
    result = recognise_file([sheet(["党支部", "会议时间", "会议类形", "会议主题", "应到"], ["x"])], LEDGERS)
    assert result.tables == []
    assert result.refusal == (
        "工作表“Sheet1”最像“组织生活活动台账”，但缺少必填列：活动类型（表中最接近的列名是“会议类形”）。"
        "请补上这些列（或把列名改成模板中的列名）后重新报送，整个文件没有入库。列名不便改的，也可以在“数据报送”页面"
        "指定每一列读作什么，以后同样的表就直接读。"
    )


def test_a_code_list_beside_a_ledger_is_ignored() -> None:
    codes = sheet(["党组织代码", "党组织名称", "组织类别说明"], ["1", "一小", "x"], name="代码表")
    result = recognise_file([codes, sheet(ACTIVITY, ["一小"])], LEDGERS)
    assert (result.refusal, [table.ledger for table in result.tables], result.ignored_sheets) == (
        None,
        ["activity"],
        ["代码表"],
    )


def test_one_month_without_a_required_column_refuses_the_whole_file() -> None:
    lacking = sheet(["党支部", "会议时间", "会议主题", "应到", "实到"], ["一小", "x"], name="4月")
    result = recognise_file([sheet(ACTIVITY, ["一小"], name="3月"), lacking], LEDGERS)
    assert result.refusal is not None and "4月" in result.refusal and "活动类型" in result.refusal


@pytest.mark.parametrize(
    "rows", [[["甲", "乙"], [1, 2]], [["会议纪要"]], [[1.0, 2.0]], [["学段", "岗位"], ["小学", "教辅"]]]
)
def test_what_is_no_ledger_is_refused(rows: list[list[object]]) -> None:
    result = recognise_file([sheet(*rows)], LEDGERS)
    assert result.refusal is not None and result.refusal.startswith("没有认出任何台账")


def test_tables_come_in_the_order_of_dependency_whatever_the_order_of_sheets() -> None:
    school = sheet(["学校代码", "学校名称", "学段", "所属片区"], ["1"], name="b")
    result = recognise_file([sheet(ACTIVITY, ["一小"]), school], LEDGERS)
    assert [table.ledger for table in result.tables] == ["school", "activity"]


def test_a_form_for_one_meeting_is_refused_and_not_taken_for_an_empty_table() -> None:
    form = sheet(["党支部", "一小支部", "会议时间", "2025-3-7", "会议类型", "党课", "会议主题", "学习"])
    result = recognise_file([form], LEDGERS)
    assert result.refusal is not None and "不能读单次会议的表单" in result.refusal


def test_a_serial_number_is_no_number_of_a_member() -> None:
    header: list[object] = ["编号", "姓名", "党支部", "学校", "人员类别"]
    assert "member_no" not in found(only(sheet(header, [1.0, "甲"], ["2", "乙"], [3, "丙"])))
    assert "member_no" in found(only(sheet(header, ["DY001", "甲"], ["DY002", "乙"])))
    assert "member_no" in found(only(sheet(header, [1001, "甲"], [1002, "乙"])))


@pytest.mark.parametrize(
    ("header", "cells", "column"),
    [
        ("党籍状态", ["预备", "正式", ""], "member_type"),
        ("党籍状态", ["正常", "流动", ""], "party_status"),
        ("党籍状态", ["", "", ""], "party_status"),
    ],
)
def test_a_header_that_goes_for_two_columns_is_told_by_its_cells(header: str, cells: list[str], column: str) -> None:
    """Rosters that head 正式 and 预备 with 党籍状态 came in before there was a column of that name."""
    rows = [[f"党员{number}", "一小党支部", cell] for number, cell in enumerate(cells)]
    assert column in found(only(sheet(["姓名", "所在党支部", header], *rows)))


def test_both_columns_are_read_where_a_roster_has_both() -> None:
    rows = [["甲", "一小党支部", "正式党员", "流动", "2025-03-01起"], ["乙", "一小党支部", "预备党员", "正常", ""]]
    table = only(sheet(["姓名", "党支部", "人员类别", "党籍状态", "党籍状态起止"], *rows))
    assert [table.columns[place] for place in (2, 3, 4)] == ["member_type", "party_status", "party_status_days"]


def test_a_heading_merged_over_the_columns_it_divides_makes_a_header_of_two_rows() -> None:
    """应到 above 正式党员 and 预备党员, or 等次 above the grades: the row below was read as data, or not at all."""
    cells = [
        ["党支部", "会议时间", "会议类型", "会议主题", "应到", "", "实到", ""],
        ["", "", "", "", "正式党员", "预备党员", "正式党员", "预备党员"],
        ["一小支部", "2025-03-07", "党课", "学习", 18, 2, 17, 2],
    ]
    down = [((0, place), (1, place)) for place in range(4)]
    table = only(filled_down("表", cells, [*down, ((0, 4), (0, 5)), ((0, 6), (0, 7))], "a.xlsx"))
    assert table.first_data_row == 2
    assert table.columns[4] == table.addends[5] == "expected" and table.columns[6] == table.addends[7] == "attended"


def test_grades_below_a_merged_heading_are_ticked() -> None:
    cells = [
        ["年度", "党支部", "姓名", "评议等次", "", ""],
        ["", "", "", "优秀", "合格", "不合格"],
        [2025, "一小支部", "张三", "√", "", ""],
    ]
    down = [((0, place), (1, place)) for place in range(3)]
    table = only(filled_down("表", cells, [*down, ((0, 3), (0, 5))], "a.xlsx"))
    assert table.first_data_row == 2 and table.ticks == {3: "优秀", 4: "合格", 5: "不合格"}


def test_a_heading_over_two_columns_of_data_is_no_header_of_two_rows() -> None:
    cells = [
        ["党支部", "会议时间", "会议类型", "会议主题", "备注", ""],
        ["一小支部", "2025-03-07", "党课", "学习", "甲", "乙"],
    ]
    assert only(filled_down("表", cells, [((0, 4), (0, 5))], "a.xlsx")).first_data_row == 1
