"""The sixteen ledgers beside those of daily work, organisation by organisation."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.sample.district.district import World
from pipeline.sample.district.records import BRANCH_TYPES, Rows
from pipeline.sample.ledgers.admission_and_transfer import admissions, transfers
from pipeline.sample.ledgers.appraisals import appraisals, standardisation
from pipeline.sample.ledgers.assessments import assessments
from pipeline.sample.ledgers.dues_and_funding import dues, funding
from pipeline.sample.ledgers.flagged_rows import doubtful
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
from pipeline.sample.ledgers.volunteering_and_talks import district_meetings, gatherings
from pipeline.sample.ledgers.work_plan import decisions, work_tasks


def paperwork(world: World) -> Iterator[tuple[str, Rows]]:
    """The sixteen ledgers beside those of daily work, and what of daily work comes in with files of its own."""
    for number, branch in enumerate(world.branches()):
        if world.silent(branch):
            continue
        activities, attendance = gatherings(world, branch)
        yield "activity", activities
        yield "attendance", attendance
        yield "appraisal", appraisals(world, branch)
        yield "integrity_file", integrity_files(world, branch)
        yield "pledge", member_pledges(world, branch)
        yield "standardisation", standardisation(world, branch, number)
        yield "deliverable", deliverables(world, branch)
        yield "outreach", outreach(world, branch)
        yield "dues", dues(world, branch)
        yield "admission", admissions(world, branch)
    for top in world.asked():
        if world.silent(top):
            continue
        if top.kind not in BRANCH_TYPES:
            yield "deliverable", school_deliverables(world, top)
        votes, returns = assessments(world, top)
        yield "survey", votes
        yield "survey_return", returns
        yield "request", requests(world, top)
        yield "honour", honours(world, top)
        yield "work_task", work_tasks(world, top)
        yield "decision", decisions(world, top)
        yield "publicity", publicity(world, top)
        yield "funding", funding(world, top)
    for one in world.organisations.values():
        if not world.silent(one):
            yield "pledge", organisation_pledges(world, one)
    for school in world.schools.values():
        if not school.habits.silent:
            yield "moral_education", moral_education(world, school)
    yield "transfer", transfers(world)
    votes, returns = form_rows(world)
    yield "survey", votes
    yield "survey_return", returns
    yield "activity", district_meetings(world)
    activities, attendance = doubtful(world)
    yield "activity", activities
    yield "attendance", attendance
