"""Words: yes and no, values and their other names, names of people, codes, identity numbers."""

from datetime import date

import pytest

from ingest.cells.errors import CellProblem
from ingest.cells.values import ValueSet, read_bool, text_reader
from ingest.ledger import load_ledgers
from tests.ingest.cells.columns import like

ACTIVITY_TYPE = load_ledgers()["activity"].column("activity_type")
MEMBER = load_ledgers()["member"]


@pytest.mark.parametrize("cell", ["√", "✓", "是", "有", "1", 1, 1.0, "Y", "yes", "TRUE", True, "对"])
def test_yes(cell: object) -> None:
    assert read_bool(cell) is True


@pytest.mark.parametrize("cell", ["×", "否", "无", "0", 0, "N", "no", "false", False])
def test_no(cell: object) -> None:
    assert read_bool(cell) is False


def test_neither_yes_nor_no_is_returned() -> None:
    with pytest.raises(CellProblem):
        read_bool("书记")
    assert read_bool("—") is None


@pytest.mark.parametrize(
    ("cell", "types"),
    [
        ("党员大会", "支部党员大会"),
        ("黨課", "党课"),
        ("党课、支部党员大会", "支部党员大会、党课"),
        ("主题党日活动，党课;党课", "党课、主题党日"),
        ("党课\n主题党日", "党课、主题党日"),
        ("支委会/党课", "支委会、党课"),
        ("党课 主题党日", "党课、主题党日"),
        ("2、党课", "党课"),
        ("观影、党课", "党课、观影"),
        ("支部党员大会（第1次）", "支部党员大会"),
        ("第3次支委会", "支委会"),
        ("2025年3月主题党日", "主题党日"),
        ("支部党员大会(一季度)", "支部党员大会"),
        ("支委（扩大）会", "支委会"),
        ("主题党日+党课", "党课、主题党日"),
        ("党员大会暨组织生活会", "支部党员大会、组织生活会"),
        ("主题党日和观影", "主题党日和观影"),
        ("第1次", "第1次"),
    ],
)
def test_one_meeting_of_several_types_in_canonical_order(cell: str, types: str) -> None:
    assert text_reader(ACTIVITY_TYPE)(cell) == types


@pytest.mark.parametrize("cell", ["223_正式党员", "正式党员(223)", "正式", " 正式 党员", "正式黨員"])
def test_code_and_label(cell: str) -> None:
    assert ValueSet(MEMBER.column("member_type")).one(cell) == "正式党员"


def test_a_bare_code_is_never_mapped_because_systems_disagree() -> None:
    assert text_reader(MEMBER.column("member_type"))("1") == "1"


def test_names_of_people_lose_spaces_and_keep_their_characters() -> None:
    read = text_reader(MEMBER.column("name"))
    assert read("张　三") == "张三"
    assert read("於 乾") == "於乾"
    assert read("阿依古丽·买买提") == "阿依古丽·买买提"


def test_names_of_organisations_are_simplified() -> None:
    assert text_reader(MEMBER.column("org"))("實驗小學 黨支部") == "实验小学党支部"
    assert text_reader(MEMBER.column("school"))("開州區(qū)一小") == "开州区一小"


def test_codes_survive_spreadsheets() -> None:
    read = text_reader(MEMBER.column("member_no"))
    assert read(1001.0) == "1001"
    assert read("1001.0") == "1001"
    assert read("0012") == "0012"
    for lost in (1.10101199001011e17, "1.10101E+17", date(2025, 3, 12)):
        with pytest.raises(CellProblem, match="表格软件"):
            read(lost)


def test_identity_numbers_are_checked_and_never_repeated() -> None:
    read = text_reader(MEMBER.column("id_no"))
    assert read("11010519491231002x") == "11010519491231002X"
    assert read("'440524 18800101 0014") == "440524188001010014"
    assert read(110101900101123) == "110101900101123"
    assert read("—") is None
    for bad in ("110101********1234", "12345", 1.10101199001011e17):
        with pytest.raises(CellProblem) as caught:
            read(bad)
        assert "1101" not in caught.value.sentence


def test_a_number_in_a_column_of_words_is_its_text() -> None:
    """A topic that is only a number, a code with decimals: what stands there is kept."""
    plain = text_reader(like(MEMBER.column("name"), form="plain"))
    assert plain(12.0) == "12"
    assert plain("第一次 会议") == "第一次 会议"
    assert plain("—") is None
    codes = text_reader(MEMBER.column("member_no"))
    assert codes(1001.5) == "1001.5"
    assert codes(True) == "是"
    assert codes(float(2**53 - 1)) == "9007199254740991"
    with pytest.raises(CellProblem, match="后几位已经丢失"):
        codes(float(2**53))


def test_other_names_of_values_serve_without_a_set_and_ignore_case() -> None:
    open_set = like(MEMBER.column("name"), form="plain", values=None, value_aliases={"pta": "家委会"})
    assert text_reader(open_set)("PTA") == "家委会"
    assert text_reader(open_set)("别的") == "别的"
    assert text_reader(open_set)("无") is None


def test_one_value_is_never_cut_where_a_column_has_one() -> None:
    one = like(ACTIVITY_TYPE, kind="text")
    assert text_reader(one)("党课、主题党日") == "党课、主题党日"
    assert text_reader(one)("主题党日、党课") == "主题党日、党课", "kept as written, not put in order"


def test_several_names_in_a_cell_are_listed_once_each() -> None:
    names = text_reader(like(MEMBER.column("name"), kind="list", form="plain", values=None, value_aliases={}))
    assert names("甲小学、乙小学,甲小学") == "甲小学、乙小学"
    assert names("甲小学\n乙小学、无") == "甲小学、乙小学"
    assert names(12.0) == "12"
    assert names("—") is None


def test_neither_yes_nor_no_says_what_to_write() -> None:
    with pytest.raises(CellProblem, match="请填“是”或“否”"):
        read_bool("书记")


def test_an_identity_number_that_nobody_can_have_is_returned_with_the_reason() -> None:
    read = text_reader(MEMBER.column("id_no"))
    for wrong in ("110105194912310021", "110105194913310020", "110101900000000"):
        with pytest.raises(CellProblem) as caught:
            read(wrong)
        assert caught.value.sentence and wrong[:6] not in caught.value.sentence


@pytest.mark.parametrize(
    ("cell", "value"),
    [("请假（出差）", "请假"), ("优秀（拟）", None), ("请假（缺席）", None), ("请假（某事", None)],
)
def test_a_bracket_behind_a_value_says_more_of_it_unless_it_may_be_another(cell: str, value: str | None) -> None:
    column = load_ledgers()["appraisal" if "优秀" in cell else "attendance"]
    known = ValueSet(column.column("grade" if "优秀" in cell else "attendance"))
    assert known.one(cell) == (value or cell)
