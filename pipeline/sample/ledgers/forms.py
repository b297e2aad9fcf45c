"""One survey that was asked on the web: a form (答卷) for members and another, numbered otherwise, for all others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

PLACES = (1, 7)  # of the organisations that asked on the web
MEMBER_ITEMS = ("总体评价", "组织生活", "教育培训")
OTHER_ITEMS = ("总体评价", "党员作用")
GRADES = (("满意", 80), ("比较满意", 13), ("基本满意", 5), ("不满意", 1), (None, 1))  # None: not answered


@dataclass(frozen=True)
class Form:
    """One form as it was filled in. What tells who filled it in is invented, and must not be kept."""

    serial: int
    at: datetime
    organisation: str
    evaluator: str
    grades: tuple[str | None, ...]  # in the order of the items
    name: str
    address: str
    seconds: int


def survey_name(district: District) -> str:
    """Return the survey's name, in the words of the mapping that reads its forms."""
    return f"{district.as_of.year}年党建工作满意度测评"


def forms(district: District) -> tuple[list[Form], list[Form]]:
    """Return the forms of members and those of others, by the time they were sent; none if June is still to come."""
    rng = random_for(district.seed, "forms")
    opened = datetime(district.as_of.year, 6, 15, 8)
    asked = [
        one
        for place, one in enumerate(district.surveyed_organisations())
        if place in PLACES and not district.is_silent(one)
    ]
    if (opened + timedelta(days=7)).date() > district.as_of:
        return [], []
    members: list[Form] = []
    others: list[Form] = []
    for organisation in asked:
        for _ in range(rng.randint(24, 32)):
            members.append(_form(rng, opened, organisation, "党员", len(MEMBER_ITEMS)))
        for _ in range(rng.randint(30, 38)):
            evaluator = weighted(rng, [("教师", 4), ("学生家长", 5), ("群众", 1)])
            others.append(_form(rng, opened, organisation, evaluator, len(OTHER_ITEMS)))
    return _in_order(members), _in_order(others)


def form_rows(district: District) -> tuple[Rows, Rows]:
    """Return the same as rows of the survey ledger, and the return figures. Items left out are no rows."""
    members, others = forms(district)
    votes: Rows = []
    for sent, items in ((members, MEMBER_ITEMS), (others, OTHER_ITEMS)):
        for form in sent:
            head: dict[str, object] = {"测评名称": survey_name(district), "测评类型": "党建满意度"}
            head |= {"测评日期": form.at.date(), "党组织": form.organisation, "评议人类别": form.evaluator}
            for item, grade in zip(items, form.grades, strict=True):
                if grade:
                    row = {**head, "评议项目": item, "评价等次": grade, "得分": None, "票数": None}
                    votes.append({**row, "答卷编号": f"{len(items)}-{form.serial}", "_separate": True, "_form": True})
    returns: Rows = []
    for code in dict.fromkeys(form.organisation for form in members):
        back = sum(form.organisation == code for form in (*members, *others))
        row = {"测评名称": survey_name(district), "党组织": code, "发放数": back + 6, "收回数": back, "有效数": back}
        returns.append({**row, "_separate": True})
    return votes, returns


def _form(rng: Random, opened: datetime, organisation: Organisation, evaluator: str, items: int) -> Form:
    names = words("names")
    at = opened + timedelta(minutes=rng.randrange(6 * 24 * 60), seconds=rng.randrange(60))
    grades = [weighted(rng, GRADES) for _ in range(items)]
    grades[0] = grades[0] or "满意"  # nobody sends an empty form
    name = rng.choice(names["surnames"]) + "".join(rng.sample(names["given"], 2))
    address = f"192.0.2.{rng.randrange(1, 255)}(云岭-云岭)"
    return Form(0, at, organisation.code, evaluator, tuple(grades), name, address, rng.randint(35, 420))


def _in_order(sent: list[Form]) -> list[Form]:
    by_time = sorted(sent, key=lambda form: (form.at, form.name))
    return [replace(form, serial=number) for number, form in enumerate(by_time, start=1)]
