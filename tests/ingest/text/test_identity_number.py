"""Identity numbers by GB 11643. The numbers are those of the standard's own examples, or made up."""

from datetime import date

import pytest

from ingest.cells.errors import CellProblem
from ingest.cells.values import text_reader
from ingest.ledger import load_ledgers
from ingest.text.identity_number import check_digit, of_today, why_not_issued

READ = text_reader(load_ledgers()["member"].column("id_no"))


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_numbers_that_the_standard_shows_are_right(number: str) -> None:
    assert check_digit(number[:17]) == number[17] and why_not_issued(number) is None
    assert READ(number.lower()) == number


def test_a_number_of_15_digits_is_brought_to_18() -> None:
    assert of_today("110105491231002") == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("330102198801010000", "末尾是 000"),
        ("110105194912310021", "校验码"),
        ("11010519491331001" + check_digit("11010519491331001"), "出生日期不存在"),
        ("110105491331002", "出生日期不存在"),
        ("1101051949123100", "16 位"),
        ("1.10105E+17", "后几位已经丢失"),
        (3.30102198801010000e17, "后几位已经丢失"),
    ],
)
def test_a_number_that_nobody_was_given_goes_back_and_is_not_repeated(number: object, why: str) -> None:
    """Excel makes the last digits 000, or 1.1E+17, and a saved text keeps that: it was landed as somebody's number."""
    with pytest.raises(CellProblem) as raised:
        READ(number)
    assert why in raised.value.sentence and str(number) not in raised.value.sentence


def test_a_birthday_is_held_against_the_day_of_the_home_and_not_of_the_machine() -> None:
    """A home that is built for a day to come, or with a clock that is behind, sent back its newest members."""
    body = "11010520300101001"
    number = body + check_digit(body)
    assert why_not_issued(number, date(2030, 1, 1)) is None
    assert "出生日期" in (why_not_issued(number, date(2029, 12, 31)) or "")
