"""进度预测 by hand: a district of two branches (tests.reference.hand_written_forecast), worked out on paper.

On 31 October 2026 ten months have ended; 2025 is over and tests the forecast. On 15 March 2025 only two months have.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.warehouse.query import open_published
from tests.reference.hand_written_forecast import SLACK, STEADY, write
from tests.replay import Replay

TODAY = date(2026, 10, 31)
TOO_EARLY = date(2025, 3, 15)

Row = tuple[object, ...]


def _asked(home: Path, sql: str) -> list[Row]:
    connection = open_published(home / "warehouse")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> dict[str, list[Row]]:
    """What the marts say on both days; one home, built once a day."""
    home = tmp_path_factory.mktemp("forecast") / "home"
    registers, ledgers = write(home.parent / "ledgers")
    receipts = [one.to_json() for one in ingest([registers], Store(home), TODAY, received_by="测试", check=check)]
    receipts += [one.to_json() for one in ingest([ledgers], Store(home), TODAY, received_by="测试", check=check)]
    assert not [one for one in receipts if one["returned"] or one["refused"]], receipts
    forecast = (
        "select indicator_code, unit_id, outcome, round(value, 2), round(at_pace, 2), round(best_possible, 2), needed,"
        " reason from forecast where unit_level = 'branch'"
    )
    backtest = (
        "select indicator_code, tested_month, made, was_right, wrongly_promised, wrongly_warned, settled, undecided"
        " from forecast_backtest where unit_level = 'branch' and year is null"
    )
    replay.build(home, TODAY)
    found = {"forecast": _asked(home, forecast), "tests": _asked(home, backtest)}
    replay.build(home, TOO_EARLY)
    return found | {"too early": _asked(home, forecast), "no closed year": _asked(home, backtest)}


def said(rows: list[Row], code: str, unit: str) -> Row:
    """Outcome, value, at pace, best possible, needed, reason."""
    (row,) = [row for row in rows if row[:2] == (code, unit)]
    return row[2:]


def test_what_was_missed_in_a_month_cannot_be_made_up(answers: dict[str, list[Row]]) -> None:
    """A month missed in May leaves 11 of 12 at best, and 10.8 going on at 9 of 10."""
    assert said(answers["forecast"], "O05", STEADY) == ("will_meet", 100, 100, 100, 2, None)
    assert said(answers["forecast"], "O05", SLACK) == ("impossible", 90, 90, 91.67, 2, None)
    # Quarters: two of three held, one to come: 3 of 4 at best, (2 + 2/3) of 4 at pace.
    assert said(answers["forecast"], "O01", STEADY) == ("will_meet", 100, 100, 100, 1, None)
    assert said(answers["forecast"], "O01", SLACK) == ("impossible", 66.67, 66.67, 75, 1, None)


def test_six_times_a_year_are_reached_by_five_in_ten_months_and_not_by_four(answers: dict[str, list[Row]]) -> None:
    """5 x 12 / 10 is 6; 4 x 12 / 10 is 4.8, four whole times. Five are owed by the end of October."""
    assert said(answers["forecast"], "L01", STEADY) == ("will_meet", 100, 100, 100, 1, None)
    assert said(answers["forecast"], "L01", SLACK) == ("will_miss", 80, 66.67, 100, 2, None)


def test_once_a_year_is_certain_when_held_and_open_until_then(answers: dict[str, list[Row]]) -> None:
    """A meeting that most hold in December is not missed in October."""
    assert said(answers["forecast"], "O06", STEADY) == ("certain", None, 100, 100, 0, None)
    assert said(answers["forecast"], "O06", SLACK) == ("undecided", None, 0, 100, 1, "nothing_due")


def test_hours_are_carried_on_member_by_member(answers: dict[str, list[Row]]) -> None:
    """20 hours are due of 24 by the end of October: the one with 19 falls short. 24 are the year's."""
    assert said(answers["forecast"], "L03", STEADY) == ("will_miss", 80, 80, 100, 1, None)
    assert said(answers["forecast"], "L03", SLACK) == ("certain", 100, 100, 100, None, None)
    # 103 hours among five are 20.6, and 24.72 in a year; what is still needed is 5 x 24 - 103.
    assert said(answers["forecast"], "L05", STEADY) == ("will_meet", 20.6, 24.72, None, 17, None)
    assert said(answers["forecast"], "L05", SLACK) == ("certain", 24, 28.8, None, None, None)


def test_a_share_of_rows_goes_on_and_one_row_spoils_a_hundred(answers: dict[str, list[Row]]) -> None:
    """90 % of 95 can still rise; one task of one done late cannot be undone."""
    assert said(answers["forecast"], "O09", STEADY)[:4] == ("will_meet", 100, 100, None)
    assert said(answers["forecast"], "O09", SLACK)[:4] == ("will_miss", 90, 90, None)
    assert said(answers["forecast"], "R07", STEADY)[:4] == ("will_meet", 100, 100, None)
    assert said(answers["forecast"], "R07", SLACK)[:4] == ("impossible", 0, 0, None)


def test_what_is_done_once_is_certain_and_what_must_last_never_is(answers: dict[str, list[Row]]) -> None:
    """A 述职 may still be given, so nothing is said; a link that is missing stays missing."""
    assert said(answers["forecast"], "R03", STEADY) == ("certain", 100, None, 100, None, None)
    assert said(answers["forecast"], "R03", SLACK) == ("undecided", None, None, 100, 1, "once")
    assert said(answers["forecast"], "V01", STEADY) == ("will_meet", 100, 100, 100, None, None)
    assert said(answers["forecast"], "V01", SLACK) == ("will_miss", 80, 80, 100, 1, None)


@pytest.mark.parametrize("month", [6, 9, 10])
def test_closed_years_tell_how_often_the_forecast_was_right(answers: dict[str, list[Row]], month: int) -> None:
    """Rows of later months are not known: SLACK's missed November was promised, its hours of November warned of."""
    tests = {row[0]: row[2:] for row in answers["tests"] if row[1] == month}
    # made, right, wrongly promised, wrongly warned, settled, undecided
    assert tests["O05"] == (2, 1, 1, 0, 0, 0)
    assert tests["L03"] == (2, 1, 0, 1, 1, 0)
    # SLACK's was held in March, and STEADY's in December: not known yet.
    assert tests["O06"] == (1, 1, 0, 0, 1, 1)
    # 90 % in June and in December; no paper, task or link is of that year.
    assert tests["O09"] == (2, 2, 0, 0, 0, 0)
    assert tests[None][0] == sum(row[0] for code, row in tests.items() if code is not None)


def test_two_months_are_too_early_and_without_a_closed_year_nothing_is_tested(answers: dict[str, list[Row]]) -> None:
    """A new home has no past: it says so, and does not fail."""
    assert said(answers["too early"], "O05", STEADY)[0::5] == ("undecided", "too_early")
    assert said(answers["too early"], "O06", SLACK)[0] == "certain"  # held on that very day
    assert answers["no closed year"] == []
