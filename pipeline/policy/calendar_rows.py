"""Lines of the standards files (标准表) that are about days: periods, what is due when, fixed days, holidays, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from ingest.ledger import OwedBy, load_ledgers
from pipeline.policy.fields import Day, Month, OptionalDay, SourcedRow, StandardRow, Text, YesNo
from pipeline.policy.vocabulary import Period

_FRIDAY = 5


class PeriodType(StandardRow):
    """Into which longer periods a base period is summed."""

    unique = ("base_period", "period_type")
    known_as = "周期汇总"
    base_period: Period
    period_type: Period


class PeriodStartMonth(StandardRow):
    """Months in which periods begin."""

    unique = ("period_type", "start_month")
    known_as = "周期"
    period_type: Period
    start_month: Month
    months: Month
    label: Text


class ReportingCalendar(SourcedRow):
    """When a ledger is due from those of a level that are asked for it (报送日历, `owed_by` of ingest/ledgers)."""

    unique = ("ledger", "organisation_level", "due_month", "valid_from")
    known_as = "报送日历"
    ledger: Text
    organisation_level: OwedBy
    due_month: Month
    window_months: Month
    due_day: Annotated[int, Field(ge=1, le=31)]
    valid_from: Day


class FixedDay(SourcedRow):
    """The day of the month set for a kind of activity; weekday 1 is Monday."""

    unique = ("activity_type", "weekday", "ordinal", "valid_from")
    known_as = "固定主题党日"
    activity_type: Text
    weekday: Annotated[int, Field(ge=1, le=7)]
    ordinal: Annotated[int, Field(ge=1, le=5)]
    valid_from: Day
    valid_to: OptionalDay
    active: YesNo


class PublicHoliday(SourcedRow):
    """A day off (法定节假日)."""

    unique = ("day",)
    known_as = "法定节假日"
    holiday: Text
    day: Day


class Workday(SourcedRow):
    """A weekend day worked in exchange for a day off (调休上班)."""

    unique = ("day",)
    known_as = "调休上班"
    holiday: Text
    day: Day


class DatedNote(StandardRow):
    """Notes on time axes."""

    unique = ("annotation_date", "label")
    annotation_date: Day
    label: Text
    description: Text
    kind: Text


def workday_faults(worked: Sequence[Workday], off: Sequence[PublicHoliday]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield days worked in exchange that are off by the other file, or that are no weekend."""
    days_off = {row.day: row.line for row in off}
    for row in worked:
        if row.day in days_off:
            yield row, "day", f"public_holiday.csv 第 {days_off[row.day]} 行写着这一天放假，请改正其中一处"
        elif row.day.isoweekday() <= _FRIDAY:
            yield row, "day", "不是星期六或星期日，本来就上班，请改正或删去"


def calendar_faults(rows: Sequence[ReportingCalendar]) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield what is due of no ledger, or from organisations that its file does not ask for it."""
    ledgers = load_ledgers()
    for row in rows:
        if row.ledger not in ledgers:
            yield row, "ledger", f"没有台账“{row.ledger}”，请改正"
        elif row.organisation_level not in ledgers[row.ledger].owed_by:
            asked = "、".join(ledgers[row.ledger].owed_by)
            mend = f"请改正，或先改 ingest/ledgers/{row.ledger}.yaml 的 owed_by"
            yield row, "organisation_level", f"这本台账只向 {asked} 要，不向“{row.organisation_level}”要，{mend}"
