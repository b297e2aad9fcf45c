"""Where to find, in an invented district, the cases that are hard to get right. For tests and demonstrations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.sample.district.district import District
from pipeline.sample.ledgers.discipline import discipline, disciplined_area
from pipeline.sample.ledgers.flagged_rows import holiday_branches, same_words_branches, two_places
from pipeline.sample.ledgers.problems import recurring_problems
from pipeline.sample.ledgers.surveys import SMALL


@dataclass(frozen=True)
class KnownCases:
    """Codes of organisations, schools and people (党员编号); None or empty where a district is too small."""

    joint_branch: str | None  # 联合党支部 of three schools
    founded_branch: str | None  # founded on 15 May of the last closed year
    dissolved_branch: str | None  # closed on 18 June of the last closed year
    moved_school: str | None  # 划转 on 10 April of the last closed year
    moved_organisation: str | None
    moved_from: str | None  # 片区党委 before and after
    moved_to: str | None
    renamed_school: str | None  # 更名 on 18 March of the last closed year
    renamed_organisation: str | None
    upgraded_organisation: str | None  # 党支部 to 党总支 with two new branches on 10 September of the last closed year
    same_name_branch: str | None
    same_name_people: tuple[str, ...]
    moved_people: tuple[str, ...]  # two member rows, hours on both rolls
    silent_school: str | None  # exists, reports nothing
    rate_school: str | None  # 到课率 in place of 实到
    detail_schools: tuple[str, ...]  # attendance by person
    perfect_branches: tuple[str, ...]
    failing_branches: tuple[str, ...]
    recurring_problems: tuple[tuple[str, str], ...]  # organisation, 问题类别
    double_decision_person: str | None  # a 党纪 and a 政务 decision in one case
    disciplined_area: str | None  # four or more people in the last closed year
    small_survey: str | None  # 作风评议 with fewer than 10 valid votes
    # wants a second look (需核实), all in the last closed year
    same_words_branches: tuple[str, ...]  # two with one long topic on a Saturday in May
    two_places_branches: tuple[str, ...]  # two meetings on that day
    two_places_person: str | None  # in both of them
    holiday_branch: str | None  # met on 1 October
    full_attendance_branch: str | None  # everybody was always there


def _mark(marks: Mapping[str, Sequence[str]], name: str, place: int = 0) -> str | None:
    found = marks.get(name, [])
    return found[place] if place < len(found) else None


def _small_survey(district: District) -> str | None:
    asked = district.surveyed_organisations()
    return asked[SMALL].code if len(asked) > SMALL and not district.is_silent(asked[SMALL]) else None


def known_cases(district: District) -> KnownCases:
    """Return the known cases of a district."""
    marks = district.cases
    one = partial(_mark, marks)
    decided = discipline(district)
    public = {row["当事人编号"] for row in decided if row["处理类别"] == "政务处分"}

    hosts, guest = two_places(district)
    return KnownCases(
        joint_branch=one("joint_branch"),
        founded_branch=one("founded_branch"),
        dissolved_branch=one("dissolved_branch"),
        moved_school=one("moved_school"),
        moved_organisation=one("moved_organisation"),
        moved_from=one("moved_organisation", 1),
        moved_to=one("moved_organisation", 2),
        renamed_school=one("renamed_school"),
        renamed_organisation=one("renamed_organisation"),
        upgraded_organisation=one("upgraded_organisation"),
        same_name_branch=one("same_name_branch"),
        same_name_people=tuple(marks.get("same_name_people", [])),
        moved_people=tuple(marks.get("moved_people", [])),
        silent_school=one("silent_school"),
        rate_school=one("rate_school"),
        detail_schools=tuple(marks.get("detail_schools", [])),
        perfect_branches=tuple(marks.get("perfect_branches", [])),
        failing_branches=tuple(marks.get("failing_branches", [])),
        recurring_problems=tuple(recurring_problems(district)),
        double_decision_person=next((str(row["当事人编号"]) for row in decided if row["当事人编号"] in public), None),
        disciplined_area=disciplined_area(district),
        small_survey=_small_survey(district),
        same_words_branches=tuple(one.code for one in same_words_branches(district)),
        two_places_branches=tuple(one.code for one in hosts),
        two_places_person=guest.person.number if guest else None,
        holiday_branch=next((one.code for one in holiday_branches(district)), None),
        full_attendance_branch=one("full_attendance_branch"),
    )
