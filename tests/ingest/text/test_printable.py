import pytest

from ingest.text.chinese import normalise, organisation_text, person_text
from ingest.text.printable import neutralised, printable, starts_formula

UNSEEN = [
    "\x00",
    "\x07",
    "\x7f",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u061c",
    "\ufeff",
    "\ud800",
    "\uffff",
]
BEFORE = ["", " ", "\u3000", "\n", "\t", "\r", "\ufeff", "\u200b", "\u202e", " \n\u200b\ufeff"]


@pytest.mark.parametrize("before", BEFORE, ids=ascii)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣﹦﹫")
def test_no_text_runs_as_a_formula_whatever_stands_before_the_sign(before: str, sign: str) -> None:
    """Full-width signs, white space, line breaks, a mark of order and characters of no width got through."""
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert starts_formula(text)
    assert str(neutralised(text)).startswith("'")


@pytest.mark.parametrize("value", ["永安小学", "甲=乙", "", " ", "'=1", "—", -3, 1.5, None, True])
def test_what_is_no_formula_stays_what_it_is(value: object) -> None:
    assert neutralised(value) == value


@pytest.mark.parametrize("mark", UNSEEN, ids=ascii)
def test_names_and_texts_lose_what_is_not_seen(mark: str) -> None:
    """A direction mark made two persons of one, or showed a name backwards; a control character fits into no file."""
    assert person_text(f"{mark}张{mark}三") == "张三"
    assert person_text(f"Li{mark} Si") == "Li Si"
    assert organisation_text(f"永安{mark}小学") == "永安小学"
    assert normalise(f"ab{mark}c") == "abc"
    assert printable(f"第一行\n第二{mark}行\t完") == "第一行\n第二行\t完"


def test_a_control_character_that_parts_words_parts_them_in_what_is_read() -> None:
    assert printable("甲\x0b乙\x85丙") == "甲乙丙"
    assert normalise("甲\x0b乙") == "甲 乙"
