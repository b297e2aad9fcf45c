"""The alert rules' part of the fixture: one rule in force, one on trial, what they say, and who rose.

B5 has an alert and has risen as well, so it may be in one list only; quarter 2025Q4 is more than a school can bear.
"""

from __future__ import annotations

import datetime as dt

SCHEMA = """
create table marts.dim_alert_rule(rule text, name_zh text, period_type text, unit_level text, indicator_names text,
  periods_asked integer, base_asked integer, valid_from date, valid_to date, is_in_force boolean, is_proposed boolean,
  source text);
create table marts.alert(rule text, indicator_code text, unit_level text, unit_id text, period_type text,
  period_start date, stands_from date, stands_to date, periods_running bigint, since date, base double,
  numerator double, denominator double, value double, standard double, gap double, is_raised boolean,
  is_current boolean);
create table marts.alert_backtest(rule text, period_type text, period_start date, period_end date, year integer,
  could_raise boolean, raised bigint, standing bigint, schools bigint, most_per_school bigint,
  bearable_per_school bigint, is_bearable boolean);
create table marts.alert_load(with_proposed boolean, period_type text, period_start date, year integer, raised bigint,
  schools bigint, most_per_school bigint, bearable_per_school bigint, is_bearable boolean);
create table marts.improvement(rule text, indicator_code text, unit_level text, unit_id text, period_type text,
  period_start date, stands_from date, stands_to date, numerator double, denominator double, value double,
  value_before double, standard double, rise double, rise_of_standard double, most_shown integer);
"""

EVER = dt.date(9999, 12, 31)
SPRING, SPRING_END = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
RULES = [
    ("meetings", "组织生活连续两个季度未达标", "quarter", "branch", "支委会按期召开率、主题党日按月开展率", 2, 2,
     dt.date(2026, 1, 1), EVER, True, False, "本区惯例"),
    ("trial", "组织生活连续三个月未达标（拟试行）", "month", "branch", "主题党日按月开展率", 3, 1,
     dt.date(2027, 1, 1), EVER, False, True, "本区惯例"),
]  # fmt: skip


def _alert(rule: str, code: str, unit: str, running: int, since: dt.date, is_raised: bool) -> tuple[object, ...]:
    kind, start = ("quarter", SPRING) if rule == "meetings" else ("month", dt.date(2026, 6, 1))
    return (rule, code, "branch", unit, kind, start, SPRING_END, EVER, running, since, 3.0, 0.0, 3.0, 0.0, 100.0,
            100.0, is_raised, rule == "meetings")  # fmt: skip


ALERTS = [
    _alert("meetings", "O02", "B5", 10, dt.date(2024, 1, 1), False),
    _alert("meetings", "O05", "B4", 2, dt.date(2026, 1, 1), True),
    _alert("trial", "O05", "B6", 3, dt.date(2026, 4, 1), True),
]
QUARTERS = [dt.date(year, month, 1) for year in (2024, 2025, 2026) for month in (1, 4, 7, 10)][:10]
MOST = [0, 1, 2, 1, 3, 2, 4, 12, 1, 2]
BACKTEST: list[tuple[object, ...]] = [
    ("meetings", "quarter", start, dt.date(start.year, start.month + 2, 28), start.year, place > 0, 2 * most,
     3 * most, min(most, 2), most, 9, most <= 9)
    for place, (start, most) in enumerate(zip(QUARTERS, MOST, strict=True))
]  # fmt: skip
LOAD: list[tuple[object, ...]] = [
    (with_proposed, "quarter", start, start.year, 2 * most, min(most, 2), most + with_proposed, 9,
     most + with_proposed <= 9)
    for with_proposed in (False, True)
    for start, most in zip(QUARTERS, MOST, strict=True)
]  # fmt: skip


def _risen(code: str, unit: str, before: float) -> tuple[object, ...]:
    return ("meetings", code, "branch", unit, "quarter", SPRING, SPRING_END, EVER, 3.0, 3.0, 100.0, before, 100.0,
            100.0 - before, 1 - before / 100, 5)  # fmt: skip


IMPROVEMENTS = [_risen("O05", "B5", 0.0), _risen("O05", "B2", 66.7), _risen("O02", "B3", 33.3)]
SHORT_BY_QUARTER: list[tuple[object, ...]] = [
    (code, unit, "branch", 2026, "quarter", SPRING, "not_met", 0.0, 100.0, 100.0, 0.0, 3.0, running, since,
     running == 1, None, dt.date(2026, 12, 31))
    for code, unit, running, since in (
        ("O05", "B4", 2, dt.date(2026, 1, 1)), ("O02", "B5", 10, dt.date(2024, 1, 1)), ("O05", "B6", 1, SPRING))
]  # fmt: skip
TABLES: dict[str, list[tuple[object, ...]]] = {
    "dim_alert_rule": list(RULES),
    "alert": ALERTS,
    "alert_backtest": BACKTEST,
    "alert_load": LOAD,
    "improvement": IMPROVEMENTS,
    "unit_alert": SHORT_BY_QUARTER,
}
