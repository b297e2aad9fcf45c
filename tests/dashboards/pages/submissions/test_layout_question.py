"""What is asked about a file that was not read in full: who is asked, what may be answered, what is written down."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboards.pages.submissions import layout_question
from dashboards.pages.submissions.layout_question import Kept, Question
from ingest.errors import UserError
from ingest.layouts.layout_folder import load_layouts
from ingest.layouts.proposal import Proposal, ProposedColumn
from ingest.layouts.propose import proposals
from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet
from ingest.recognition.known_layout import Layouts

LEDGERS = load_ledgers()
ACTIVITY = LEDGERS["activity"]
ROWS: list[list[object]] = [
    ["党支部", "开会那天", "会议类型", "会议主题", "几个钟头"],
    ["永安小学党支部", "2025-03-07", "党课", "学习", "90"],
]
UPLOAD = Kept("永小2025年3月活动.xlsx", b"x")
REFUSED: dict[str, Any] = {"file": UPLOAD.name, "refused": "缺少必填列", "columns": []}


def question(rows: list[list[object]] = ROWS) -> Question:
    (table,) = proposals([Sheet("3月", rows, file=UPLOAD.name)], LEDGERS, Layouts())
    return Question(UPLOAD, UPLOAD.name, table, True)


def asked(table: Proposal, *receipts: dict[str, Any]) -> list[Question]:
    file = {"file": UPLOAD.name, "problem": None, "tables": [table.to_json() | {"usual": ["org", "attended"]}]}
    return layout_question.questions_of(UPLOAD, f"提示\n{json.dumps([file])}\n", receipts)


def first_choices(of: Question) -> dict[str, Any]:
    return {column.header: layout_question.choices(column, ACTIVITY)[0].said for column in of.table.columns}


def labels(header: str, of: Question) -> list[str]:
    column = next(each for each in of.table.columns if each.header == header)
    return [choice.label for choice in layout_question.choices(column, ACTIVITY)]


def test_a_refused_file_and_one_with_unused_columns_are_asked_about_and_no_other() -> None:
    table = question().table
    (found,) = asked(table, REFUSED)
    assert found.table == table and found.is_refused and found.poorer_by == ["实到人数"]
    unused = {"file": UPLOAD.name, "refused": None, "columns": [{"state": "not_used"}]}
    assert [each.is_refused for each in asked(table, unused)] == [False]
    read = {"sheet": "3月", "header": "党支部", "read_as": "党组织", "state": "read"}
    assert asked(table, {**unused, "columns": [read]}) == []
    assert layout_question.questions_of(UPLOAD, "没有读成", [REFUSED]) == []


def test_two_columns_that_contradict_each_other_are_asked_about() -> None:
    """Their rows went back, and the page offered no way to say which of the two counts."""
    rows: list[list[object]] = [
        ["党支部", "活动日期", "会议类型", "会议主题", "实到人数", "签到人数"],
        ["永安小学党支部", "2025-03-07", "党课", "学习", "3", "4"],
    ]
    of = question(rows)
    columns = [
        {"sheet": "3月", "header": header, "read_as": "实到人数", "state": "read"}
        for header in ("实到人数", "签到人数")
    ]
    returned = {"file": UPLOAD.name, "refused": None, "returned": 1, "columns": columns}
    assert len(asked(of.table, returned)) == 1
    assert asked(of.table, {**returned, "returned": 0}) == []
    assert labels("签到人数", of) == ["实到人数", "不用"] and of.read_alike == ["实到人数", "签到人数"]


def test_a_receipt_of_a_file_in_an_archive_is_the_archive_s() -> None:
    assert layout_question.is_of({"file": "报送.zip/3月.xlsx"}, "报送.zip")
    assert not layout_question.is_of({"file": "报送.zip.xlsx"}, "报送.zip")


def test_the_best_guess_is_the_first_choice_and_what_is_known_stays_what_it_is() -> None:
    """An answer must not make 应到 of every other school's 实到."""
    of = question()
    assert labels("开会那天", of)[:2] == ["活动日期（必填）", "不用"]
    assert labels("会议主题", of) == ["活动主题", "不用"]
    assert labels("几个钟头", of)[0] == "不用" and {"时长（分钟）", "时长（小时）"} <= set(labels("几个钟头", of))


def test_a_unit_is_part_of_the_choice_and_the_likelier_one_stands_first() -> None:
    column = ProposedColumn("用了", "guessed", ("90", "45"), "duration_hours")
    assert [each.label for each in layout_question.choices(column, ACTIVITY)[:2]] == ["时长（分钟）", "时长（小时）"]


def test_what_is_saved_is_a_confirmed_layout_that_says_who_confirmed_it(tmp_path: Path) -> None:
    of = question()
    path = layout_question.save(tmp_path, of, ACTIVITY, first_choices(of), [], ["共计"], "学校 S1", date(2026, 3, 1))
    content = yaml.safe_load(path.read_text("utf-8"))
    assert path.parent == tmp_path / "layouts"
    assert (content["已确认"], content["确认人"], content["不读的行"]) == (True, "学校 S1", ["共计"])
    assert content["列"]["开会那天"] == "活动日期" and content["列"]["几个钟头"] == "不用"
    assert of.table.signature in load_layouts(tmp_path).known.by_signature
    again = layout_question.save(tmp_path, of, ACTIVITY, first_choices(of), [], [], "学校 S1", date(2026, 3, 2))
    assert again == path and len(list(path.parent.iterdir())) == 1


def test_nothing_of_the_rows_is_written_down(tmp_path: Path) -> None:
    of = question()
    path = layout_question.save(tmp_path, of, ACTIVITY, first_choices(of), [], [], "学校 S1", date(2026, 3, 1))
    assert "学习" not in path.read_text("utf-8").replace("学习内容", "")


def test_a_required_column_that_nobody_gives_is_named_before_anything_is_saved() -> None:
    of = question([["党支部", "哪天", "会议类型", "会议主题"], ["永安小学党支部", "张三", "党课", "学习"]])
    said = first_choices(of)
    assert layout_question.still_lacking(of, ACTIVITY, said, []) == ["活动日期"]
    known = [layout_question.fixed_value(of, ACTIVITY.column("held_on"), "2025-03-07", None)]
    assert layout_question.still_lacking(of, ACTIVITY, said, known) == []


def test_an_organisation_for_the_whole_table_holds_for_this_file_or_where_a_word_stands(tmp_path: Path) -> None:
    of = question([row[1:] for row in ROWS])
    assert "永小" in layout_question.words_of(of) and not [word for word in layout_question.words_of(of) if "2" in word]
    organisation = ACTIVITY.column("org")
    only_here = layout_question.fixed_value(of, organisation, "永安小学党支部", None)
    by_word = layout_question.fixed_value(of, organisation, "永安小学党支部", "永小")
    assert (only_here.seen_in, len(only_here.only_for or "")) == (None, 64)
    assert (by_word.seen_in, by_word.only_for) == ("永小", None)
    said = first_choices(of)
    for fixed in (by_word, only_here):
        layout_question.save(tmp_path, of, ACTIVITY, said, [fixed], [], "学校 S1", date(2026, 3, 1))
    (layout,) = load_layouts(tmp_path).known.by_signature.values()
    assert [each.seen_in for each in layout.fixed] == ["永小", None]


@pytest.mark.parametrize("word", ["月活动", "登记", "小学", "第一党支部"])
def test_a_word_that_may_stand_on_any_school_s_file_is_not_taken_for_this_one_s(word: str) -> None:
    """The form of another school, called 登记 as well, was landed under the first one's name."""
    with pytest.raises(UserError, match="别的单位的文件里也可能有"):
        layout_question.fixed_value(question(), ACTIVITY.column("org"), "永安小学党支部", word)


def test_two_answers_that_do_not_go_together_are_told_and_not_saved(tmp_path: Path) -> None:
    of = question()
    fixed = [layout_question.fixed_value(of, ACTIVITY.column("activity_type"), "党课", None)]
    with pytest.raises(UserError, match="已经有一列在读"):
        layout_question.save(tmp_path, of, ACTIVITY, first_choices(of), fixed, [], "学校 S1", date(2026, 3, 1))
    assert not (tmp_path / "layouts").exists()
