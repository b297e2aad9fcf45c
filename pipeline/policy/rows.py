"""What a line of each standards file (标准表, `data/standards/*.csv`) must hold: one row model a file."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from pipeline.policy.alert_rows import AlertLimit, AlertRule
from pipeline.policy.burden_rows import BurdenRule, NeedlessColumn
from pipeline.policy.calendar_rows import (
    DatedNote,
    FixedDay,
    PeriodStartMonth,
    PeriodType,
    PublicHoliday,
    ReportingCalendar,
    Workday,
)
from pipeline.policy.check_rows import CheckRule, CheckWord, DatedDocument
from pipeline.policy.due_rows import DueDay, ShortfallBand, ShortfallRule
from pipeline.policy.fields import (
    Code,
    Count,
    Day,
    Number,
    OptionalCount,
    OptionalDay,
    OptionalNumber,
    Positive,
    SourcedRow,
    StandardRow,
    Text,
    YesNo,
)
from pipeline.policy.forecast_rows import ForecastLeftOut, ForecastRule, ForecastWay
from pipeline.policy.member_rows import ClockRule, Exemption
from pipeline.policy.policy_status import PolicyStatus
from pipeline.policy.review_rows import ProblemRule, ReviewBand, ReviewRule, ReviewWeight
from pipeline.policy.vocabulary import Level
from pipeline.policy.vocabulary_rows import (
    ActivityType,
    AdmissionStep,
    AttendanceStatus,
    BreakdownValue,
    DisciplineEffect,
    OrganisationType,
    WorkField,
    WorkPlan,
)


class IndicatorStandard(PolicyStatus, SourcedRow):
    """The standard (达标标准) of an indicator, with who confirmed it."""

    unique = ("indicator_code", "valid_from")
    known_as = "达标标准"
    indicator_code: Code
    comparison: Literal[">=", "<="]
    threshold: Number
    valid_from: Day
    valid_to: OptionalDay
    confirmed: YesNo
    confirmed_by: str


class HoursThreshold(PolicyStatus, SourcedRow):
    """Hours of 集中培训 a member owes in a full year."""

    unique = ("indicator_code", "hours", "valid_from")
    known_as = "学时门槛"
    indicator_code: Code
    hours: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    valid_from: Day
    valid_to: OptionalDay
    active: YesNo
    confirmed_by: str


class Scope(StandardRow):
    """Which organisations an indicator applies to (适用范围)."""

    unique = ("scope",)
    known_as = "适用范围"
    scope: Text
    organisation_level: Literal["branch", "school_org", "district_or_school_org", "reporter", "any"]
    minimum_full_members: Count
    needs_groups: YesNo
    needs_study_centre: YesNo
    needs_staff_branch: YesNo
    label: Text


class GradeScale(SourcedRow):
    """评价等次 with its points."""

    unique = ("grade",)
    known_as = "评价等次分值"
    scale: Text
    grade: Text
    coefficient: Annotated[float, Field(ge=0, le=100)]
    is_satisfied_strictly: YesNo
    is_satisfied: YesNo


class SizeBand(StandardRow):
    """Bands of member numbers for peer groups."""

    unique = ("unit_level", "size_band")
    known_as = "规模分档"
    unit_level: Level
    size_band: Text
    lower_members: Count
    upper_members: OptionalCount


class TopicBand(SourcedRow):
    """Bands into which the topics (专题) sort attendance, ages and days."""

    unique = ("measure", "band")
    known_as = "专题图表分档"
    measure: Literal["life_attendance", "problem_open_age", "request_days", "request_open_age", "transfer_days"]
    band: Text
    lower: OptionalNumber
    upper: OptionalNumber

    @classmethod
    def measures(cls) -> tuple[str, ...]:
        """Return what is sorted into bands."""
        return get_args(cls.model_fields["measure"].annotation)


class Disclosure(SourcedRow):
    """Smallest numbers shown, compared or made into a score."""

    unique = ("rule",)
    known_as = "小数保护"
    rule: Literal[
        "smallest_shown_count",
        "smallest_peer_group",
        "smallest_banded_group",
        "smallest_valid_votes",
        "smallest_reported_share",
        "days_before_discipline_is_told",
    ]
    threshold: Positive


class BranchShape(SourcedRow):
    """支部设置规范."""

    unique = ("org_type", "valid_from")
    known_as = "支部设置规范"
    org_type: Text
    minimum_full: Count
    maximum_full: Count
    maximum_schools: OptionalCount
    valid_from: Day


class PledgeBand(SourcedRow):
    """责任书等次, lower score in, upper score out."""

    unique = ("band",)
    known_as = "责任书等次"
    band: Text
    lower_score: OptionalNumber
    upper_score: OptionalNumber


class EvaluatorWeight(PolicyStatus, SourcedRow):
    """Weight of a part of a score; the part's weight stands beside each 评议人类别 of it."""

    unique = ("scheme", "evaluator", "valid_from")
    known_as = "三评权重"
    scheme: Text
    part: Text
    evaluator: Text
    weight: Annotated[float, Field(gt=0, le=100)]
    valid_from: Day


class Deadline(SourcedRow):
    """Days within which something has to be done."""

    unique = ("what",)
    known_as = "办理期限"
    what: Literal["transfer"]
    days: Positive


ROWS: dict[str, type[StandardRow]] = {
    "activity_type": ActivityType,
    "admission_step": AdmissionStep,
    "alert_limit": AlertLimit,
    "alert_rule": AlertRule,
    "attendance_status": AttendanceStatus,
    "branch_shape": BranchShape,
    "breakdown_value": BreakdownValue,
    "check_rule": CheckRule,
    "check_word": CheckWord,
    "clock_rule": ClockRule,
    "dated_document": DatedDocument,
    "dated_note": DatedNote,
    "deadline": Deadline,
    "discipline_effect": DisciplineEffect,
    "due_day": DueDay,
    "disclosure": Disclosure,
    "evaluator_weight": EvaluatorWeight,
    "exemption": Exemption,
    "fixed_day": FixedDay,
    "forecast_left_out": ForecastLeftOut,
    "forecast_rule": ForecastRule,
    "forecast_way": ForecastWay,
    "grade_scale": GradeScale,
    "hours_threshold": HoursThreshold,
    "indicator_standard": IndicatorStandard,
    "organisation_type": OrganisationType,
    "period_start_month": PeriodStartMonth,
    "period_type": PeriodType,
    "pledge_band": PledgeBand,
    "problem_rule": ProblemRule,
    "public_holiday": PublicHoliday,
    "reporting_calendar": ReportingCalendar,
    "burden_rule": BurdenRule,
    "needless_column": NeedlessColumn,
    "review_band": ReviewBand,
    "review_rule": ReviewRule,
    "review_weight": ReviewWeight,
    "scope": Scope,
    "shortfall_band": ShortfallBand,
    "shortfall_rule": ShortfallRule,
    "size_band": SizeBand,
    "topic_band": TopicBand,
    "work_field": WorkField,
    "work_plan": WorkPlan,
    "workday": Workday,
}
"""The file (without `.csv`) and the model of its lines."""
