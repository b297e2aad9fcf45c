"""Lines of the standards files (标准表) that 进度预测 goes by: its rules, its ways, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field

from pipeline.policy.fields import SourcedRow, StandardRow, Text
from pipeline.policy.measures import MeasureName

Way = Literal["periods", "times", "hours", "mean", "stands", "in_force", "once"]


class ForecastRule(SourcedRow):
    """From which month a forecast is made, in which months it is tested, and how many closed years show a habit."""

    unique = ("rule", "number")
    known_as = "进度预测规则"
    rule: Literal["least_months", "tested_month", "usual_years"]
    # Nothing is left to forecast at the end of December.
    number: Annotated[int, Field(ge=1, le=11)]


class ForecastWay(StandardRow):
    """One way of forecasting, in words."""

    unique = ("forecast_method",)
    known_as = "进度预测方法"
    forecast_method: Way
    label: Text
    sentence: Text


class ForecastLeftOut(StandardRow):
    """A measure that says nothing of pace, and why."""

    unique = ("measure",)
    known_as = "不作预测的口径"
    measure: MeasureName
    reason: Text


def forecast_faults(
    rules: Sequence[ForecastRule], ways: Sequence[ForecastWay]
) -> Iterator[tuple[StandardRow | str, str, str]]:
    """Yield what is wrong unless each rule of one number has it once, and every way is in words."""
    for name in ("least_months", "usual_years"):
        found = [row for row in rules if row.rule == name]
        if not found:
            yield "forecast_rule", "rule", f"缺少“{name}”这一行，请补上"
        for row in found[1:]:
            yield row, "rule", f"与第 {found[0].line} 行重复，“{name}”只能有一行，请删去一行"
    told: set[str] = {row.forecast_method for row in ways}
    for way in get_args(Way):
        if way not in told:
            yield "forecast_way", "forecast_method", f"缺少“{way}”这一行，请补上"
