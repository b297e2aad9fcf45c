"""Lines of the standards files (标准表) that are lists of words: kinds, levels, steps, fields, parts."""

from __future__ import annotations

from pipeline.policy.fields import Day, Positive, SourcedRow, StandardRow, Text, YesNo
from pipeline.policy.vocabulary import Dimension, Level


class OrganisationType(StandardRow):
    """组织类别 and its level."""

    unique = ("org_type",)
    known_as = "组织类别"
    org_type: Text
    organisation_level: Level


class ActivityType(StandardRow):
    """活动类型; meetings are looked at when held on a public holiday."""

    unique = ("activity_type",)
    known_as = "活动类型"
    activity_type: Text
    is_meeting: YesNo


class AttendanceStatus(StandardRow):
    """出勤情况 and how it counts."""

    unique = ("attendance",)
    known_as = "出勤情况"
    attendance: Text
    is_expected: YesNo
    is_attended: YesNo


class BreakdownValue(StandardRow):
    """Parts a share is broken into."""

    unique = ("dimension", "breakdown")
    known_as = "分项"
    dimension: Dimension
    breakdown: Text


class AdmissionStep(StandardRow):
    """发展党员程序."""

    unique = ("step",)
    known_as = "发展党员程序"
    step_order: Positive
    stage: Text
    step: Text
    is_admission: YesNo


class WorkField(StandardRow):
    """领域 of the year's plan."""

    unique = ("field",)
    known_as = "要点领域"
    field_order: Positive
    field: Text
    heading: Text


class WorkPlan(SourcedRow):
    """要点 of the sample plan."""

    unique = ("task_no",)
    known_as = "年度要点"
    task_no: Text
    field: Text
    title: Text


class DisciplineEffect(SourcedRow):
    """影响期 by kind of sanction."""

    unique = ("measure_class", "measure", "valid_from")
    known_as = "影响期"
    measure_class: Text
    measure: Text
    months: Positive
    valid_from: Day
