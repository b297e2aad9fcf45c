"""`python -m tests.load --home HOME --users 100 --minutes 20`: many people on the pages of one server, over websockets.

The server is started here on the loopback and stopped at the end. Exit 1 when a click went wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboards.visitors.crowd import THINK_SECONDS, Load, load

MOST_USERS, MOST_MINUTES = 500, 60.0
"""Beyond this the test would be of the machine that the visitors run on."""


def main(words: list[str] | None = None) -> int:
    """Run the crowd and print how it was borne."""
    asked = _parser().parse_args(words)
    users, minutes = min(asked.users, MOST_USERS), min(asked.minutes, MOST_MINUTES)
    found = load(asked.home, users, minutes, asked.seed, asked.think)
    sys.stdout.write(told(found, users, minutes))
    return 1 if found.faults else 0


def told(found: Load, users: int, minutes: float) -> str:
    """Return what was found as lines."""
    lines = [
        f"{users} people, {minutes:g} minutes: {found.clicks} clicks, {len(found.faults)} went wrong",
        f"a click: p50 {found.p50:.2f} s, p95 {found.p95:.2f} s, slowest {found.slowest:.2f} s",
        f"CPU of the server: {1000 * found.cpu_a_click:.0f} ms a click",
        f"memory: {found.megabytes_early:.0f} MB half way, {found.megabytes_late:.0f} MB at the end",
        f"{users} clicks on one address at once: the last after {found.at_once:.2f} s",
        *found.faults[:20],
    ]
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home with a published build")
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--think", type=float, default=THINK_SECONDS, help="mean seconds between clicks")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
