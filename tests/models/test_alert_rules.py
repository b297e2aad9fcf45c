"""Alert rules by hand: runs, bases, what a school is sent and who rose, counted on fingers."""

from __future__ import annotations

from datetime import date

from tests.reference.alerts import Judged, Rule, alerts, end_of, load, periods, risen

RULE = Rule("two", "quarter", "branch", (), ("O05",), 2, 3, date(2026, 1, 1), date(9999, 12, 31))
QUARTERS = periods("quarter", 2024, date(2026, 10, 31))


def history(word: str, base: float = 3, unit: str = "B1") -> list[Judged]:
    """Return one quarter a letter: x not met, o met, s not met on a base of one, . not judged."""
    return [
        Judged(
            "O05",
            ("branch", unit),
            "quarter",
            start,
            "met" if letter == "o" else "not_met",
            1 if letter == "s" else base,
        )
        for start, letter in zip(QUARTERS, word, strict=False)
        if letter != "."
    ]


def spoken(word: str) -> str:
    """Return N where the rule speaks anew, c where it goes on, - where it is silent."""
    found = alerts([RULE], history(word), {})
    said = {key[4]: "N" if is_new else "c" for key, is_new in found.items()}
    return "".join(said.get(start, "-") for start in QUARTERS[: len(word)])


def test_one_slip_is_no_alert_and_a_run_is_raised_once() -> None:
    assert spoken("xoxxxoxx") == "---Nc--N"
    assert spoken("xox") == "---"


def test_a_small_base_keeps_the_rule_silent_until_two_periods_in_a_row_are_large_enough() -> None:
    assert spoken("xsxx") == "---N"
    assert spoken("ssss") == "----"


def test_a_period_without_judgement_neither_ends_a_run_nor_counts() -> None:
    """未报送 is not a way out of an alert."""
    assert spoken("x.x") == "--N"


def test_who_rose_was_below_a_year_ago_and_has_met_it_for_two_periods() -> None:
    def when(word: str) -> list[date]:
        return sorted(key[4] for key in risen([RULE], history(word), {}))

    assert when("xxxxoo") == [QUARTERS[5]]
    assert when("xxxxxo") == []
    assert when("ooooxo") == []


def test_the_school_with_most_is_found_and_a_shared_branch_counts_in_each_of_its_schools() -> None:
    found = alerts([RULE], history("xx") + history("xx", unit="B2") + history("oxx", unit="B3"), {})
    schools = {key: {"B1": ["S1", "S2"], "B2": ["S1"], "B3": ["S2"]}[key[3]] for key in found}
    kinds = {"two": "quarter"}
    assert load(found, schools, QUARTERS[1], end_of(QUARTERS[1], "quarter"), kinds) == (2, 2, 2)
    assert load(found, schools, QUARTERS[2], end_of(QUARTERS[2], "quarter"), kinds) == (1, 1, 1)
    assert load(found, schools, QUARTERS[3], end_of(QUARTERS[3], "quarter"), kinds) == (0, 0, 0)
