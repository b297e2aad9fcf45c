"""Lines of the standards files (标准表) that are about days: periods, what is due when, fixed days, holidays, notes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.policy.fields import Day, Level, Month, OptionalDay, SourcedRow, StandardRow, Text, YesNo


class PeriodType(StandardRow):
    """Into which longer periods a base period is summed."""

    unique = ("base_period", "period_type")
    base_period: Literal["month", "quarter", "semester", "year"]
    period_type: Literal["month", "quarter", "semester", "year"]


class PeriodStartMonth(StandardRow):
    """Months in which periods begin."""

    unique = ("period_type", "start_month")
    period_type: Literal["month", "quarter", "semester", "year"]
    start_month: Month
    months: Month
    label: Text


class ReportingCalendar(SourcedRow):
    """Which ledger is due from whom (报送日历)."""

    unique = ("ledger", "organisation_level", "due_month", "valid_from")
    ledger: Text
    organisation_level: Level
    due_month: Month
    window_months: Month
    due_day: Annotated[int, Field(ge=1, le=31)]
    valid_from: Day


class FixedDay(SourcedRow):
    """The day of the month set for a kind of activity; weekday 1 is Monday."""

    unique = ("activity_type", "weekday", "ordinal", "valid_from")
    activity_type: Text
    weekday: Annotated[int, Field(ge=1, le=7)]
    ordinal: Annotated[int, Field(ge=1, le=5)]
    valid_from: Day
    valid_to: OptionalDay
    active: YesNo


class PublicHoliday(SourcedRow):
    """A day off (法定节假日)."""

    unique = ("day",)
    holiday: Text
    day: Day


class DatedNote(StandardRow):
    """Notes on time axes."""

    unique = ("annotation_date", "label")
    annotation_date: Day
    label: Text
    description: Text
    kind: Text
