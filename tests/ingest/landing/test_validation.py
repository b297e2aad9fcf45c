"""What the expectations take from a ledger's own definition."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from expectations.patterns import demanded_by, load_patterns
from expectations.runner import check_suite
from expectations.suite import Suite, load_suite, load_suites
from ingest.ledger import load_ledgers
from ingest.schema import DTYPE_OF_KIND, worked_out

LEDGERS = load_ledgers()
AS_OF = date(2025, 12, 31)


@pytest.fixture
def pledge(tmp_path: Path) -> Suite:
    path = tmp_path / "pledge.yaml"
    path.write_text("ledger: pledge\nexpectations: []\n", encoding="utf-8")
    return load_suite(path, LEDGERS)


def returned(suite: Suite, *rows: dict[str, object]) -> list[int]:
    """Return the rows that go back, of rows that differ from one sound row only in what is given."""
    sound = {"year": 2025, "pledge_type": suite.ledger.column("pledge_type").values[0], "org": "一小支部"}  # type: ignore[index]
    sound |= {"org_code": "1", "signed_on": date(2025, 1, 1)}
    schema = {"_sheet": pl.String(), "_row": pl.Int64()}
    schema |= {column.id: DTYPE_OF_KIND[column.kind] for column in suite.ledger.columns}
    schema |= dict.fromkeys(worked_out(suite.ledger), pl.String())
    whole = [{**sound, "_sheet": "表", "_row": number, **row} for number, row in enumerate(rows, start=2)]
    return sorted(fault.row for fault in check_suite(suite, [pl.DataFrame(whole, schema=schema)], AS_OF)[0].faults)


def test_two_rows_of_an_organisation_itself_are_one_record_and_may_not_differ(pledge: Suite) -> None:
    assert returned(pledge, {"score": 90}, {"score": 90}) == []
    assert returned(pledge, {"score": 90}, {"score": 80}) == [2, 3]


def test_two_people_of_one_organisation_are_two_records(pledge: Suite) -> None:
    one, other = {"name": "甲", "person_key": "a", "score": 90}, {"name": "乙", "person_key": "b", "score": 80}
    assert returned(pledge, one, other, {"score": 70}) == []


def test_people_who_were_not_found_are_not_taken_for_the_organisation_itself(pledge: Suite) -> None:
    assert returned(pledge, {"score": 90}, {"name": "甲", "score": 80}, {"member_no": "D1", "score": 70}) == []


@pytest.mark.parametrize(("ledger", "refused"), [("work_task", False), ("admission", False), ("activity", True)])
def test_a_ledger_that_plans_ahead_may_lie_wholly_in_the_future(ledger: str, refused: bool) -> None:
    demanded = demanded_by(LEDGERS[ledger], load_patterns())
    assert any(entry["pattern"] == "all_in_future" for entry in demanded) == refused


def test_what_is_wrong_in_one_month_of_a_line_names_the_month() -> None:
    suite = load_suites()["dues"]
    schema = {"_sheet": pl.String(), "_row": pl.Int64()}
    schema |= {column.id: DTYPE_OF_KIND[column.kind] for column in suite.ledger.columns} | {"org_code": pl.String()}
    line = {"_sheet": "表", "_row": 3, "org": "一小", "org_code": "1", "members_due": 3}
    rows = [{**line, "month": date(2025, month, 1), "members_paid": month + 1} for month in (1, 2, 3)]
    ((fault,),) = (each.faults for each in check_suite(suite, [pl.DataFrame(rows, schema=schema)], AS_OF))
    assert fault.message.startswith("2025年3月：“实交人数”（4）多于“应交人数”（3）")
