"""From a recognised table to typed columns; every row is read, every unreadable cell is named."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import find_tables, recognise_file
from ingest.recognition.tidy import Tidied, tidy

LEDGERS = load_ledgers()
HEADER: list[object] = ["序号", "党支部", "会议时间", "会议类型", "会议主题", "应到", "实到"]
ROW: list[object] = [1, "一小支部", "2025-3-7", "党课", "学习", 12, 11]


def read(
    *rows: list[object], merged: list[tuple[tuple[int, int], tuple[int, int]]] | None = None, name: str = "台账"
) -> Tidied:
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    (table,) = find_tables(filled_down(name, cells, merged or [], "a.xlsx"), LEDGERS)
    return tidy(table, LEDGERS[table.ledger])


def test_every_column_has_its_type_and_every_row_its_number() -> None:
    frame = read(["台账"], HEADER, ROW, [2, "二小", datetime(2025, 4, 1), "主题黨日、党课", "乙", "12人", "十一"]).frame
    assert frame["_row"].to_list() == [3, 4]
    assert frame["held_on"].to_list() == [date(2025, 3, 7), date(2025, 4, 1)]
    assert frame["activity_type"].to_list() == ["党课", "党课、主题党日"]
    assert frame["attended"].to_list() == [11, 11]
    assert frame.schema["duration_hours"] == pl.Float64
    columns = [column.id for column in LEDGERS["activity"].columns]
    assert frame.columns == ["_sheet", "_row", *columns, "_brought", "_counts"]


def test_an_unreadable_cell_is_null_and_named_in_the_clerks_words() -> None:
    tidied = read(HEADER, [1, "一小", "2025.13.7", "党课", "甲", 12.5, 11])
    assert tidied.frame["held_on"].to_list() == [None]
    assert [(fault.sheet, fault.row, fault.column, fault.severity, fault.message) for fault in tidied.faults] == [
        ("台账", 2, "活动日期", "return", "活动日期“2025.13.7”不是有效日期，请写成 2025-03-07 这样的形式"),
        ("台账", 2, "应到人数", "return", "应到人数“12.5”不是整数，请填整数"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "", "", "", ""],
        [2, "", "", "", "", "", ""],
        [2, " ", "　", "", "", "", ""],
        ["合计", "", "", "", "", 24, 22],
        ["", "合 计", "", "", "", 24, 22],
        ["", "一小支部小计", "", "", "", 24, 22],
        ["", "", "", "", "", "总计", 22],
        ["备注：本表按月报送。", "", "", "", "", "", ""],
        ["填表人：张三", "", "", "审核人：李四", "", "日期：2025年3月1日", ""],
        ["", "填表人：张三", "", "联系电话：", 13800000000, "", ""],
        ["例", "一小", "2025-3-7", "党课", "甲", 3, 3],
        ["", "示例", "2025-3-7", "党课", "甲", 3, 3],
        ["本表由各支部于每月5日前报送，逾期视为未报。", "", "", "", "", "", ""],
        ["", "", "", "", "审核人：李四", "", ""],
        ["", "（以下空白）", "", "", "", "", ""],
        ["", "第1页 共3页", "", "", "", "", ""],
    ],
    ids=str,
)
def test_what_is_no_data_is_not_read(row: list[object]) -> None:
    assert read(HEADER, ROW, row, [3, *ROW[1:]]).frame["_row"].to_list() == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        [2, "", "2025-3-7", "党课", "甲", 12, 11],
        [2, "一小", "", "", "", "", ""],
        ["", "一小", "", "", "", "", ""],
        [2, "一小", "2025-3-7", "党课", "", "", ""],
        [2, "", "", "", "备注：学习", "", ""],
        ["", "", "", "", "", 12, 11],
        [2, "一小", "2025-3-7", "党课", "全年工作合计", 3, 3],
        [2, "", "", "", "说明", "", ""],
    ],
    ids=str,
)
def test_a_row_that_lost_something_is_still_read(row: list[object]) -> None:
    assert read(HEADER, ROW, row).frame["_row"].to_list() == [2, 3]


def test_a_merged_organisation_fills_its_rows_and_makes_no_rows_of_blank_ones() -> None:
    rows = [HEADER, ROW, [2, "", *ROW[2:]], [3, "", "", "", "", "", ""], ["", "", "", "", "", "", ""]]
    frame = read(*rows, merged=[((1, 1), (4, 1))]).frame
    assert frame["org"].to_list() == ["一小支部", "一小支部"]


def test_a_blank_organisation_is_not_guessed_where_nothing_is_merged() -> None:
    assert read(HEADER, ROW, [2, "", *ROW[2:]]).frame["org"].to_list() == ["一小支部", None]


def test_a_header_repeated_as_when_printed_is_no_row() -> None:
    rows: list[list[object]] = [["2025年台账"], HEADER, ROW, HEADER, [2, "二小", "3月8日", *ROW[3:]]]
    tables = find_tables(Sheet("台账", rows), LEDGERS)
    tidied = [tidy(table, LEDGERS["activity"]) for table in tables]
    assert [each.frame["_row"].to_list() for each in tidied] == [[3], [5]]
    assert tidied[1].frame["held_on"].to_list() == [date(2025, 3, 8)]


def test_the_name_of_a_month_across_the_table_is_a_heading() -> None:
    frame = read(HEADER, ["", "3月份", "", "", "", "", ""], ROW, merged=[((1, 1), (1, 6))]).frame
    assert frame["_row"].to_list() == [3]


@pytest.mark.parametrize(
    ("title", "header", "cell", "day", "why"),
    [
        ("2025年台账", [], [], date(2025, 3, 7), None),
        ("台账", [], [], None, "没有写年份，标题"),
        ("2024-2025学年台账", [], [], None, "几个年份（2024、2025）"),
        ("2024-2025学年台账", ["年度"], ["2025年"], date(2025, 3, 7), None),
        ("2024年台账", ["年度"], [2025.0], date(2025, 3, 7), None),
    ],
)
def test_a_day_without_year_takes_it_from_its_row_or_from_one_voice_above(
    title: str, header: list[object], cell: list[object], day: date | None, why: str | None
) -> None:
    tidied = read([title], [*HEADER, *header], [1, "一小", "3月7日", "党课", "甲", 1, 1, *cell])
    assert tidied.frame["held_on"].to_list() == [day]
    assert [why in fault.message for fault in tidied.faults if why] == ([True] if why else [])


def test_a_spare_column_serves_where_the_first_is_blank() -> None:
    header: list[object] = ["党组织代码", "党组织", "活动日期", "活动类型", "活动主题"]
    frame = read(header, [1001.0, "", "2025-3-7", "党课", "甲"], ["1002", "二小", "2025-3-7", "党课", "甲"]).frame
    assert frame["org"].to_list() == ["1001", "二小"]


def test_one_column_a_grade_becomes_one_row_a_grade() -> None:
    tidied = read(
        ["测评名称：满意度测评"],
        ["测评日期：2025-12-10  测评类型：党建满意度  单位：一小党支部"],
        ["评议人类别", "评议项目", "满意", "比较满意", "基本满意", "不满意", "票数"],
        ["教师", "总体", 10, "3票", "", 0, 13],
        ["家长", "总体", "", "", "", "", ""],
        ["群众", "总体", "x", "", "", "", ""],
        ["合计", "", 10, 3, "", "", ""],
    )
    columns = ["_row", "evaluator", "grade", "votes", "org", "surveyed_on"]
    day = date(2025, 12, 10)
    assert tidied.frame.select(columns).rows() == [
        (4, "教师", "满意", 10, "一小党支部", day),
        (4, "教师", "比较满意", 3, "一小党支部", day),
        (4, "教师", "不满意", 0, "一小党支部", day),
        (5, "学生家长", None, None, "一小党支部", day),
        (6, "群众", "满意", None, "一小党支部", day),
    ]
    assert [(fault.row, fault.column, fault.message) for fault in tidied.faults] == [
        (5, "票数", "各评价等次的票数都没有填，请补填后重新报送"),
        (6, "票数", "“满意”的票数“x”不是数字，请只填数字"),
    ]


def test_minutes_become_hours() -> None:
    frame = read([*HEADER, "时长（分钟）"], [*ROW, 90]).frame
    assert frame["duration_hours"].to_list() == [1.5]


def test_an_identity_number_is_never_in_a_message() -> None:
    tidied = read(
        ["姓名", "身份证号", "党支部", "学校", "人员类别"],
        ["张三", "110101********1234", "一小支部", "一小", "正式党员"],
    )
    assert [fault.message for fault in tidied.faults] == [
        "公民身份证号应为 15 位或 18 位，这里是 18 位或含有其他字符，请核对（为保护隐私不在此显示）"
    ]


def test_a_month_of_birth_lets_the_row_in() -> None:
    tidied = read(["姓名", "出生年月", "党支部", "学校", "人员类别"], ["张三", "1985.06", "一小支部", "一小", "正式"])
    assert tidied.frame["born_on"].to_list() == [None]
    assert [fault.severity for fault in tidied.faults] == ["flag"]


CELLS = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.none(),
    st.sampled_from(["", "一小支部", "2025.3.7", "3月7日", "党课", "12人", "—", "张三", "满意", "党组织", "姓名"]),
)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), ledger=st.sampled_from(sorted(LEDGERS)))
def test_whatever_stands_in_the_cells_nothing_raises_and_rows_keep_their_places(
    data: st.DataObject, ledger: str
) -> None:
    headers: list[object] = [column.header for column in LEDGERS[ledger].columns]
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(headers) + 2), max_size=6))
    order = data.draw(st.permutations(headers))
    result = recognise_file([Sheet("甲", [["标题 2025年"], list(order), *rows])], LEDGERS)
    assert result.refusal is None
    for table in result.tables:
        tidied = tidy(table, LEDGERS[table.ledger])
        assert set(tidied.frame["_row"]) <= set(range(3, 3 + len(rows)))
        assert {fault.row for fault in tidied.faults} <= set(tidied.frame["_row"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["data", "blank", "total", "note"]), max_size=12), st.integers(0, 4))
def test_every_data_row_is_counted_once(kinds: list[str], above: int) -> None:
    samples: dict[str, list[object]] = {
        "data": ROW,
        "blank": [""] * len(ROW),
        "total": ["合计", "", "", "", "", 1, 1],
        "note": ["备注：无", "", "", "", "", "", ""],
    }
    frame = read(*[["标题"]] * above, HEADER, *(list(samples[kind]) for kind in kinds)).frame
    expected = [above + 2 + place for place, kind in enumerate(kinds) if kind == "data"]
    assert frame["_row"].to_list() == expected


def test_a_rate_given_instead_of_a_head_count_is_kept_and_no_head_count_is_made_of_it() -> None:
    header: list[object] = ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "到课率"]
    tidied = read(header, ["一小", "2025-3-7", "党课", "甲", 20, "95%"])
    assert tidied.frame.select("expected", "attended", "attendance_rate").rows() == [(20, None, 95.0)]


def test_a_title_that_says_ten_thousands_is_believed_unless_the_header_says_yuan() -> None:
    """1.5 under 单位：万元 once landed as one yuan and a half."""
    for header, expected in (("金额", 15000.0), ("金额（元）", 1.5)):
        cells: list[list[object]] = [["2025年党建经费"], ["单位：万元"], ["年度", "党组织", "项目", header, "日期"]]
        cells.append(["2025", "一小支部", "阵地建设", "1.5", "2025-03-01"])
        (table,) = find_tables(Sheet("表", cells, file="a.xlsx"), load_ledgers())
        assert tidy(table, load_ledgers()["funding"]).frame["amount"].to_list() == [expected]
