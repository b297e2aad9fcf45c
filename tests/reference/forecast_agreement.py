"""Puts the recomputed forecasts beside marts.forecast and marts.forecast_backtest."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from pathlib import Path

from pipeline.warehouse.query import open_published
from tests.reference.agreement import Key, Numbers
from tests.reference.district import District
from tests.reference.forecast import STANDS, Forecast, forecasts

TESTED_MONTHS = (6, 9, 10)
PROMISES, WARNINGS = ("certain", "will_meet"), ("impossible", "will_miss")
_NOTHING = Forecast(None, None, "undecided")
Told = dict[tuple[object, ...], tuple[object, ...]]


def published_forecasts(home: Path) -> Told:
    """(indicator, level, unit) -> at pace, best possible, outcome; as the mart says."""
    return _asked(home, "select indicator_code, unit_level, unit_id, at_pace, best_possible, outcome from forecast", 3)


def published_tests(home: Path) -> Told:
    """(indicator, level, month, year) -> the counts of marts.forecast_backtest."""
    return _asked(
        home,
        "select indicator_code, unit_level, tested_month, year, made, was_right, promised, wrongly_promised, warned, "
        "wrongly_warned, settled, settled_right, undecided from forecast_backtest",
        4,
    )


def recomputed_forecasts(home: Path, as_of: date, values: dict[Key, Numbers]) -> Told:
    """The same of the open year: units that live on and have a value, or could have one later in the year."""
    if as_of == date(as_of.year, 12, 31):
        return {}
    district = District(home, as_of)
    units = {
        unit
        for org, (_, last) in district.organisations.life.items()
        for unit in district.units(org, as_of)
        if last > as_of
    }
    units |= {("school", code) for code in district.organisations.schools_without()}
    said = forecasts(home, as_of)
    codes = {code for code, *_ in said}
    found: Told = {}
    for (code, level, unit, kind, start, breakdown), (*_, status) in values.items():
        asked = code in codes and kind == "year" and start.year == as_of.year and breakdown is None
        has_one = status in ("on_track", "behind", "over") or (status == "not_due" and code not in STANDS)
        if asked and has_one and (level, unit) in units:
            one = said.get((code, level, unit), _NOTHING)
            found[code, level, unit] = (one.at_pace, one.best_possible, one.outcome)
    return found


def recomputed_tests(home: Path, values: dict[Key, Numbers]) -> Told:
    """The same of closed years: every forecast held against the status of the year."""
    truth = {
        (code, level, unit, start.year): status
        for (code, level, unit, kind, start, breakdown), (*_, status) in values.items()
        if kind == "year" and breakdown is None and status in ("met", "not_met")
    }
    counts: dict[tuple[object, ...], Counter[str]] = {}
    for year in sorted({key[3] for key in truth}):
        for month in TESTED_MONTHS:
            said = forecasts(home, date(year, month, monthrange(year, month)[1]))
            for (code, level, unit), one in said.items():
                end = truth.get((code, level, unit, year))
                for key in ((code, year), (code, None), (None, year), (None, None)) if end else ():
                    counts.setdefault((key[0], level, month, key[1]), Counter()).update(_marks(one.outcome, end))
    return {key: tuple(count[name] for name in _COUNTED) for key, count in counts.items()}


_COUNTED = (
    "made", "right", "promised", "wrongly promised", "warned", "wrongly warned", "settled", "settled right",
    "undecided",
)  # fmt: skip


def _marks(outcome: str, end: str | None) -> list[str]:
    if outcome == "undecided":
        return ["undecided"]
    promised = outcome in PROMISES
    right = promised == (end == "met")
    marks = ["made", "promised" if promised else "warned"]
    marks += ["right"] if right else ["wrongly promised" if promised else "wrongly warned"]
    if outcome in ("certain", "impossible"):
        marks += ["settled", "settled right"] if right else ["settled"]
    return marks


def difference(ours: Told, theirs: Told) -> str:
    """Empty if both say the same of the same keys, else the first differences."""
    lines = [
        f"{key}: reference {ours.get(key)}, marts {theirs.get(key)}"
        for key in sorted(ours.keys() | theirs.keys(), key=str)
        if not _same(ours.get(key), theirs.get(key))
    ]
    return "\n".join([f"{len(lines)} of {len(ours)} differ", *lines[:20]]) if lines else ""


def _same(one: tuple[object, ...] | None, other: tuple[object, ...] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(
        abs(left - right) < 1e-6 if isinstance(left, int | float) and isinstance(right, int | float) else left == right
        for left, right in zip(one, other, strict=True)
    )


def _asked(home: Path, sql: str, keys: int) -> Told:
    connection = open_published(home / "warehouse")
    try:
        rows = connection.execute(sql).fetchall()
    finally:
        connection.close()
    found = {row[:keys]: row[keys:] for row in rows}
    assert len(found) == len(rows), "a key occurs twice"
    return found
