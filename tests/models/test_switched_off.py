"""停报: what hangs on a ledger that is switched off is 不适用 while it is, and nobody owes it; nothing else changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.warehouse.query import open_published
from tests.reference.agreement import Key, Numbers, disagreement, published, recomputed
from tests.reference.hand_written_district import write
from tests.reference.hand_written_names import JOINT
from tests.replay import Replay

DAY = date(2026, 8, 28)
OFF = """停报:
  - {台账: 组织生活活动台账, 起: 2025-04-01, 止: 2025-06-30, 决定人: 区里, 理由: 试行}
  - {台账: problem, 起: 2026-08-01, 决定人: 区里, 理由: 另有系统}
  - {台账: 培训学时登记表, 起: 2025-12-31, 止: 2025-12-31, 决定人: 区里, 理由: 试行}
  - {台账: 满意度与民主测评, 起: 2025-01-01, 决定人: 区里, 理由: 不再测评}
  - {台账: activity, 列: 应到人数, 起: 2025-12-01, 止: 2026-01-31, 决定人: 区里, 理由: 花名册里有}
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> dict[str, Path]:
    """The same rows in two homes, one of which asks for less."""
    folder = tmp_path_factory.mktemp("switched off")
    write(folder / "ledgers")
    found = {}
    for name, told in (("all", "停报: []\n"), ("less", OFF)):
        home = folder / name
        home.mkdir()
        (home / "switched_off.yaml").write_text(told, encoding="utf-8")
        ingest([folder / "ledgers"], Store(home), DAY, received_by="test", check=check)
        replay.build(home, DAY)
        found[name] = home
    return found


@pytest.fixture(scope="module")
def numbers(homes: dict[str, Path]) -> dict[str, dict[Key, Numbers]]:
    return {name: published(home) for name, home in homes.items()}


def status(numbers: dict[Key, Numbers], code: str, kind: str, start: str, unit: str = JOINT) -> str:
    return numbers[code, "branch", unit, kind, date.fromisoformat(start), None][3]


def test_the_models_and_the_recomputation_agree_on_every_number(
    homes: dict[str, Path], numbers: dict[str, dict[Key, Numbers]]
) -> None:
    found = disagreement(recomputed(homes["less"], DAY), numbers["less"])
    assert not found, found


def test_the_months_that_end_while_it_is_off_are_not_applicable_and_the_year_goes_on_without_them(
    numbers: dict[str, dict[Key, Numbers]],
) -> None:
    before, after = numbers["all"], numbers["less"]
    for month in ("03", "04", "06", "07"):
        stopped = month in ("04", "06")
        said = status(before, "O05", "month", f"2025-{month}-01")
        assert said != "not_applicable"
        assert status(after, "O05", "month", f"2025-{month}-01") == ("not_applicable" if stopped else said)
    key = ("O05", "branch", JOINT, "year", date(2025, 1, 1), None)
    assert (before[key][1], after[key][1]) == (12, 9)
    assert status(after, "O05", "quarter", "2025-04-01") == "not_applicable"
    next_year = ("O05", "branch", JOINT, "year", date(2026, 1, 1), None)
    assert before[next_year] == after[next_year]


def test_a_year_that_closes_while_it_is_off_is_not_applicable_and_never_not_reported(
    numbers: dict[str, dict[Key, Numbers]],
) -> None:
    """Who was told not to send a ledger stood there as 未报送."""
    less = numbers["less"]
    for code, year, wanted in (("R06", 2026, True), ("R06", 2025, False), ("L03", 2025, True), ("L03", 2026, False),
                               ("L10", 2025, True), ("S01", 2025, True), ("S06", 2025, True)):  # fmt: skip
        said = {values[3] for key, values in less.items() if key[0] == code and key[3:5] == ("year", date(year, 1, 1))}
        assert (said == {"not_applicable"}) is wanted, (code, year, said)


def test_what_does_not_hang_on_it_is_as_it_was(numbers: dict[str, dict[Key, Numbers]]) -> None:
    """Rows of the ledger are landed all the same: members counted by them would be another number of members."""
    before, after = numbers["all"], numbers["less"]
    changed = {key[0] for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed <= {
        *(f"O{number:02}" for number in range(1, 13)), *(f"L{number:02}" for number in range(1, 12)),
        *(f"S{number:02}" for number in range(1, 8)), "D08", "R04", "R05", "R06", "V04", "V08", "V09", "Q01",
    }  # fmt: skip
    assert changed >= {"O05", "R05", "L03", "S01", "Q01"}


def test_nobody_owes_it_and_nothing_is_called_for(homes: dict[str, Path]) -> None:
    """The calendar of reports, what is coming due and the forecast would have asked for it all the same."""
    with open_published(homes["less"] / "warehouse") as reader:
        months = reader.execute(
            "select distinct month from submission where ledger = 'activity' and year(month) = 2025 order by month"
        ).fetchall()
        assert [month.month for (month,) in months] == [1, 2, 3, 7, 8, 9, 10, 11, 12]
        assert not reader.execute("select * from coming_due where what = 'problem'").fetchall()
        assert not reader.execute(
            "select * from unit_shortfall where indicator_code = 'R06' and year = 2026"
        ).fetchall()
        assert not reader.execute(
            "select * from requirement_period where indicator_code = 'O05' and period_start between '2025-04-01' "
            "and '2025-06-30'"
        ).fetchall()
        (told,) = reader.execute("select stopped from dim_indicator where indicator_code = 'R05'").fetchone()
        assert told == "问题整改台账自 2026-08-01 起停报（区里决定：另有系统）"
        off = reader.execute("select ledger, is_off from switched_off order by ledger, valid_from").fetchall()
        assert off == [("activity", False)] * 2 + [("problem", True), ("survey", True), ("training", False)]
