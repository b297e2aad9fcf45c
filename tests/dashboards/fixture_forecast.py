"""进度预测's part of the fixture: what is forecast of 2026, and how often that was right in 2024 and 2025."""

from __future__ import annotations

import datetime as dt
import itertools

SCHEMA = """
create table marts.forecast(indicator_code text, unit_id text, unit_level text, year bigint, forecast_day date,
  forecast_method text, status text, value double, numerator double, denominator double, comparison text,
  standard double, at_pace double, best_possible double, outcome text, reason text, needed double, needed_by date);
create table marts.forecast_backtest(indicator_code text, unit_level text, tested_month bigint, year bigint,
  made bigint, was_right bigint, promised bigint, wrongly_promised bigint, warned bigint, wrongly_warned bigint,
  settled bigint, settled_right bigint, undecided bigint, share_right double);
create table marts.forecast_method(indicator_code text, forecast_method text, label text, sentence text,
  left_out_reason text, least_months bigint);
"""

AS_OF = dt.date(2026, 6, 30)
METHODS = {"O02": "periods", "O05": "periods", "O09": "stands", "L03": "hours"}
_STANDARD = {"O02": 100.0, "O05": 100.0, "O09": 95.0, "L03": 100.0}
SHORT = {
    ("O05", "B2"): "impossible",
    ("O05", "B4"): "impossible",
    ("O09", "B1"): "will_miss",
    ("L03", "B2"): "will_miss",
}
"""Branches that fall short; all others will meet it, but B5, of which O05 is certain, and B6, undecided in L03."""
_OTHER = {("O05", "B5"): "certain", ("L03", "B6"): "undecided"}
_PACE = {"impossible": 80.0, "will_miss": 75.0, "undecided": None, "will_meet": 100.0, "certain": 100.0}
TESTS = {6: (20, 15, 12, 4, 8, 1, 5), 9: (20, 18, 11, 2, 9, 0, 8), 10: (20, 19, 11, 1, 9, 0, 9)}
"""Month -> made, right, promised, wrongly promised, warned, wrongly warned, settled; in each of two years."""


def outcome_of(code: str, unit: str) -> str:
    """What is forecast of a unit: above the branches everything goes on to be met."""
    return SHORT.get((code, unit)) or _OTHER.get((code, unit), "will_meet")


def forecasts(units: list[tuple[str, str]]) -> list[tuple[object, ...]]:
    """One row an indicator and unit (id, level)."""
    found: list[tuple[object, ...]] = []
    for code, (unit, level) in itertools.product(METHODS, units):
        outcome = outcome_of(code, unit)
        pace = _PACE[outcome]
        short = outcome in ("impossible", "will_miss")
        found.append(
            (code, unit, level, 2026, AS_OF, METHODS[code], "behind" if short else "on_track", pace, 9.0, 12.0, ">=",
             _STANDARD[code], pace, None if code == "O09" else 91.7 if outcome == "impossible" else 100.0, outcome,
             "once" if outcome == "undecided" else None, 3.0 if short else None, dt.date(2026, 12, 31))
        )  # fmt: skip
    return found


def tests() -> list[tuple[object, ...]]:
    """O05 and all indicators together, of each year and of both."""
    found: list[tuple[object, ...]] = []
    for (month, counts), code, level in itertools.product(TESTS.items(), ("O05", None), ("branch", "school")):
        for year, times in ((2024, 1), (2025, 1), (None, 2)):
            many = [count * times for count in counts]
            found.append((code, level, month, year, *many, many[-1], 3 * times, 100 * counts[1] / counts[0]))
    return found


def methods() -> list[tuple[object, ...]]:
    """Two ways in words, and one indicator that is left out."""
    words = {"periods": "错过的周期不能补。", "stands": "目前的比率延续到年底。", "hours": "学时折算到全年。"}
    found = [(code, way, "按期开展的活动", words[way], None, 3) for code, way in METHODS.items()]
    return [*found, ("Q01", None, None, None, "补报后会变", 3)]
