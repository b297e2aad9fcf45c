"""What the topics count (marts.topic_count) and the mean of each survey item, worked out row by row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pipeline.settings import PROJECT
from tests.reference.district import District
from tests.reference.own_indicators import own_study_kinds
from tests.reference.surveys import _POINTS
from tests.reference.table import INDICATORS
from tests.reference.totals import first_monday
from tests.reference.value import Row

Key = tuple[str, str, str, date, str, str]
"""Measure, unit level, unit, first day of the month, series, category."""
Counted = tuple[str, str, date, date, str, str, float]
"""Measure, organisation, day, day of its place, series, category, number."""
Ballots = tuple[str, str, str, int, str, str, str]
"""Unit level, unit, organisation, year, kind of survey, item, class of evaluators."""

_LISTED = (
    "支部党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议党员", "中心组学习",
    "支部学习交流",
    "服务能力培训研讨", "谈心谈话", "警示教育", "主题宣讲", "志愿服务", "结对共建", "关怀慰问", "示范课", "送教支教",
    "教学竞赛", "红色实践", "党组织会议", "校长办公会", "党建工作研究", "听取党建汇报", "述职评议会", "团队活动",
    "党务公开",
)  # fmt: skip
_ATTENDED = ((80, "80%以下"), (90, "80%–90%"), (95, "90%–95%"), (100, "95%–100%"))
_REQUEST_AGES = ((31, "30天以内"), (91, "31–90天"), (181, "91–180天"))
_PROBLEM_AGES = ((31, "30天以内"), (91, "31–90天"), (181, "91–180天"), (366, "181–365天"))
_REQUEST_DAYS = ((8, "7天以内"), (16, "8–15天"), (31, "16–30天"), (61, "31–60天"))
_TRANSFER_DAYS = ((31, "30天以内"), (61, "31–60天"), (91, "61–90天"))
_KEPT = ("党建品牌", "书记项目", "示范岗", "先锋岗")


def _band(value: float, bands: tuple[tuple[int, str], ...], last: str) -> str:
    return next((name for upper, name in bands if value < upper), last)


def counts(home: Path, as_of: date) -> dict[Key, float]:
    """Every number of marts.topic_count but the size of branches."""
    district = District(home, as_of)
    found: Counter[Key] = Counter()
    for measure, org, day, placed, series, category, number in _all(district):
        if day <= as_of and day.year >= district.first_year:
            for level, unit in district.units(org, placed):
                if level != "organisation":
                    found[measure, level, unit, day.replace(day=1), series, category] += number
    return dict(found)


def _all(district: District) -> Iterator[Counted]:
    yield from _activities(district)
    yield from _dated(district)
    yield from _deadlines(district)
    yield from _stocks(district)


def _activities(district: District) -> Iterator[Counted]:
    signed: defaultdict[tuple[str, date, str], list[str]] = defaultdict(list)
    for row in district.ledgers["attendance"]:
        signed[row["org_code"], row["held_on"], row["topic"]].append(row["attendance"])
    ours = {kind for code, one in INDICATORS.items() if code.startswith("L") for kind in one.categories}
    studied = {kind for kind in ours | own_study_kinds(PROJECT / "data" / "indicators") if kind in _LISTED}
    for row in district.ledgers["activity"]:
        org, day = row["org_code"], row["held_on"]
        kinds = [kind for kind in _LISTED if kind in row["activity_type"].split("、")]
        for kind in kinds:
            yield "life_kind", org, day, day, "", kind, 1
            if kind in studied:
                yield "study_kind", org, day, day, "", kind, 1
        if "主题党日" in kinds:
            yield "theme_day", org, day, day, "", "在固定日" if day == first_monday(day) else "在其他日子", 1
        sheet = signed.get((org, day, row["topic"]))
        expected, attended = row["expected"], row["attended"]
        if sheet is not None:
            expected = sum(state != "列席" for state in sheet)
            attended = sum(state in ("出席", "迟到", "补学") for state in sheet)
        if expected and attended is not None:
            band = _band(100 * attended / expected, _ATTENDED, "全勤")
            for kind in ["全部活动", *kinds]:
                yield "life_attendance", org, day, day, kind, band, 1


def _dated(district: District) -> Iterator[Counted]:
    """Rows that count on a day of their own: measure, ledger, day, series, category, number."""
    simple: list[tuple[str, str, str, Callable[[Row], str], Callable[[Row], str], Callable[[Row], float]]] = [
        (
            "study_hours",
            "training",
            "trained_on",
            _none,
            lambda row: row["training_type"],
            lambda row: row["hours"] or 0,
        ),
        ("pairing_new", "outreach", "paired_on", _none, lambda row: row["subject_type"], _one),
        ("request_rating", "request", "closed_on", _none, lambda row: row["rating"] or "未评价", _one),
        ("deliverable", "deliverable", "done_on", _none, lambda row: row["deliverable_type"], _one),
        ("organisation_event", "organisation_event", "event_on", _none, lambda row: row["event_type"], _one),
        ("honour", "honour", "awarded_on", lambda row: row["honour_type"], lambda row: row["level"] or "未注明", _one),
    ]
    for measure, ledger, column, series, category, number in simple:
        for row in district.ledgers[ledger]:
            if row[column]:
                yield measure, row["org_code"], row[column], row[column], series(row), category(row), number(row)
    for row in district.ledgers["publicity"]:
        if row["publicity_type"] == "报道":
            day = row["published_on"]
            yield "publicity", row["org_code"], day, day, "", row["level"] or "未注明", 1
    for row in district.ledgers["transfer"]:
        if row["received_on"] and row["issued_on"]:
            day, took = row["received_on"], (row["received_on"] - row["issued_on"]).days
            yield "transfer_days", row["org_code"], day, day, "", _band(took, _TRANSFER_DAYS, "90天以上"), 1


def _none(row: Row) -> str:
    return ""


def _one(row: Row) -> float:
    return 1


def _deadlines(district: District) -> Iterator[Counted]:
    as_of = district.as_of
    for ledger, begun, due, ages, oldest in (
        ("request", "accepted_on", "promised_on", _REQUEST_AGES, "180天以上"),
        ("problem", "raised_on", "due_on", _PROBLEM_AGES, "一年以上"),
    ):
        for row in district.ledgers[ledger]:
            closed, org = row["closed_on"], row["org_code"]
            if row[begun] <= as_of and (closed is None or closed > as_of):
                late = "已逾期" if row[due] is not None and row[due] < as_of else "未到期"
                age = _band((as_of - row[begun]).days, ages, oldest)
                yield f"{ledger}_open_age", org, as_of, row[begun], late, age, 1
            elif closed is not None and ledger == "request":
                took = _band((closed - row[begun]).days, _REQUEST_DAYS, "60天以上")
                yield "request_days", org, closed, closed, "", took, 1
            elif closed is not None:
                in_time = row["due_on"] is not None and closed <= row["due_on"]
                yield "problem_closed", org, closed, closed, "", "按期" if in_time else "逾期", 1


def _stocks(district: District) -> Iterator[Counted]:
    closings = [period.closing_day(district.as_of) for period in district.periods("year")]
    life = district.organisations.life
    for day in closings:
        for row in district.ledgers["outreach"]:
            first, last = life.get(row["org_code"], (date.max, date.min))
            kept = row["released_on"] is None or row["released_on"] >= day
            if row["paired_on"] <= day and kept and first <= day <= last:
                yield "pairing_kept", row["org_code"], day, day, "", row["subject_type"], 1
        for row in district.ledgers["honour"]:
            first, last = life.get(row["org_code"], (date.max, date.min))
            if row["honour_type"] in _KEPT and row["awarded_on"] <= day and first <= day <= last:
                yield "brand_kept", row["org_code"], day, day, "", row["honour_type"], 1


def surveys(home: Path, as_of: date) -> dict[Ballots, tuple[float, float]]:
    """Valid votes and sum of points by level, unit, organisation, year, survey, item and class; nothing is hidden."""
    district = District(home, as_of)
    votes: defaultdict[Ballots, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in district.ledgers["survey"]:
        valid = row["grade"] in _POINTS or (row["grade"] is None and row["score"] is not None)
        day = row["surveyed_on"]
        if not valid or not district.first_year <= day.year or day > as_of:
            continue
        number = 1 if row["votes"] is None else row["votes"]
        points = _POINTS[row["grade"]] if row["grade"] else row["score"]
        of = (day.year, row["survey_type"], row["item"] or "总体评价", row["evaluator"] or "未注明")
        for level, unit in district.units(row["org_code"], day):
            one = votes[level, unit, row["org_code"], *of]
            one[0] += number
            one[1] += number * points
    return {key: (number, points) for key, (number, points) in votes.items()}
