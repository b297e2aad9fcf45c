"""Many visitors at a time: they read, click and read on; and all at once on one address."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from dashboards.visitors.people import District, Person, district_of
from dashboards.visitors.server import Server, serving
from dashboards.visitors.visitor import Click, Visitor

THINK_SECONDS = 10.0
_AT_ONCE = ("compare", "school")
"""Page and role of the address that all click at once."""


@dataclass(frozen=True)
class Load:
    """How a server bore a crowd: seconds of half and of 95 % of the clicks, of the last of all at once, and memory."""

    clicks: int
    p50: float
    p95: float
    slowest: float
    faults: tuple[str, ...]
    cpu_a_click: float
    megabytes_early: float
    megabytes_late: float
    at_once: float


def load(home: Path, users: int, minutes: float, seed: int = 1, think: float = THINK_SECONDS) -> Load:
    """Let `users` people look round for so many minutes on a server of their own, then click one address together.

    Clicks of the first tenth of the time are not counted: the server loads its code then, once in its life.
    """
    district = district_of(home)
    with serving(home) as server:
        return asyncio.run(_load(server, district, users, 60 * minutes, seed, think))


async def _load(server: Server, district: District, users: int, seconds: float, seed: int, think: float) -> Load:
    people = district.people(users, seed)
    started = time.monotonic()
    counted_from, end = started + seconds / 10, started + seconds
    early = asyncio.create_task(_later(seconds / 2, server))
    cpu = asyncio.create_task(_cpu_at(seconds / 10, server))
    walks = (
        _walk(server, district, person, random.Random(f"{seed} {place}"), think, counted_from, end)
        for place, person in enumerate(people)
    )
    clicks = [click for walked in await asyncio.gather(*walks) for click in walked]
    late, used = server.megabytes, server.cpu_seconds - await cpu
    at_once = await _together(server, district, people)
    faults = tuple(f"{one.address.page}：{one.fault}" for one in (*clicks, *at_once) if one.fault)
    taken = sorted(one.seconds for one in clicks)
    return Load(
        clicks=len(clicks),
        p50=_share(taken, 50),
        p95=_share(taken, 95),
        slowest=taken[-1] if taken else 0.0,
        faults=faults,
        cpu_a_click=used / max(1, len(clicks)),
        megabytes_early=await early,
        megabytes_late=late,
        at_once=max(one.seconds for one in at_once),
    )


async def _walk(
    server: Server,
    district: District,
    person: Person,
    chance: random.Random,
    think: float,
    counted_from: float,
    end: float,
) -> list[Click]:
    """Look round until `end`; return the clicks made from `counted_from` on."""
    await asyncio.sleep(chance.uniform(0, think))
    found = []
    async with Visitor(server.port) as visitor:
        while time.monotonic() < end:
            counts = time.monotonic() >= counted_from
            click = await visitor.click(district.walk(person, chance))
            if counts:
                found.append(click)
            await asyncio.sleep(chance.expovariate(1 / think))
    return found


async def _together(server: Server, district: District, people: Sequence[Person]) -> list[Click]:
    """Have a session for each of `people` click one address, all in the same moment."""
    page, role = _AT_ONCE
    person = Person(role, district.units[role][0])
    address = person.at(page, year=district.years[0])
    visitors = [Visitor(server.port) for _ in people]
    for visitor in visitors:
        await visitor.__aenter__()
    try:
        await asyncio.gather(*(visitor.click(person.at("verify")) for visitor in visitors))
        return list(await asyncio.gather(*(visitor.click(address) for visitor in visitors)))
    finally:
        await asyncio.gather(*(visitor.__aexit__(None, None, None) for visitor in visitors))


async def _later(seconds: float, server: Server) -> float:
    await asyncio.sleep(seconds)
    return server.megabytes


async def _cpu_at(seconds: float, server: Server) -> float:
    await asyncio.sleep(seconds)
    return server.cpu_seconds


def _share(ordered: Sequence[float], percent: int) -> float:
    """Return below which value `percent` of a hundred lie; 0 for nothing."""
    if len(ordered) < 2:
        return ordered[0] if ordered else 0.0
    return quantiles(ordered, n=100, method="inclusive")[percent - 1]
