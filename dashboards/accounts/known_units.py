"""The units that an account can be granted: what the published build knows, by code or by name."""

from __future__ import annotations

from pathlib import Path

from dashboards.database import units
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import OWNER, ROLE_LEVEL
from ingest.errors import UserError

WHOLE_DISTRICT = ""
"""What stands in a grant for the district of the home, which has one only and none before the first build."""
_LEVEL_NAMES = {"area": "片区", "school": "学校", "branch": "支部"}


def district_of(build: Build) -> str | None:
    """Return the id of the build's district, None where it has none."""
    found = units.identities(Reader(OWNER, build), "district")["unit_id"]
    return str(found[0]) if len(found) else None


def named(home: Path, role: str, unit: str | None) -> str:
    """Return the id of the unit that `unit` names by code or name, as a grant of `role` keeps it.

    UserError for a role that is none, a unit that is missing, unknown or not the only one of its name. Before the first
    build nothing is known: then a code is kept as it is.
    """
    level = ROLE_LEVEL.get(role)
    if level is None:
        raise UserError(f"没有“{role}”这个身份；可用的有：{'、'.join(ROLE_LEVEL)}。")
    wanted = (unit or "").strip()
    if level == "district":
        return WHOLE_DISTRICT
    if not wanted:
        raise UserError(f"身份“{role}”要写明是哪个{_LEVEL_NAMES[level]}（代码或名称）。")
    build = published_build(home)
    return wanted if build is None else _found(build, level, wanted)


def _found(build: Build, level: str, wanted: str) -> str:
    offered = units.units(Reader(OWNER, build), level)
    names = {str(code): str(name) for code, name in offered.select("unit_id", "unit_name").rows()}
    if wanted in names:
        return wanted
    codes = [code for code, name in names.items() if name == wanted]
    if len(codes) > 1:
        raise UserError(f"叫“{wanted}”的{_LEVEL_NAMES[level]}有 {len(codes)} 个，请写代码：{'、'.join(codes[:5])}。")
    if not codes:
        raise UserError(f"没有代码或名称是“{wanted}”的{_LEVEL_NAMES[level]}。请检查，或先导入名册并更新数据。")
    return codes[0]


def name_of(home: Path, level: str, unit_id: str) -> str:
    """Return a unit's name as a grant is shown; its code where the build does not know it."""
    if level == "district":
        return "全区"
    build = published_build(home)
    if build is None:
        return unit_id
    found = units.units(Reader(OWNER, build), level)
    return next((str(name) for code, name in found.select("unit_id", "unit_name").rows() if code == unit_id), unit_id)
