"""Codes that were asked for and are none: whoever guesses waits longer after each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dashboards.store import audit
from dashboards.store.file import looked_into

_FREE = 3
_LONGEST = dt.timedelta(minutes=10)
_LOOKED_BACK = dt.timedelta(hours=1)


def wait(home: Path, role: str, unit: str, now: dt.datetime) -> int:
    """Return how many seconds this person has to wait before the next code: 0 up to the third wrong one in an hour.

    Then 2, 4, 8 … seconds after the last wrong one, 10 minutes at most. `now` is UTC.
    """
    asked = (
        "select count(*), max(at) from audit where action = 'verify' and is_refused = 1"
        " and role = ? and unit = ? and person = ? and at > ?"
    )
    since = (now - _LOOKED_BACK).isoformat(timespec="seconds")
    with looked_into(home) as store:
        wrong, newest = store.execute(asked, (role, unit, audit.at_work().person, since)).fetchone()
    if wrong < _FREE:
        return 0
    pause = min(dt.timedelta(seconds=2.0 ** min(wrong - _FREE + 1, 20)), _LONGEST)
    return max(0, round((dt.datetime.fromisoformat(newest) + pause - now).total_seconds()))
