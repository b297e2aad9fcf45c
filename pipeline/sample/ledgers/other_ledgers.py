"""The sixteen ledgers beside those of daily work, organisation by organisation."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Rows
from pipeline.sample.ledgers.admission_and_transfer import admissions, transfers
from pipeline.sample.ledgers.appraisals import appraisals, standardisation
from pipeline.sample.ledgers.assessments import assessments
from pipeline.sample.ledgers.dues_and_funding import dues, funding
from pipeline.sample.ledgers.flagged_rows import flagged_rows
from pipeline.sample.ledgers.forms import form_rows
from pipeline.sample.ledgers.honours_publicity_moral_education import honours, moral_education, publicity
from pipeline.sample.ledgers.integrity_files import integrity_files
from pipeline.sample.ledgers.outreach_and_requests import outreach, requests
from pipeline.sample.ledgers.pledges_and_deliverables import (
    deliverables,
    member_pledges,
    organisation_pledges,
    school_deliverables,
)
from pipeline.sample.ledgers.volunteering_and_talks import district_meetings, volunteering_and_talks
from pipeline.sample.ledgers.work_plan import decisions, work_tasks


def other_ledgers(district: District) -> Iterator[tuple[str, Rows]]:
    """Yield the sixteen ledgers beside those of daily work, and what of daily work has files of its own."""
    for number, branch in enumerate(district.branches()):
        if district.is_silent(branch):
            continue
        activities, attendance = volunteering_and_talks(district, branch)
        yield "activity", activities
        yield "attendance", attendance
        yield "appraisal", appraisals(district, branch)
        yield "integrity_file", integrity_files(district, branch)
        yield "pledge", member_pledges(district, branch)
        yield "standardisation", standardisation(district, branch, number)
        yield "deliverable", deliverables(district, branch)
        yield "outreach", outreach(district, branch)
        yield "dues", dues(district, branch)
        yield "admission", admissions(district, branch)
    for top in district.surveyed_organisations():
        if district.is_silent(top):
            continue
        if top.kind not in BRANCH_TYPES:
            yield "deliverable", school_deliverables(district, top)
        votes, returns = assessments(district, top)
        yield "survey", votes
        yield "survey_return", returns
        yield "request", requests(district, top)
        yield "honour", honours(district, top)
        yield "work_task", work_tasks(district, top)
        yield "decision", decisions(district, top)
        yield "publicity", publicity(district, top)
        yield "funding", funding(district, top)
    for one in district.organisations.values():
        if not district.is_silent(one):
            yield "pledge", organisation_pledges(district, one)
    for school in district.schools.values():
        if not school.habits.silent:
            yield "moral_education", moral_education(district, school)
    yield "transfer", transfers(district)
    votes, returns = form_rows(district)
    yield "survey", votes
    yield "survey_return", returns
    yield "activity", district_meetings(district)
    activities, attendance = flagged_rows(district)
    yield "activity", activities
    yield "attendance", attendance
