"""Try everything that a self-check tries, on a copy of a built home that is nobody's."""

from __future__ import annotations

from pathlib import Path

from dashboards.accounts import grants, people
from dashboards.attacks.doors import Guarded, doors
from dashboards.attacks.outcome import Outcome
from dashboards.attacks.scopes import scopes
from dashboards.attacks.tampering import tampering
from dashboards.shared.viewer import ADMIN


def attacks(home: Path, guarded: Guarded, count: int, seed: int) -> list[Outcome]:
    """Give the home an account, try to get round it and round every scope, and tamper with a log beside it."""
    if not people.there_are_any(home):
        people.add(home, "wang", "自检", by="自检")
        grants.give(home, people.known(home, "wang"), ADMIN, "", by="自检")
    return [doors(home, guarded), scopes(home), tampering(home / "log", count, seed)]
