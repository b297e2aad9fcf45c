"""The formula of each indicator over `indicator_value`, told once for every format.

A metric answers for one unit and one period and is null over several: persons are counted once, a 联合党支部 in each
of its schools, and hidden values are blank, so nothing that is added up here would be right. What several units are
together is a row of the table too, of the unit above.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.policy.indicator_file import Indicator
from pipeline.policy.indicator_frames import indicator_frame
from pipeline.policy.policy_status import BARRED

_COUNTS = ("person_total", "row_total")
"""Methods whose value is the count itself; every other divides."""


@dataclass(frozen=True)
class Metric:
    """One indicator: `name` as the formats write it, its texts, and what its value is made of."""

    code: str
    label: str
    description: str
    unit: str
    multiplier: float
    divides: bool
    synonyms: tuple[str, ...]

    @property
    def name(self) -> str:
        """The code in small letters: names of metrics hold nothing else."""
        return self.code.lower()

    def value(self, numerator: str, denominator: str, rows: str) -> str:
        """Return the value in SQL, given the SQL of both sums and of how many values they are made of."""
        told = f"{self.multiplier} * {numerator} / nullif({denominator}, 0)" if self.divides else numerator
        return f"case when {rows} = 1 then {told} end"


def metrics_of(indicators: list[Indicator]) -> list[Metric]:
    """Return a metric an indicator, by code; none for what policy bars (不得用于考核), which is shown nowhere."""
    rows = indicator_frame(indicators).select("indicator_code", "multiplier").rows()
    multipliers = {str(code): float(multiplier) for code, multiplier in rows}
    return [
        Metric(
            one.indicator,
            one.name,
            _description(one),
            one.unit,
            multipliers[one.indicator],
            one.method not in _COUNTS,
            (one.indicator, one.name, *one.systems),
        )
        for one in indicators
        if one.policy_status != BARRED
    ]


def _description(one: Indicator) -> str:
    """Return the 口径 in sentences, as the pages give it."""
    parts = [
        f"{one.name}（{one.unit}）。分子：{one.numerator_text}",
        f"分母：{one.denominator_text}" if one.denominator_text else "",
        f"不计：{one.exclusions}",
        f"依据：{one.source}",
        "一个单位、一个期间一个值；几个单位合起来是上级单位的值，不能相加",
    ]
    return "。".join(part.strip().rstrip("。") for part in parts if part) + "。"
