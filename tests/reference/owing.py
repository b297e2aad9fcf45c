"""Which organisations are asked for the ledger that feeds an indicator, as the people of a district would say it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.district import District

_DISTRICT_ALONE = ("discipline", "survey", "survey_return")
_BRANCHES_ALONE = ("appraisal", "dues", "admission")
_SCHOOLS_ALONE = ("decision",)
_ALL = ("attendance", "training", "integrity_file", "pledge", "deliverable", "outreach")
"""What every organisation with members keeps; the rest is asked of branches and of the topmost ones of schools."""
_DISTRICT_TOO = ("activity", "work_task")
_MAY_BE_EMPTY = ("problem", "request", "transfer", "honour", "admission", "work_task", "standardisation", "publicity")
"""Nothing of it need happen in a year: whoever sends none is not missed."""
_LEDGER = {
    "problem_due": "problem", "problem_raised": "problem", "request_due": "request", "request_closed": "request",
    "study_session": "attendance",
    "admission_done": "admission", "honour_held": "honour", "case_due": "publicity", "discipline_ever": "discipline",
}  # fmt: skip


def ledger_of(fed_by: str | None) -> str | None:
    """The ledger in which what feeds an indicator stands."""
    return _LEDGER.get(fed_by or "", fed_by)


def of_the_district_alone(fed_by: str | None) -> bool:
    """Whether nobody but the district keeps the ledger."""
    return ledger_of(fed_by) in _DISTRICT_ALONE


def may_be_empty(fed_by: str | None) -> bool:
    """Whether an organisation may have nothing to send in a year."""
    return ledger_of(fed_by) in _MAY_BE_EMPTY


def is_asked(district: District, fed_by: str | None, org: str, day: date) -> bool:
    """Whether an organisation is asked for the ledger on a day; what no ledger feeds is asked of everyone."""
    ledger = ledger_of(fed_by)
    if ledger is None or ledger in _ALL:
        return True
    kinds = district.organisations.in_scope_kinds(org, day)
    is_district = district.organisations.type_on(org, day) == "区委教育工委"
    if ledger in _DISTRICT_ALONE:
        return is_district
    if ledger in _BRANCHES_ALONE:
        return "branch" in kinds
    if ledger in _SCHOOLS_ALONE:
        return "school_org" in kinds
    return bool(kinds & {"branch", "school_org"}) or (ledger in _DISTRICT_TOO and is_district)
