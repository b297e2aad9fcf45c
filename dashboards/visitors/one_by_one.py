"""What each page costs: CPU of the server for the start of a session, a first click and the same click again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from dashboards.shared.page_registry import pages_for
from dashboards.visitors.people import District, Person, district_of
from dashboards.visitors.server import Server, serving
from dashboards.visitors.visitor import Visitor

MEASURED = ("admin", "school", "branch")
_LOADING = ("area", "discipline")
"""Whose visits go before: code is loaded by then, and nothing is known yet of those that are measured."""
_QUIET = "verify"
"""A page that asks for next to nothing: where a session waits for the click that is measured."""


@dataclass(frozen=True)
class PageCost:
    """Milliseconds of the server's CPU for one page of one role, and the size of an answer.

    `start`: a new session that opens the page; `cold`: a click on an address that nobody has opened since the build;
    `warm`: the mean of clicks on it after that. `fault` says what went wrong, if anything did.
    """

    page: str
    role: str
    start: float
    cold: float
    warm: float
    kilobytes: float
    fault: str | None


def page_costs(home: Path, repeats: int = 5, pages: Sequence[str] = ()) -> list[PageCost]:
    """Open every page (or those named) as each of `MEASURED`, one click at a time, on a server of its own."""
    district = district_of(home)
    with serving(home) as server:
        return asyncio.run(_all(server, district, repeats, frozenset(pages)))


def summary(costs: Sequence[PageCost]) -> dict[str, Any]:
    """Return the means over pages and roles in milliseconds, the faults, and each page."""
    return {
        **{name: round(fmean(getattr(one, name) for one in costs), 1) for name in ("start", "cold", "warm")},
        "faults": [f"{one.page}（{one.role}）：{one.fault}" for one in costs if one.fault],
        "pages": [asdict(one) for one in costs],
    }


async def _all(server: Server, district: District, repeats: int, only: frozenset[str]) -> list[PageCost]:
    for role in _LOADING:
        await _load(server, Person(role, district.units[role][0]))
    found = []
    for role in MEASURED:
        person = Person(role, _in_the_middle(district.units[role]))
        for page in pages_for(role):
            if not only or page in only:
                found.append(await _cost(server, person, page, repeats))
    return found


def _in_the_middle(units: Sequence[str]) -> str:
    return units[len(units) // 2]


async def _load(server: Server, person: Person) -> None:
    async with Visitor(server.port) as visitor:
        for page in pages_for(person.role):
            await visitor.click(person.at(page))


async def _cost(server: Server, person: Person, page: str, repeats: int) -> PageCost:
    address = person.at(page)
    async with Visitor(server.port) as visitor:
        await visitor.click(person.at(_QUIET))
        before = server.cpu_seconds
        first = await visitor.click(address)
        cold = server.cpu_seconds
        again = [await visitor.click(address) for _ in range(repeats)]
        warm = server.cpu_seconds
    async with Visitor(server.port) as newcomer:
        there = server.cpu_seconds
        await newcomer.click(address)
        start = server.cpu_seconds - there
    faults = [one.fault for one in (first, *again) if one.fault]
    return PageCost(
        page=page,
        role=person.role,
        start=round(1000 * start, 1),
        cold=round(1000 * (cold - before), 1),
        warm=round(1000 * (warm - cold) / repeats, 1),
        kilobytes=round(again[-1].kilobytes, 1),
        fault=faults[0] if faults else None,
    )
