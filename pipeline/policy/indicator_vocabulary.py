"""The words an indicator file (指标文件) may use: kinds, measures, families, units and what feeds it.

A word that is not here never reaches the models, where it would silently count nothing.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["frequency", "ratio", "rate", "mean", "coverage", "total"]
Method = Literal[
    "frequency_period",
    "frequency_year",
    "row_ratio",
    "weighted_mean",
    "member_coverage",
    "member_mean",
    "member_with_row",
    "organisation_with_row",
    "school_coverage",
    "person_total",
    "person_rate",
    "row_total",
]
"""Which model of `models/intermediate` computes an indicator."""

Measure = Literal[
    "activity",
    "activity_expected",
    "activity_attended",
    "activity_participants",
    "theme_day_held",
    "theme_day_kept",
    "member_activity",
    "training",
    "training_hours",
    "appraisal_graded",
    "appraisal_excellent",
    "deliverable",
    "secretary_report",
    "integrity_file",
    "discipline",
    "discipline_form",
    "pledge",
    "pledge_scored",
    "pledge_passed",
    "survey_valid",
    "survey_satisfied",
    "survey_satisfied_strictly",
    "survey_score",
    "form_sent",
    "form_valid",
    "outreach",
    "request_due",
    "request_closed_in_time",
    "request_rated",
    "request_satisfied",
    "problem_due",
    "problem_closed_in_time",
    "problem_raised",
    "problem_recurred",
    "task_due",
    "task_done_in_time",
    "dues_due",
    "dues_paid",
    "decision",
    "decision_compliant",
    "standardisation_planned",
    "standardisation_accepted",
    "standardisation_full",
    "standardisation_points",
    "term_set",
    "term_current",
    "school_organisation",
    "secretary_is_principal",
    "branch_active",
    "branch_well_formed",
    "step_due",
    "step_done_in_time",
    "admitted",
    "admitted_frontline",
    "transfer_due",
    "transfer_in_time",
    "honour",
    "publicity",
    "case_due",
    "case_closed_in_time",
    "ledger_due",
    "ledger_received",
    "row_received",
    "row_returned",
    "record_accepted",
    "record_flagged",
]
"""What `models/intermediate/int_measure_row.sql` can count; a new measure is a branch there."""

Presence = Literal[
    "activity",
    "attendance",
    "training",
    "appraisal",
    "deliverable",
    "integrity_file",
    "discipline",
    "discipline_ever",
    "pledge",
    "survey",
    "survey_return",
    "outreach",
    "request_due",
    "request_closed",
    "problem_due",
    "problem_raised",
    "work_task",
    "dues",
    "decision",
    "standardisation",
    "admission",
    "admission_done",
    "transfer",
    "honour",
    "honour_held",
    "publicity",
    "case_due",
]
"""What an organisation must have sent for a year to count as reported (`models/intermediate/int_reported.sql`)."""

Family = Literal[
    "组织生活",
    "学习培训",
    "纪律作风",
    "满意度测评",
    "服务群众",
    "责任落实",
    "组织建设",
    "创新品牌",
    "报送质量",
]
Unit = Literal["%", "‰", "人", "人次", "次", "场", "项", "篇", "份", "件", "个", "分", "学时", "元"]
Grain = Literal[
    "organisation",
    "school_org",
    "branch",
    "school",
    "member",
    "case",
    "response",
    "survey",
    "activity",
    "request",
    "problem",
    "task",
    "decision",
    "admission",
    "transfer",
    "honour",
    "publicity",
    "row",
]
"""What one unit of the denominator is (统计对象)."""

Dimension = Literal["form", "item", "evaluator", "band", "field", "kind", "level"]
Members = Literal["all", "leaders", "not_leaders", "secretaries"]
Subjects = Literal["members", "organisations", "schools"]
