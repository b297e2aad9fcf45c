"""Ledgers sent of those due (Q01) and rows returned of those received (Q02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import add_months
from tests.reference.district import District
from tests.reference.value import Part

_WINDOW = {"activity": 1, "training": 3}
_OUTCOMES = ("accepted", "returned")


def parts(district: District) -> Iterator[Part]:
    """Q01 on the month in which the window ends, Q02 on the date of the row."""
    sent: dict[str, set[tuple[str | None, date]]] = {"activity": set(), "training": set()}
    for row in district.ledgers["activity"]:
        if row["held_on"] <= district.as_of:
            sent["activity"].add((row["org_code"], row["held_on"].replace(day=1)))
    for row in district.ledgers["training"]:
        if row["trained_on"] <= district.as_of:
            branch = district.members.branch_of_training(row)
            sent["training"].add((branch, row["trained_on"].replace(day=1)))
    for org, month, day in district.scoped("Q01"):
        whole = district.organisations.active_throughout(org, month.start, month.end)
        if month.end > district.as_of or not whole or not district.organisations.is_branch(org, day):
            continue
        for ledger, months in _WINDOW.items():
            if month.start.month % months == 0 and not district.switched_off.is_off(ledger, month.end):
                window = [add_months(month.start, -back) for back in range(months)]
                received = any((org, each) in sent[ledger] for each in window)
                yield Part("Q01", org, month.start, district.units(org, day), received, 1)
    counted: set[tuple[str, str]] = set()
    for row in district.ledgers.intake:
        mark = (row["row_hash"], row["outcome"])
        usable = row["org_code"] is not None and row["row_date"] is not None and row["row_date"] <= district.as_of
        if row["outcome"] in _OUTCOMES and usable and mark not in counted:
            counted.add(mark)
            units = district.units(row["org_code"], row["row_date"])
            yield Part("Q02", row["org_code"], row["row_date"], units, row["outcome"] == "returned", 1)
