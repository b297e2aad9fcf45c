"""The forecast page's own filters, and whether its year is still open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboards.pages.forecast.queries import forecast_counts
from dashboards.shared.labels import OUTCOMES
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

LEVELS_OFFERED = ("district", "area", "school", "branch")
_SHORT = "short"


@dataclass(frozen=True)
class Filters:
    """What the list is filtered by; None stands for all."""

    indicator: str | None
    indicator_name: str | None
    outcome: str | None
    words: dict[str, str]


def is_open(visit: Visit, year: int) -> bool:
    """Tell whether `year` had not ended by the as-of day."""
    return visit.as_of < dt.date(year, 12, 31)


def narrow(visit: Visit, choice: Choice) -> Filters:
    """Draw indicator and outcome; return what was chosen."""
    found = forecast_counts(visit.reader, choice.year, choice.level, choice.stage, choice.area)
    indicators = {ALL: "全部指标"} | dict(found.select("indicator_code", "name_zh").sort("indicator_code").rows())
    outcomes = {_SHORT: "将不达标的", ALL: "全部预测结果"} | {name: style.word for name, style in OUTCOMES.items()}
    with choice.row:
        indicator = choose("指标", "of", indicators, ALL, width=220)
        outcome = choose("清单列出", "outcome", outcomes, _SHORT, width=200)
    return Filters(
        None if indicator == ALL else indicator,
        None if indicator == ALL else indicators[indicator],
        None if outcome == ALL else outcome,
        {"指标": indicators[indicator], "清单列出": outcomes[outcome]},
    )
