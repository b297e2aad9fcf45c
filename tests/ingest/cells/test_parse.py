"""What one cell says by what its column asks for, and the sentence when it does not."""

from datetime import date

import pytest

from ingest.cells.errors import CellProblem
from ingest.cells.parse import read_once, reader_of, sentence_about
from ingest.ledger import YEAR
from tests.ingest.cells.columns import COLUMNS, first, like

ACTIVITY_DATE = first(kind="date", month_ok=False)


@pytest.mark.parametrize("cell", ["—", "无", "/", " － "])
@pytest.mark.parametrize("kind", ["date", "month", "int", "number", "bool", "text"])
def test_a_dash_says_nothing_in_any_kind_of_column(kind: str, cell: str) -> None:
    column = like(first(kind=kind), values=None, value_aliases={}, form="plain")
    said = read_once(reader_of(column), cell)
    assert said.problem is None
    assert said.value is (False if kind == "bool" and cell == "无" else None)


@pytest.mark.parametrize("cell", ["", "   ", None])
def test_a_blank_cell_says_nothing(cell: object) -> None:
    said = read_once(reader_of(ACTIVITY_DATE), cell)
    assert (said.value, said.problem) == (None, None)


def test_a_cell_that_is_read_has_no_problem_and_one_that_is_not_has_no_value() -> None:
    read = reader_of(ACTIVITY_DATE)
    assert (read_once(read, "2025-03-07").value, read_once(read, "2025-03-07").problem) == (date(2025, 3, 7), None)
    failed = read_once(read, "上周五")
    assert failed.value is None
    assert failed.problem is not None and "不是有效日期" in failed.problem.sentence


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_of_the_spreadsheet_is_no_blank(cell: str) -> None:
    """They were read as empty cells, and a meeting lost its attendance without a word."""
    said = read_once(reader_of(first(kind="int")), cell)
    assert said.value is None and said.problem is not None and said.problem.sentence


@pytest.mark.parametrize(
    ("column", "options", "cell", "value"),
    [
        ({"kind": "month"}, {}, "2025-03", date(2025, 3, 1)),
        ({"id": YEAR}, {}, "2025年度", 2025),
        ({"kind": "number", "unit": "hours"}, {"in_minutes": True}, "90", 1.5),
        ({"kind": "number", "unit": "hours"}, {}, "90分钟", 1.5),
        ({"kind": "number", "unit": "money"}, {"in_ten_thousands": True}, "1.5", 15000.0),
        ({"kind": "number", "unit": "money"}, {}, "1.5", 1.5),
        ({"kind": "number", "unit": "money"}, {"as_share": True}, "0.5", 50.0),
        ({"kind": "number", "unit": "money"}, {"as_share": False}, "0.5", 0.5),
        ({"kind": "int"}, {}, "十二人", 12),
        ({"kind": "bool"}, {}, "√", True),
    ],
)  # fmt: skip
def test_a_column_reads_as_its_kind_and_header_say(
    column: dict[str, object], options: dict[str, bool], cell: str, value: object
) -> None:
    assert reader_of(first(**column), **options)(cell) == value


def test_what_is_still_going_on_is_flagged_where_a_column_may_be_open() -> None:
    """“正在整改” for “not yet” once sent the whole problem back."""
    column = first(kind="date", open_ok=True)
    said = read_once(reader_of(column), "正在 整改")
    assert said.problem is not None and said.problem.severity == "flag"
    assert said.problem.sentence == "不是日期，按尚未完成记入；完成后请填写日期"
    closed = read_once(reader_of(like(column, open_ok=False)), "正在整改")
    assert closed.problem is not None and closed.problem.severity == "return"


def test_a_month_and_a_deadline_are_read_as_the_column_allows() -> None:
    by = like(ACTIVITY_DATE, is_deadline=True, month_ok=False, open_ok=False)
    assert reader_of(by)("2026年6月底前") == date(2026, 6, 30)
    rough = like(ACTIVITY_DATE, month_ok=True, is_deadline=False, open_ok=False)
    flagged = read_once(reader_of(rough), "1999-07").problem
    assert flagged is not None and flagged.severity == "flag"
    strict = read_once(reader_of(like(rough, month_ok=False)), "1999-07").problem
    assert strict is not None and strict.severity == "return"


def test_a_complaint_names_the_header_and_quotes_the_cell() -> None:
    problem = CellProblem("不是数字，请只填数字")
    plain = like(ACTIVITY_DATE, sensitive=False)
    assert sentence_about(plain, "实到人数", 3.0, problem) == "实到人数“3”不是数字，请只填数字"
    assert sentence_about(plain, "备注", "长" * 30, problem) == f"备注“{'长' * 30}”不是数字，请只填数字"
    assert sentence_about(plain, "备注", "长" * 31, problem) == f"备注“{'长' * 30}……”不是数字，请只填数字"


def test_a_complaint_repeats_nothing_that_is_sensitive() -> None:
    secret = like(ACTIVITY_DATE, sensitive=True)
    assert sentence_about(secret, "身份证号", "110101", CellProblem("不对")) == "身份证号不对"


def test_spans_are_read_in_a_column_of_spans_and_in_no_other() -> None:
    assert read_once(reader_of(first(form="spans")), "2025-03-01至2025-08-31").value == "2025-03-01/2025-08-31"


@pytest.mark.parametrize(
    ("ledger", "column", "cell"),
    [
        ("outreach", "released_on", "至今"), ("outreach", "released_on", "结对中"), ("request", "closed_on", "待办结"),
        ("member", "full_on", "预备期"), ("member", "out_on", "在册"), ("organisation", "dissolved_on", "未撤销"),
    ],
)  # fmt: skip
def test_what_has_not_ended_is_open_in_the_words_of_its_ledger(ledger: str, column: str, cell: str) -> None:
    """至今 under 解除日期 sent a pair back that goes on."""
    said = read_once(reader_of(COLUMNS[ledger, column]), cell)
    assert said.value is None and said.problem is not None and said.problem.severity == "flag"


@pytest.mark.parametrize(
    ("cell", "sentence"), [("√", "看不出是哪一天"), ("是", "看不出是哪一天"), ("昨天", "不是有效日期")]
)
def test_a_tick_in_place_of_a_day_is_told_apart_from_what_is_no_date(cell: str, sentence: str) -> None:
    said = read_once(reader_of(ACTIVITY_DATE), cell)
    assert said.problem is not None and sentence in said.problem.sentence
