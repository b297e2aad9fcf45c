"""Every row of every ledger of the invented district, clean: before any clerk wrote it down.

Rows are dictionaries from canonical Chinese headers to values: dates, numbers and booleans as such, lists joined
with 、, organisations and schools as their codes. Keys with an underscore are ours (`_person`: whom it is about).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pipeline.sample.district.district import District
from pipeline.sample.district.exempt import NOT_ASKED
from pipeline.sample.district.records import BRANCH_TYPES, Membership, Organisation, Rows
from pipeline.sample.ledgers.discipline import discipline
from pipeline.sample.ledgers.meetings import branch_meetings
from pipeline.sample.ledgers.other_ledgers import other_ledgers
from pipeline.sample.ledgers.problems import problems
from pipeline.sample.ledgers.school_meetings import school_meetings
from pipeline.sample.ledgers.surveys import surveys
from pipeline.sample.ledgers.training import training

LEDGERS = (
    "school",
    "organisation",
    "organisation_event",
    "member",
    "activity",
    "attendance",
    "training",
    "discipline",
    "survey",
    "survey_return",
    "problem",
    "appraisal",
    "integrity_file",
    "pledge",
    "standardisation",
    "deliverable",
    "outreach",
    "request",
    "dues",
    "admission",
    "transfer",
    "honour",
    "work_task",
    "decision",
    "publicity",
    "funding",
    "moral_education",
)


def all_rows(district: District) -> dict[str, Rows]:
    """Return all rows by ledger. For a very large district take `reports` school by school instead."""
    found: dict[str, Rows] = {ledger: [] for ledger in LEDGERS}
    for ledger, rows in chain(registers(district).items(), reports(district), other_ledgers(district)):
        found[ledger] += rows
    return found


def registers(district: District) -> dict[str, Rows]:
    """Return the ledgers that say what exists."""
    return {
        "school": [
            {
                "学校代码": one.code,
                "学校名称": one.name,
                "学段": one.stage,
                "办学性质": one.ownership,
                "所属片区": one.area,
                "所在镇街": one.town,
                "教职工数": one.staff,
                "学生数": one.students,
            }
            for one in district.schools.values()
        ],
        "organisation": [_organisation(one) for one in district.organisations.values()],
        "organisation_event": [
            {
                "变动日期": one.on,
                "变动类型": one.kind,
                "党组织代码": one.code,
                "变动前": one.before,
                "变动后": one.after,
                "文号": one.document,
            }
            for one in sorted(district.events, key=lambda event: (event.on, event.code, event.kind))
        ],
        "member": _members(district),
    }


def reports(district: District) -> Iterator[tuple[str, Rows]]:
    """Yield what organisations report over the years, ledger by ledger and organisation by organisation."""
    for branch in district.branches():
        if not district.is_silent(branch):
            activities, attendance = branch_meetings(district, branch)
            yield "activity", activities
            yield "attendance", attendance
            yield "training", training(district, branch)
    for top in district.school_organisations():
        if not district.is_silent(top):
            yield "activity", school_meetings(district, top)
    yield "discipline", discipline(district)
    for number, one in enumerate(district.surveyed_organisations()):
        if not district.is_silent(one):
            votes, returns = surveys(district, one, number)
            yield "survey", votes
            yield "survey_return", returns
            yield "problem", problems(district, one, number)


def _organisation(one: Organisation) -> dict[str, object]:
    return {
        "党组织代码": one.code,
        "党组织名称": one.name,
        "党组织简称": one.short,
        "曾用名": "、".join(one.former) or None,
        "组织类别": one.kind,
        "上级党组织": one.parent,
        "业务指导单位": one.guidance,
        "关联学校": "、".join(one.schools) or None,
        "成立日期": one.founded,
        "撤销日期": one.dissolved,
        "届满日期": one.term_ends,
        "书记": one.secretary,
        "书记兼任校长": one.principal,
        "党小组数": one.groups if one.kind in BRANCH_TYPES else None,
        "是否设中心组": one.centre,
        "是否教工支部": one.staff_branch,
    }


def _members(district: District) -> Rows:
    rows = [_member(district, one) for one in district.memberships]
    if any(one.state for one in district.memberships):
        for row, one in zip(rows, district.memberships, strict=True):
            row |= _state(one)
    return rows


def _state(one: Membership) -> dict[str, object]:
    """Return the optional columns of the roster about who owes nothing for a time."""
    not_asked = one.state in NOT_ASKED
    return {
        "不作硬性要求": one.state if not_asked else None,
        "不作硬性要求起止": one.state_days if not_asked else None,
        "党籍状态": "正常" if not_asked or one.state is None else one.state,
        "党籍状态起止": None if not_asked else one.state_days,
    }


def _member(district: District, one: Membership) -> dict[str, object]:
    who = one.person
    return {
        "党员编号": who.number,
        "姓名": who.name,
        "公民身份证号": who.identity,
        "所在党支部": one.branch,
        "所在学校": one.school,
        "性别": who.gender,
        "出生日期": who.born,
        "学历": who.education,
        "人员类别": "正式党员" if who.full and who.full <= district.as_of else "预备党员",
        "入党日期": who.joined,
        "转正日期": who.full,
        "党内职务": one.party_post,
        "领导班子成员": one.leader,
        "中心组成员": one.centre,
        "岗位": one.post,
        "转入日期": one.came,
        "转出日期": one.left,
        "_person": who.key,
    }
