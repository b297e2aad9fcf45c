"""The sixteen ledgers beside those of daily work, organisation by organisation."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.sample.appraisals import appraisals, standardisation
from pipeline.sample.assessments import assessments
from pipeline.sample.doubtful import doubtful
from pipeline.sample.forms import form_rows
from pipeline.sample.gatherings import district_meetings, gatherings
from pipeline.sample.glory import honours, moral_education, publicity
from pipeline.sample.integrity import integrity_files
from pipeline.sample.joining import admissions, transfers
from pipeline.sample.money import dues, funding
from pipeline.sample.parts import BRANCH_TYPES, Rows
from pipeline.sample.promises import deliverables, member_pledges, organisation_pledges, school_deliverables
from pipeline.sample.service import outreach, requests
from pipeline.sample.work_plan import decisions, work_tasks
from pipeline.sample.world import World


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
