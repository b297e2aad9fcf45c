"""What the lines of a standards file (标准表) must be together: apart in time, bands without gap, weights of 100."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar, get_args

from pipeline.policy.alert_rows import AlertLimit, AlertRule, alert_faults
from pipeline.policy.burden_rows import BurdenRule, NeedlessColumn, burden_faults
from pipeline.policy.calendar_rows import (
    FixedDay,
    PublicHoliday,
    ReportingCalendar,
    Workday,
    calendar_faults,
    workday_faults,
)
from pipeline.policy.check_rows import CheckRule, DatedDocument, check_rule_faults, document_faults
from pipeline.policy.due_rows import DueDay, ShortfallBand, ShortfallRule, due_faults, shortfall_faults
from pipeline.policy.fields import StandardRow
from pipeline.policy.forecast_rows import ForecastRule, ForecastWay, forecast_faults
from pipeline.policy.member_rows import Exemption, exemption_faults
from pipeline.policy.review_rows import ProblemRule, ReviewBand, ReviewRule, ReviewWeight, problem_faults, review_faults
from pipeline.policy.rows import (
    ROWS,
    BranchShape,
    Deadline,
    Disclosure,
    EvaluatorWeight,
    GradeScale,
    HoursThreshold,
    IndicatorStandard,
    PledgeBand,
    SizeBand,
    TopicBand,
)
from pipeline.policy.vocabulary_rows import ActivityType, AdmissionStep, OrganisationType, WorkField, WorkPlan

Fault = tuple[StandardRow | str, str, str]
"""The line at fault (or the file, where a line is missing), the column, and the clause: what is wrong and its mend."""
Lines = dict[str, list[StandardRow]]
"""The lines of each file, by the file's name without `.csv`."""
Row = TypeVar("Row", bound=StandardRow)
Dated = TypeVar("Dated", IndicatorStandard, HoursThreshold, FixedDay, DueDay)

_SCORES = ("lower_score", "upper_score")


def faults(lines: Lines, indicator_codes: Collection[str]) -> Iterator[Fault]:
    """Yield every fault among lines that are right one by one."""
    for rows in lines.values():
        yield from _doubled(rows)
    yield from _indicator_standards(_of(lines, IndicatorStandard), indicator_codes)
    confirmed = {row.indicator_code for row in _of(lines, IndicatorStandard) if row.confirmed}
    yield from _hours(_of(lines, HoursThreshold), indicator_codes, confirmed)
    yield from calendar_faults(_of(lines, ReportingCalendar))
    yield from workday_faults(_of(lines, Workday), _of(lines, PublicHoliday))
    yield from _fixed_days(_of(lines, FixedDay), {one.activity_type for one in _of(lines, ActivityType)})
    yield from _weights(_of(lines, EvaluatorWeight))
    yield from _all_bands(lines)
    yield from _steps(_of(lines, AdmissionStep))
    yield from _shapes(_of(lines, BranchShape), {one.org_type for one in _of(lines, OrganisationType)})
    yield from _plan(_of(lines, WorkPlan), {one.field for one in _of(lines, WorkField)})
    yield from _grades(_of(lines, GradeScale))
    yield from _thresholds(lines)
    yield from check_rule_faults(_of(lines, CheckRule))
    yield from document_faults(_of(lines, DatedDocument))
    yield from problem_faults(_of(lines, ProblemRule))
    yield from review_faults(_of(lines, ReviewWeight), _of(lines, ReviewBand), _of(lines, ReviewRule), indicator_codes)
    yield from alert_faults(_of(lines, AlertRule), _of(lines, AlertLimit), indicator_codes)
    yield from _due_days(_of(lines, DueDay), indicator_codes)
    yield from shortfall_faults(_of(lines, ShortfallBand), _of(lines, ShortfallRule))
    yield from exemption_faults(_of(lines, Exemption))
    yield from burden_faults(_of(lines, BurdenRule), _of(lines, NeedlessColumn))
    yield from forecast_faults(_of(lines, ForecastRule), _of(lines, ForecastWay))


def _of(lines: Lines, model: type[Row]) -> list[Row]:
    name = next(name for name, known in ROWS.items() if known is model)
    return [row for row in lines[name] if isinstance(row, model)]


def _grouped(rows: Sequence[Row], *columns: str) -> dict[tuple[Hashable, ...], list[Row]]:
    groups: dict[tuple[Hashable, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(getattr(row, column) for column in columns)].append(row)
    return groups


def _doubled(rows: Sequence[StandardRow]) -> Iterator[Fault]:
    for group in _grouped(rows, *rows[0].unique).values() if rows else ():
        if len(group) > 1:
            yield group[1], "、".join(group[1].unique), f"与第 {group[0].line} 行重复，请删去一行"


def _in_order(rows: Sequence[Dated]) -> Iterator[Fault]:
    for row in rows:
        if row.valid_to is not None and row.valid_to < row.valid_from:
            yield row, "valid_to", "早于 valid_from，请改正其中一个日期"


def _apart(rows: Sequence[Dated], column: str) -> Iterator[Fault]:
    """Yield versions that overlap: there is one of each `column` on any day."""
    for group in _grouped(rows, column).values():
        for older, newer in pairwise(sorted(group, key=lambda one: one.valid_from)):
            if older.valid_to is None or newer.valid_from <= older.valid_to:
                mend = f"请给第 {older.line} 行填上早于 {newer.valid_from} 的 valid_to"
                yield newer, "valid_from", f"与第 {older.line} 行的有效期重叠，{mend}"


def _codes(rows: Sequence[IndicatorStandard | HoursThreshold], known: Collection[str]) -> Iterator[Fault]:
    for row in rows:
        if row.indicator_code not in known:
            yield row, "indicator_code", f"没有指标“{row.indicator_code}”，请改正，或先在 data/indicators 里加上它"


def _indicator_standards(rows: Sequence[IndicatorStandard], known: Collection[str]) -> Iterator[Fault]:
    yield from _codes(rows, known)
    for row in rows:
        if row.confirmed and not row.confirmed_by.strip():
            yield row, "confirmed_by", "已确认的标准要写明由谁确认，请填写，或把 confirmed 改为 no"
    yield from _in_order(rows)
    yield from _apart(rows, "indicator_code")


def _due_days(rows: Sequence[DueDay], known: Collection[str]) -> Iterator[Fault]:
    yield from due_faults(rows, known)
    yield from _in_order(rows)
    yield from _apart(rows, "indicator_code")


def _hours(rows: Sequence[HoursThreshold], known: Collection[str], confirmed: Collection[str]) -> Iterator[Fault]:
    """Yield thresholds in use that nobody confirmed, of indicators that judge: those with a `confirmed` standard."""
    yield from _codes(rows, known)
    for row in rows:
        if row.active and not row.confirmed_by.strip() and row.indicator_code in confirmed:
            yield row, "confirmed_by", "启用的学时门槛要写明由谁确认，请填写，或把 active 改为 no"
    yield from _in_order(rows)
    yield from _apart([row for row in rows if row.active], "indicator_code")


def _fixed_days(rows: Sequence[FixedDay], known: Collection[str]) -> Iterator[Fault]:
    for row in rows:
        if row.activity_type not in known:
            yield row, "activity_type", f"activity_type.csv 里没有“{row.activity_type}”，请改正"
    yield from _in_order(rows)
    yield from _apart([row for row in rows if row.active], "activity_type")


def _weights(rows: Sequence[EvaluatorWeight]) -> Iterator[Fault]:
    for version in _grouped(rows, "scheme", "valid_from").values():
        parts = _grouped(version, "part")
        for part in parts.values():
            for row in part[1:]:
                if row.weight != part[0].weight:
                    yield row, "weight", f"与第 {part[0].line} 行同属“{row.part}”，权重应相同，请改正"
        total = sum(part[0].weight for part in parts.values())
        if abs(total - 100) > 1e-9:
            yield version[0], "weight", f"“{version[0].scheme}”各部分的权重合计是 {total:g}，应为 100，请改正"


def _all_bands(lines: Lines) -> Iterator[Fault]:
    yield from _pledge_bands(_of(lines, PledgeBand))
    review = [Band(row, row.lower_score, row.upper_score) for row in _of(lines, ReviewBand)]
    yield from _bands(review, _SCORES, None)
    depths = [Band(row, row.reached_from, row.reached_below) for row in _of(lines, ShortfallBand)]
    yield from _bands(depths, ("reached_from", "reached_below"), None)
    for group in _grouped(_of(lines, SizeBand), "unit_level").values():
        sizes = [Band(row, row.lower_members, row.upper_members) for row in group]
        yield from _bands(sizes, ("lower_members", "upper_members"), 0)
    yield from _topic_bands(_of(lines, TopicBand))


def _pledge_bands(rows: Sequence[PledgeBand]) -> Iterator[Fault]:
    yield from _bands([Band(row, row.lower_score, row.upper_score) for row in rows], _SCORES, None)
    if not any(row.band == "合格" and row.lower_score is not None for row in rows):
        yield "pledge_band", "band", "缺少“合格”这一档或它的下限（R02 以它为准），请补上"


def _topic_bands(rows: Sequence[TopicBand]) -> Iterator[Fault]:
    topics = _grouped(rows, "measure")
    for name in TopicBand.measures():
        if (name,) not in topics:
            yield "topic_band", "measure", f"缺少“{name}”的分档（专题图表按它分），请补上"
    for group in topics.values():
        yield from _bands([Band(row, row.lower, row.upper) for row in group], ("lower", "upper"), 0)


class Band(NamedTuple):
    """A line that is a band: from `lower` (included) to `upper` (not included); None is no bound."""

    row: StandardRow
    lower: float | None
    upper: float | None


def _bands(bands: Sequence[Band], columns: tuple[str, str], first: float | None) -> Iterator[Fault]:
    """Yield faults of half-open bands from `first` (None: no bound) without end, each beginning where the last ends."""
    lower_column, upper_column = columns
    ordered = sorted(bands, key=lambda band: float("-inf") if band.lower is None else band.lower)
    for row, lower, upper in ordered:
        if lower is not None and upper is not None and upper <= lower:
            yield row, upper_column, "上限应大于下限，请改正"
    yield from _ends(ordered, columns, first)
    for below, above in pairwise(ordered):
        if below.upper is None or above.lower != below.upper:
            what = "之间有空档" if _is_gap(below, above) else "重叠"
            yield above.row, lower_column, f"与第 {below.row.line} 行{what}，请让下限等于低一档的上限"


def _is_gap(below: Band, above: Band) -> bool:
    return below.upper is not None and above.lower is not None and above.lower > below.upper


def _ends(ordered: Sequence[Band], columns: tuple[str, str], first: float | None) -> Iterator[Fault]:
    if ordered and ordered[0].lower != first:
        clause = "最低一档不设下限，请留空" if first is None else f"最低一档应从 {first:g} 起，请改正"
        yield ordered[0].row, columns[0], clause
    if ordered and ordered[-1].upper is not None:
        yield ordered[-1].row, columns[1], "最高一档不设上限，请留空"


def _steps(rows: Sequence[AdmissionStep]) -> Iterator[Fault]:
    for order, row in enumerate(sorted(rows, key=lambda one: one.step_order), start=1):
        if row.step_order != order:
            yield row, "step_order", f"程序应从 1 起连续编号，这里应为 {order}，请改正"
    if sum(row.is_admission for row in rows) != 1:
        yield "admission_step", "is_admission", "应有且只有一个程序是 yes（批准接收为预备党员的那一步），请改正"


def _shapes(rows: Sequence[BranchShape], known: Collection[str]) -> Iterator[Fault]:
    for row in rows:
        if row.org_type not in known:
            yield row, "org_type", f"organisation_type.csv 里没有“{row.org_type}”，请改正"
        if row.maximum_full < row.minimum_full:
            yield row, "maximum_full", "小于 minimum_full，请改正"


def _plan(rows: Sequence[WorkPlan], known: Collection[str]) -> Iterator[Fault]:
    for row in rows:
        if row.field not in known:
            yield row, "field", f"work_field.csv 里没有“{row.field}”，请改正"


def _grades(rows: Sequence[GradeScale]) -> Iterator[Fault]:
    for row in rows:
        if row.is_satisfied_strictly and not row.is_satisfied:
            yield row, "is_satisfied", "严格口径算满意的，宽口径也应算满意，请改为 yes"


def _thresholds(lines: Lines) -> Iterator[Fault]:
    rules: set[str] = {row.rule for row in _of(lines, Disclosure)}
    for rule in get_args(Disclosure.model_fields["rule"].annotation):
        if rule not in rules:
            yield "disclosure", "rule", f"缺少“{rule}”这一行，请补上"
    if not _of(lines, Deadline):
        yield "deadline", "what", "缺少“transfer”这一行，请补上"
