"""The cases: small files with one trait each, as clerks hand them in, and what is right for each.

A case that is not right yet stands in `tests/cases/open.txt` with its kind, and must go on failing while it does.
"""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expectations.runner import check
from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.run import ingest
from ingest.text.chinese import normalise
from pipeline.settings import PROJECT

CASES = PROJECT / "tests" / "cases"
AS_OF = date(2026, 10, 31)
REGISTERS = (
    "云岭区学校信息表.xlsx",
    "党组织基本信息及变动情况.xlsx",
    "云岭区云上实验学校党员花名册.xlsx",
    "云岭区明远小学党员花名册.csv",
    "党员花名册（东城片区）.xlsx",
    "西关片区党员名册.xls",
)
"""Of the sample district what the cases speak of: its schools, organisations and the members of two areas."""


def open_cases() -> dict[str, str]:
    """Return the cases that are not right yet, each with its kind."""
    lines = (CASES / "open.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    return {name: kind for name, kind in parts}


def names() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/expected.json"))


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that holds the registers, to be copied."""
    home = tmp_path_factory.mktemp("registers") / "home"
    receipts = ingest(
        [PROJECT / "data" / "sample" / name for name in REGISTERS], Store(home), AS_OF, "测试员", check=check
    )
    assert {receipt.ledger for receipt in receipts} == {"school", "organisation", "organisation_event", "member"}
    shutil.rmtree(home / "receipts")
    return home


@pytest.mark.parametrize("name", names())
def test_what_clerks_hand_in_is_read_as_it_is_meant_or_said_to_be_unread(
    registers: Path, tmp_path: Path, name: str
) -> None:
    expected = json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))
    home = shutil.copytree(registers, tmp_path / "home")
    wrong = faults_of(Store(home), CASES / name / expected["file"], expected)
    if name in open_cases():
        assert wrong, f"{name} is right now: take it out of tests/cases/open.txt"
    else:
        assert not wrong, "; ".join(wrong)


def test_open_cases_are_cases_and_say_of_what_kind_they_are() -> None:
    assert set(open_cases()) <= set(names())
    assert all(kind.strip() for kind in open_cases().values())


def faults_of(store: Store, file: Path, expected: dict[str, Any]) -> list[str]:
    """Hand the file in and return what is not as expected."""
    receipts = ingest([file], store, AS_OF, "测试员", check=check)
    wrong = [] if said(receipts, expected) else [f"none of {expected['receipt_says_one_of']} is said"]
    if expected["ledger"] is None or (expected["refusal_also_right"] and was_refused(receipts)):
        return wrong if was_refused(receipts) else [*wrong, "it is taken in"]
    found = [receipt for receipt in receipts if receipt.ledger == expected["ledger"] and receipt.refused is None]
    if len(found) != 1:
        return [*wrong, "; ".join(f"{receipt.ledger}: {receipt.refused}" for receipt in receipts)]
    (receipt,) = found
    counted = {name: getattr(receipt, name) for name in ("read", "accepted", "returned")}
    wrong += [f"{name} {count}" for name, count in counted.items() if expected[name] not in (None, count)]
    landed = store.live_frame(receipt.ledger).to_dicts()
    of_this_file = [row for row in landed if row["batch"] == receipt.batch]
    wrong += [f"no row with {fields}" for fields in expected["right_rows_hold"] if not holds(of_this_file, fields)]
    wrong += [f"no live row with {fields}" for fields in expected["live_rows_hold"] if not holds(landed, fields)]
    if wrong:
        wrong += [note.sentence for note in (*receipt.returns, *receipt.flags)]
    return wrong


def was_refused(receipts: list[Receipt]) -> bool:
    return all(receipt.refused is not None for receipt in receipts)


def said(receipts: list[Receipt], expected: dict[str, Any]) -> bool:
    """Say whether a receipt, as the clerk reads it, has one of the words that are looked for."""
    text = "\n".join(receipt.to_text() for receipt in receipts).replace(expected["file"], "")
    return not expected["receipt_says_one_of"] or any(word in text for word in expected["receipt_says_one_of"])


def holds(rows: list[dict[str, Any]], fields: dict[str, Any]) -> bool:
    return any(all(plain(row[name]) == plain(value) for name, value in fields.items()) for row in rows)


def plain(value: object) -> object:
    """Return a value as it is compared: texts in one width, as they are landed."""
    if isinstance(value, str):
        return normalise(value)
    return value.isoformat() if isinstance(value, date) else value
