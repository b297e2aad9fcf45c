"""Of those due on the closing day, how many have what is asked: members (O12, L06, L07, L09, D07, D10, V01, V02, I03)
and organisations (V03, V07, R01, R03, R10, I01).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.reference.district import District
from tests.reference.table import INDICATORS
from tests.reference.value import Part, Row

_CAME = ("出席", "迟到", "补学")
_LEADERS = ("L06", "L07", "D07", "V02")
_SECRETARIES = ("L09",)
_MEMBERS = ("O12", "L06", "L07", "L09", "D07", "D10", "V01", "V02", "I03")
_ORGANISATIONS = ("V03", "V07", "R01", "R03", "R10", "I01")


def parts(district: District) -> Iterator[Part]:
    """One part a member or organisation due and year."""
    for year in district.periods("year"):
        closing = year.closing_day(district.as_of)
        rolls = district.members.due_on(closing)
        for code in _MEMBERS:
            having = {row["person_key"] for row in proofs(district, code, year.start, closing)}
            for org, rows in rolls.items():
                units = district.units(org, closing)
                for row in rows:
                    if is_due(code, row):
                        yield Part(code, org, year.start, units, row["person_key"] in having, 1)
        for code in _ORGANISATIONS:
            having = {row["org_code"] for row in proofs(district, code, year.start, closing)}
            for org in district.organisations.rows:
                if district.in_scope(INDICATORS[code].scope, org, closing):
                    yield Part(code, org, year.start, district.units(org, closing), org in having, 1)


def is_due(code: str, roll: Row) -> bool:
    """Whether a member on the roll is one of those the indicator asks for."""
    if code in _LEADERS:
        return bool(roll["is_leader"])
    return code not in _SECRETARIES or roll["party_post"] == "书记"


def proofs(district: District, code: str, start: date, closing: date) -> Iterator[Row]:
    """The rows that show that someone has it, in the year or in force on its closing day."""
    wanted = INDICATORS[code].categories
    ledgers = district.ledgers
    if code == "O12":
        talks = {
            (row["org_code"], row["held_on"], row["topic"])
            for row in ledgers["activity"]
            if set(wanted) & set(row["activity_type"].split("、"))
        }
        for row in ledgers["attendance"]:
            held = (row["org_code"], row["held_on"], row["topic"]) in talks
            if held and row["attendance"] in _CAME and start <= row["held_on"] <= closing:
                yield row
    elif code == "L09":
        yield from (
            row
            for row in ledgers["training"]
            if row["training_type"] in wanted and start <= row["trained_on"] <= closing
        )
    elif code == "D07":
        yield from (row for row in ledgers["integrity_file"] if row["filed_on"] <= closing)
    elif code in ("I01", "I03"):
        yield from (row for row in ledgers["honour"] if row["honour_type"] in wanted and row["awarded_on"] <= closing)
    elif code in ("V01", "V02", "V03", "V07"):
        for row in ledgers["outreach"]:
            released = row["released_on"]
            if row["subject_type"] in wanted and row["paired_on"] <= closing and (not released or released >= closing):
                yield row
    elif code in ("D10", "R01"):
        for row, _ in district.of_years("pledge"):
            if row["pledge_type"] in wanted and row["year"] == start.year:
                yield row
    else:
        for row, _ in district.of_years("deliverable"):
            of_the_kind = row["deliverable_type"] in wanted and row["year"] == start.year
            if of_the_kind and (code != "R03" or _is_by_the_secretary(district, row)):
                yield row


def _is_by_the_secretary(district: District, row: Row) -> bool:
    """By 党内职务, or by the name in the register; where that names nobody, whoever gave it is taken for him."""
    named = district.organisations.rows[row["org_code"]]["secretary"]
    if named is None:
        return True
    return any(
        each["party_post"] == "书记" or each["name"] == named
        for each in district.ledgers["member"]
        if each["person_key"] == row["person_key"]
    )
