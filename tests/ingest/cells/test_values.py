"""Words: yes and no, values and their other names, names of people, codes, identity numbers."""

from datetime import date

import pytest

from ingest.cells.errors import CellProblem
from ingest.cells.values import ValueSet, read_bool, text_reader
from ingest.ledger import load_ledgers

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
