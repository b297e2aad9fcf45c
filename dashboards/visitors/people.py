"""Whose pages the visitors open: people of a published build, each with a role, a unit and pages of their own."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.database import connection, definitions, units
from dashboards.database.reader import Reader
from dashboards.shared.page_registry import pages_for
from dashboards.shared.viewer import DEMO_SWITCH, DISTRICT, ROLE_ADDRESS, ROLE_LEVEL, Viewer
from dashboards.visitors.visitor import Address
from ingest.errors import UserError
from pipeline.demo_mark import is_marked

SHARES: Mapping[str, int] = {"admin": 4, "district": 4, "discipline": 2, "area": 5, "school": 35, "branch": 50}
"""How many of a hundred visitors hold each role: in a district most who look are of a branch or a school."""

_WITH_INDICATOR = frozenset({"compare", "metric"})
"""Pages that show one indicator, which stands in the address."""


@dataclass(frozen=True)
class Person:
    """Somebody who looks: a role as it stands in addresses, and the unit it is held in."""

    role: str
    unit: str

    def at(self, page: str, **query: str) -> Address:
        """Return the address under which this person opens `page`."""
        return Address(page, (("role", self.role), ("as", self.unit), *query.items()))


@dataclass(frozen=True)
class District:
    """What addresses are made of: the units of each role, the years and the indicators of a build."""

    units: Mapping[str, tuple[str, ...]]
    years: tuple[str, ...]
    indicators: tuple[str, ...]

    def people(self, count: int, seed: int) -> list[Person]:
        """Return so many people in the shares of `SHARES`, of different units as far as there are any."""
        chance = random.Random(seed)
        roles = [role for role, share in SHARES.items() for _ in range(share) if self.units[role]]
        chosen = [roles[place * len(roles) // count] for place in range(count)]
        return [Person(role, chance.choice(self.units[role])) for role in chosen]

    def walk(self, person: Person, chance: random.Random) -> Address:
        """Return the next address of somebody who looks round: any page of the role, mostly of the newest year."""
        page = chance.choice(pages_for(person.role))
        query = {"year": self.years[0] if chance.random() < 0.7 else self.years[-1]}
        if page in _WITH_INDICATOR:
            query["indicator"] = chance.choice(self.indicators)
        return person.at(page, **query)


def district_of(home: Path) -> District:
    """Return the people, years and indicators of a build. Raises UserError without one, or where people log in."""
    if not is_marked(home):
        raise UserError("这个数据文件夹要登录才能看，量不了页面。请用 demo 的数据文件夹，或不写 --on。")
    build = connection.published_build(home)
    if build is None:
        raise UserError("还没有发布过数据。请先运行 ingest 和 build。")
    reader = Reader(DEMO_SWITCH, build)
    found = {
        role: tuple(str(unit) for unit in units.identities(reader, ROLE_LEVEL[name])["unit_id"])
        for role, name in ROLE_ADDRESS.items()
    }
    info = definitions.build_info(reader)
    years = tuple(str(year) for year in range(info.last_year, max(info.first_year, info.last_year - 1) - 1, -1))
    office = Viewer(DISTRICT, "district", next(iter(found["district"]), ""))
    known = definitions.indicators(Reader(office, build))
    return District(found, years, tuple(str(code) for code in known["indicator_code"]))
