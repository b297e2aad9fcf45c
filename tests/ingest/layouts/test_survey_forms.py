"""Exports of 问卷星: read by a mapping, never by guessing, and nobody who filled in a form is kept."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
import yaml
from openpyxl import load_workbook

from ingest.errors import UserError
from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.layouts.survey_forms.mapping_file import SHIPPED, load_survey_forms, read_survey_forms
from ingest.layouts.survey_forms.sheet import form_sheet
from ingest.readers.sheet import Sheet
from tests.ingest.small_district import basics, counts, messages, only, send, write

WHO = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"]
QUESTIONS = [
    "1、您的姓名",
    "2、您所在的党组织",
    "3、您对工作的总体评价",
    "4、对班子评价—廉洁自律",
    "4、对班子评价—团结协作",
    "5、您的建议",
]
SECRETS = ["欧阳示例", "203.0.113.7", "微信示例昵称", "食堂饭菜太咸", "另外的话"]
MAPPING = {
    "测评名称": "{年度}年测评",
    "测评类型": "班子民主测评",
    "等次": {1: "满意", 2: "不满意"},
    "答卷": [
        {
            "名称": "党员卷", "文件": ["党员卷"], "评议人类别": "党员", "党组织": {"题目": "您所在的党组织"},
            "评议项目": [
                {"题目": "您对工作的总体评价", "题号": 3, "项目": "总体评价"}, {"题目": "廉洁自律", "项目": "廉洁"},
                {"题目": "团结协作", "项目": "团结"},
            ],
        },
        {
            "名称": "群众卷", "文件": ["群众卷"],
            "评议人类别": {"题号": 1, "取值": {"在职教师": "教师", "家长": "学生家长"}},
            "党组织": "永安小学党支部", "评议项目": [{"题目": "工作的总体评价", "题号": 2, "项目": "总体评价"}],
        },
    ],
}  # fmt: skip


def form(number: int, *answers: str, at: str = "2025/12/10 9:05:33", org: str = "永安小学党支部") -> list[str]:
    who = [str(number), at, "123秒", "微信", SECRETS[2], f"{SECRETS[1]}(浙江-杭州)", "100"]
    return [*who, SECRETS[0], org, *answers, SECRETS[3]]


HEADER = [*WHO, *QUESTIONS]
FORMS = [
    HEADER,
    form(1, "满意", "比较满意", "不满意"),
    form(2, f"A.满意〖{SECRETS[4]}〗", "-2", "（跳过）"),
    form(3, "不了解", "(空)", "满意"),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    mapping(store, MAPPING)
    return store


def mapping(store: Store, content: object, name: str = "测评.yaml") -> Path:
    path = store.root / "survey_forms" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def land(store: Store, rows: Sequence[Sequence[str]], name: str = "党员卷.csv") -> Receipt:
    return only(send(store, write(store.root.parent / "delivery", name, rows)), "survey")


def votes(store: Store) -> list[tuple[object, ...]]:
    live = store.live_frame("survey")
    return live.select("survey_name", "org_code", "evaluator", "item", "grade").rows()


def everything_written(store: Store) -> str:
    """All texts below the home, also those inside Parquet files and workbooks."""
    texts: list[str] = []
    for path in store.root.rglob("*"):
        if path.suffix == ".parquet":
            texts += [repr(row) for row in pl.read_parquet(path).rows()]
        elif path.suffix == ".xlsx":
            book = load_workbook(path)
            for page in book:
                texts += [f"{cell.value} {cell.comment.text if cell.comment else ''}" for row in page for cell in row]
        elif path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as index:
                texts += index.iterdump()
        elif path.is_file() and path.suffix != ".key":
            texts.append(path.read_text(encoding="utf-8-sig"))
    return "\n".join(texts)


def test_each_valid_answer_is_a_row_and_skipped_ones_are_none(store: Store) -> None:
    receipt = land(store, FORMS)
    assert counts(receipt) == (6, 6, 0, 0)
    same = ("2025年测评", "010101", "党员")
    assert votes(store) == [
        (*same, "总体评价", "满意"), (*same, "廉洁", "比较满意"), (*same, "团结", "不满意"),
        (*same, "总体评价", "满意"),
        (*same, "总体评价", "不了解"), (*same, "团结", "满意"),
    ]  # fmt: skip
    assert store.live_frame("survey")["surveyed_on"].unique().to_list() == [datetime(2025, 12, 10).date()]


def test_nothing_of_who_filled_in_a_form_is_written_anywhere(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "党员卷.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page, other = book.add_worksheet("答卷"), book.add_worksheet("名单")
        other.write_column(0, 0, ["姓名", SECRETS[0]])
        page.write(0, 0, f"联系人：{SECRETS[0]}")
        for place, row in enumerate([*FORMS, form(4, "自己写的一段话", "满意", "满意", org="不存在的支部")], start=2):
            page.write_row(place, 0, row)
    receipt = only(send(store, path), "survey")
    assert counts(receipt) == (9, 6, 0, 3) and receipt.workbook is not None
    assert receipt.ignored_sheets == ["名单"]
    written = everything_written(store)
    assert [secret for secret in [*SECRETS, "自己写的一段话"] if secret in written] == []
    assert "不规定的" not in written and "第 7 行" in (receipt.workbook.parent / "回执.txt").read_text("utf-8-sig")


@pytest.mark.parametrize("at", ["2025/12/10 9:05:33", "2025-12-10"])
def test_the_returned_workbook_can_be_corrected_and_sent_without_counting_forms_twice(store: Store, at: str) -> None:
    rows = [[*row[:1], at, *row[2:]] for row in [*FORMS, form(4, "满意", "满意", "满意", org="不存在的支部")]]
    first = land(store, [HEADER, *rows[1:]])
    assert counts(first) == (9, 6, 0, 3) and first.workbook is not None
    book = load_workbook(first.workbook)
    page = book[book.sheetnames[1]]
    assert page.cell(5, 9).value == "不存在的支部" and page.cell(5, 8).value is None
    page.cell(5, 9).value = "永安小学党支部"
    book.save(first.workbook)
    second = only(send(store, first.workbook), "survey")
    assert counts(second) == (9, 3, 6, 0)


def test_the_same_file_again_and_a_later_export_count_each_form_once(store: Store) -> None:
    land(store, FORMS)
    assert counts(land(store, FORMS)) == (6, 0, 6, 0)
    later = land(store, [*FORMS, form(4, "满意", "满意", "满意")], "党员卷（二次导出）.csv")
    assert counts(later) == (9, 3, 6, 0)


def test_forms_of_two_files_with_one_serial_number_are_two(store: Store) -> None:
    land(store, FORMS[:2])
    other = [HEADER, form(1, "满意", "比较满意", "不满意", at="2025/12/11 10:00:00")]
    assert counts(land(store, other, "另一份党员卷.csv")) == (3, 3, 0, 0)
    day = [HEADER, form(1, "满意", "比较满意", "不满意", at="2025-12-11")]
    again = [*day, form(2, "满意", "-2", "-2", at="2025-12-11")]
    assert counts(land(store, day, "按日 党员卷.csv")) == (3, 3, 0, 0)
    assert counts(land(store, again, "又一份 党员卷.csv")) == (4, 4, 0, 0)


def test_codes_mean_what_the_mapping_says_and_are_never_guessed(store: Store) -> None:
    assert counts(land(store, [HEADER, form(1, "1", "2", "-3")])) == (2, 2, 0, 0)
    assert [row[-1] for row in votes(store)] == ["满意", "不满意"]
    refused = land(store, [HEADER, form(2, "1", "3", "1")], "b党员卷.csv")
    assert refused.refused is not None and "回答是代码3，“测评.yaml”中没有写明它是什么等次" in refused.refused


def test_a_text_goes_before_a_number_and_a_number_helps_out(store: Store) -> None:
    header = [*WHO[:3], "1、您的身份", "2、对我校工作的总体评价"]
    receipt = land(
        store,
        [
            header,
            ["1", "2025-12-10 8:00:00", "9秒", "在职教师", "满意"],
            ["2", "2025-12-10 8:01:00", "9秒", "家长", "满意"],
        ],
        "群众卷.csv",
    )
    assert counts(receipt) == (2, 2, 0, 0)
    assert [row[2:] for row in votes(store)] == [("教师", "总体评价", "满意"), ("学生家长", "总体评价", "满意")]
    moved = [
        *HEADER[:9],
        "3、您对后勤的评价",
        "4、对班子评价—廉洁自律",
        "4、对班子评价—团结协作",
        "5、您对工作的总体评价",
    ]
    land(store, [moved, [*form(9, "不满意", "满意", "满意")[:-1], "满意"]], "党员卷.csv")
    assert votes(store)[2][-2:] == ("总体评价", "满意")


def test_an_evaluator_that_nobody_explained_goes_back_and_is_named_only_if_it_is_common(store: Store) -> None:
    header = [*WHO[:3], "1、您的身份", "2、总体评价"]
    rows = [[str(number), f"2025-12-10 8:0{number}:00", "9秒", "食堂职工", "满意"] for number in range(1, 6)]
    receipt = land(store, [header, *rows, ["6", "2025-12-10 9:00:00", "9秒", "我是示例人", "满意"]], "群众卷.csv")
    assert counts(receipt) == (6, 0, 0, 6)
    assert "回答“食堂职工”不是规定的评议人类别" in messages(receipt) and "示例人" not in messages(receipt)


def test_two_grades_in_one_answer_go_back(store: Store) -> None:
    receipt = land(store, [HEADER, form(1, "满意┋不满意", "满意", "满意")])
    assert counts(receipt) == (3, 0, 0, 3) and "选了不止一项" in messages(receipt)


def test_marks_become_a_score_out_of_a_hundred(store: Store) -> None:
    marks = {**MAPPING["答卷"][0], "评议项目": [{"题号": 3, "项目": "总体评价", "满分": 10}]}  # type: ignore[index,dict-item]
    mapping(store, {**MAPPING, "答卷": [marks]})
    land(store, [HEADER, form(1, "9.5", "-2", "-2")])
    assert store.live_frame("survey").select("grade", "score").rows() == [(None, 95.0)]


def test_the_organisation_may_stand_in_the_file_s_name(store: Store) -> None:
    mapping(store, {**MAPPING, "答卷": [{**MAPPING["答卷"][0], "党组织": "按文件名"}]})  # type: ignore[index,dict-item]
    land(store, FORMS, "316431234_按文本_永安小学党支部党员卷_3_3.csv")
    assert {row[1] for row in votes(store)} == {"010101"}


def test_a_file_without_a_mapping_is_refused_with_its_questions_and_a_skeleton(store: Store) -> None:
    rows = [[*WHO, "1、您的姓名", "2、食堂好不好"], [*form(1)[:7], SECRETS[0], "好"]]
    receipt = land(store, rows, "食堂调查.csv")
    assert receipt.refused is not None and "1、您的姓名；2、食堂好不好" in receipt.refused
    assert receipt.ledger == "survey" and receipt.folder is not None
    path = receipt.folder / "答卷对照_食堂调查.yaml"
    skeleton = yaml.safe_load(path.read_text("utf-8-sig"))
    assert [item["题目"] for item in skeleton["答卷"][0]["评议项目"]] == ["您的姓名", "食堂好不好"]
    with pytest.raises(UserError, match="测评名称”没有填写"):
        read_survey_forms(path)
    assert SECRETS[0] not in everything_written(store)


def test_a_mapping_that_names_a_question_which_is_not_there_refuses_the_file(store: Store) -> None:
    receipt = land(store, [[*WHO, *QUESTIONS[:4]], form(1, "满意", "满意")[:11]])
    assert receipt.refused is not None and "没有找到这些题：“团结协作”" in receipt.refused


def test_two_mappings_that_fit_equally_well_are_not_chosen_between(store: Store) -> None:
    mapping(store, MAPPING, "另一份.yaml")
    receipt = land(store, FORMS)
    assert (
        receipt.refused is not None
        and "不止一种读法：“另一份.yaml”的“党员卷”、“测评.yaml”的“党员卷”" in receipt.refused
    )


def test_without_a_word_the_texts_of_all_questions_decide(store: Store) -> None:
    assert counts(land(store, FORMS, "导出.csv")) == (6, 6, 0, 0)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"测评类形": "三评"}, "答卷对照“坏.yaml”的“测评类形”不认识，请删去或改成以下之一：测评名称、测评类型"),
        ({"测评类型": "民意"}, "测评类型中的“民意”不是规定的值"),
        ({"等次": {1: "极好"}}, "等次中的“极好”不是规定的值"),
        ({"测评名称": None}, "“坏.yaml”的“测评名称”没有填写"),
        ({"答卷": [{**MAPPING["答卷"][0], "评议": "x"}]}, "“答卷第1项.评议”不认识"),  # type: ignore[index,dict-item]
        (
            {"答卷": [{**MAPPING["答卷"][0], "评议项目": [{"题目": "a", "项日": "b"}]}]},  # type: ignore[index,dict-item]
            "“答卷第1项.评议项目第1项.项日”不认识，请删去或改成以下之一：题目、题号、取值、项目、满分",
        ),
        ({"答卷": [{**MAPPING["答卷"][0], "党组织": {"取值": {1: "a"}}}]}, "题目、题号至少写一项"),  # type: ignore[index,dict-item]
    ],
)
def test_a_mapping_is_read_strictly(store: Store, change: dict[str, object], sentence: str) -> None:
    path = mapping(store, {**MAPPING, **change}, "坏.yaml")
    with pytest.raises(UserError) as error:
        read_survey_forms(path)
    assert sentence in str(error.value)


def test_a_bad_mapping_refuses_forms_and_no_other_file(store: Store) -> None:
    mapping(store, {"x": 1}, "a坏.yaml")
    receipt = land(store, FORMS)
    assert receipt.refused is not None and "a坏.yaml" in receipt.refused
    tally = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数"]
    row = ["甲", "三评", "2025-12-10", "永安小学党支部", "教师", "总体", "满意", "35"]
    assert counts(land(store, [tally, row], "票.csv")) == (1, 1, 0, 0)
    assert store.live_frame("survey")["votes"].to_list() == [35]


def test_the_mapping_that_is_shipped_loads_and_serves_where_the_home_has_none(tmp_path: Path) -> None:
    (survey,) = load_survey_forms(SHIPPED)
    assert [each.name for each in survey.forms] == ["党员卷", "群众卷"]
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    header = [*WHO[:3], "1、您所在的党组织", *(f"{n}、{each.text}" for n, each in enumerate(survey.forms[0].items, 2))]
    receipt = land(
        store, [header, ["1", "2025-12-10 8:00:00", "9秒", "永安小学党支部", "很满意", "2", "一般"]], "党员问卷.csv"
    )
    assert counts(receipt) == (3, 3, 0, 0)
    assert [row[0] for row in votes(store)] == ["2025年党建工作满意度测评"] * 3


def test_what_is_an_export_of_forms_and_what_is_not() -> None:
    def found(*header: object) -> bool:
        return form_sheet(Sheet("表", [["标题"], [*header]])) is not None

    assert found("序号", "提交答卷时间", "1、甲")
    assert found("序号", "提交时间", "姓名", "4A账号", "1.【评分题】甲", "第2题(乙)")
    assert not found("序号", "党组织", "活动日期", "1.主题")
    assert not found("序号", "提交时间", "来源")


def test_headers_of_a_matrix_and_of_options_are_found_by_their_own_part() -> None:
    sheet = form_sheet(
        Sheet("表", [["提交时间", "序号", "1、对班子评价—领导班子建设", "第2题(选项甲)", "3.【单选题】总体*"]])
    )
    assert sheet is not None
    assert [(each.number, each.part) for each in sheet.questions] == [(1, 1), (2, 1), (3, 1)]
    for text, place in (("领导班子建设", 2), ("对班子评价——领导班子建设", 2), ("选项甲", 3), ("总体", 4)):
        assert [each.place for each in sheet.find(text, None)[0]] == [place]
    assert sheet.find("没有的题", "2-1") == ([sheet.questions[1]], False)


def test_a_column_that_was_known_beforehand_may_name_the_organisation_and_never_a_person(store: Store) -> None:
    by = {**MAPPING["答卷"][1], "评议人类别": "群众"}  # type: ignore[index,dict-item]
    header = ["序号", "姓名", "二级部门名称", "4A账号", "来源", "提交时间", "1.【评分题】工作的总体评价"]
    row = ["1", SECRETS[0], "永安小学党支部", "zhanghao", "微信", "2025-12-10 8:00:00", "满意"]
    mapping(store, {**MAPPING, "答卷": [{**by, "党组织": {"题目": "姓名"}}]})
    assert "没有找到这些题：“姓名”" in (land(store, [header, row], "群众卷.csv").refused or "")
    mapping(store, {**MAPPING, "答卷": [{**by, "党组织": {"题目": "二级部门名称"}}]})
    assert counts(land(store, [header, row], "群众卷.csv")) == (1, 1, 0, 0)
    assert not {SECRETS[0], "zhanghao"} & set(everything_written(store).split("'"))


def test_a_mapping_saved_by_an_old_editor_is_read_and_one_that_is_no_yaml_says_where(store: Store) -> None:
    path = mapping(store, MAPPING)
    text = path.read_text("utf-8")
    path.rename(path.with_name("测评.yaml.txt")).write_text(text, encoding="gb18030")
    assert [each.file for each in load_survey_forms(path.parent)] == ["测评.yaml.txt"]
    path.write_text(text.replace("测评类型: ", "测评类型 "), encoding="utf-8")
    with pytest.raises(UserError, match=r"“测评\.yaml”第 \d+ 行附近写法不对"):
        read_survey_forms(path)


def test_a_number_never_falls_on_the_question_who_somebody_is(store: Store) -> None:
    """Where the texts had changed, 题号 1 once read everybody's name as the organisation and quoted it."""
    numbered = {**MAPPING["答卷"][0], "党组织": {"题目": "所在单位党组织全称", "题号": 1}}  # type: ignore[index]
    mapping(store, MAPPING | {"答卷": [numbered]})
    receipts = send(store, write(store.root.parent / "delivery", "党员卷.csv", FORMS))
    assert [receipt.accepted for receipt in receipts] == [0]
    assert SECRETS[0] not in everything_written(store)


def test_a_name_typed_beside_the_organisation_is_not_kept(store: Store) -> None:
    typed = "永安小学欧阳示例13900001111"
    receipt = land(store, [*FORMS, form(4, "满意", "满意", "满意", org=typed)])
    assert counts(receipt) == (9, 6, 0, 3)
    assert "13900001111" not in everything_written(store)


def test_an_export_that_a_spreadsheet_program_saved_again_counts_each_form_once(store: Store) -> None:
    """It writes 2025/12/10 9:05, without the seconds."""
    land(store, FORMS)
    again = [HEADER, *([row[0], "2025/12/10 9:05", *row[2:]] for row in FORMS[1:])]
    assert counts(land(store, again, "党员卷（另存）.csv")) == (6, 0, 6, 0)


def test_what_stands_beside_votes_or_on_a_hidden_sheet_does_not_come_back(store: Store, tmp_path: Path) -> None:
    """The returned workbook once was the sender's own, with the names of the voters and the forms behind them."""
    path = tmp_path / "测评.xlsx"
    head = ["测评名称", "测评类型", "测评日期", "党组织", "评议人类别", "评议项目", "评价等次", "票数", "评议人姓名"]
    row = ["年度测评", "党建满意度", "2025-12-10", "不存在的支部", "教师", "总体评价", "满意", 1, SECRETS[0]]
    with xlsxwriter.Workbook(path) as book:
        page, hidden = book.add_worksheet("测评"), book.add_worksheet("原始答卷")
        page.write_row(0, 0, head)
        page.write_row(1, 0, row)
        hidden.write_row(0, 0, HEADER)
        hidden.write_row(1, 0, FORMS[1])
        hidden.hide()
    receipt = only(send(store, path), "survey")
    assert counts(receipt) == (1, 0, 0, 1) and receipt.workbook is not None
    assert [secret for secret in SECRETS if secret in everything_written(store)] == []


COLLECTED = [
    ["提交者（自动）", "提交时间（自动）", "姓名（必填）", "您所在的党组织（必填）", "您对工作的总体评价（必填）"],
    [SECRETS[2], "2025-12-10 9:05", SECRETS[0], "永安小学党支部", "满意"],
    [SECRETS[2], "2025-12-10 9:05", SECRETS[0], "永安小学党支部", "不满意"],
]


def test_forms_of_a_collector_that_numbers_no_question_go_back_with_their_questions(
    store: Store, tmp_path: Path
) -> None:
    """腾讯文档 puts 提交者（自动） beside the answers; the file was called a table without a header."""
    (receipt,) = send(store, write(tmp_path, "收集结果.csv", COLLECTED))
    assert receipt.refused is not None and "您对工作的总体评价" in receipt.refused
    assert receipt.folder is not None
    written = "".join(path.read_text(encoding="utf-8-sig") for path in receipt.folder.iterdir())
    assert '题目: "您对工作的总体评价", 题号: "2"' in written and "姓名" not in receipt.refused
    assert not any(secret in written for secret in SECRETS)


def test_forms_of_a_collector_are_read_by_a_mapping(store: Store, tmp_path: Path) -> None:
    item = {"题目": "您对工作的总体评价", "项目": "总体评价"}
    paper = {"名称": "收集", "文件": ["收集结果"], "评议人类别": "党员", "评议项目": [item]}
    mapping(store, MAPPING | {"答卷": [paper | {"党组织": {"题目": "您所在的党组织"}}]})
    receipt = only(send(store, write(tmp_path, "收集结果.csv", COLLECTED)), "survey")
    assert counts(receipt) == (2, 2, 0, 0)
    assert sorted(store.live_frame("survey")["grade"]) == ["不满意", "满意"]


@pytest.mark.parametrize("number", ["", "{}."])
def test_a_ledger_that_a_collector_gathered_is_that_ledger(store: Store, tmp_path: Path, number: str) -> None:
    asked = ["党支部（必填）", "活动时间（必填）", "活动类型（必填）", "活动主题", "应到人数", "实到人数"]
    header = [number.format(place) + text for place, text in enumerate(asked, start=1)]
    rows = [
        ["提交者（自动）", "提交时间（自动）", *header],
        [SECRETS[2], "2025-12-10 9:05", "永安小学党支部", "2025-12-09", "党课", "学习", "3", "3"],
    ]
    assert only(send(store, write(tmp_path, "收集.csv", rows)), "activity").accepted == 1
