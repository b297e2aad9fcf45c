"""A district's own indicators (codes from 90 on), as the warehouse describes them: no table here knows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from pipeline.policy.indicator_file import FIRST_LOCAL
from pipeline.warehouse.query import open_published

Found = TypeVar("Found")

_SELECT = "select indicator_code, family, standard, comparison, confirmed from dim_indicator"


@dataclass(frozen=True)
class Own:
    """What a score needs to know of an indicator that is in no table of `tests.reference`."""

    family: str
    standard: float | None
    at_least: bool


def is_own(code: str) -> bool:
    """Tell whether a district added the indicator for itself."""
    return int(code[1:]) >= FIRST_LOCAL


def own_indicators(home: Path) -> dict[str, Own]:
    """Return the district's own indicators by code; a standard that nobody confirmed is none."""
    connection = open_published(home / "warehouse")
    try:
        rows = connection.execute(_SELECT).fetchall()
    finally:
        connection.close()
    return {
        code: Own(family, standard if confirmed else None, comparison != "<=")
        for code, family, standard, comparison, confirmed in rows
        if is_own(code)
    }


def own_study_kinds(folder: Path) -> set[str]:
    """Return the 活动类型 that a district's own indicators of 学习培训 count, by the files in `folder`."""
    found: set[str] = set()
    for path in sorted(folder.glob("L9?.yaml")):
        parameters = yaml.safe_load(path.read_text(encoding="utf-8"))["parameters"]
        counted = [parameters, *(parameters.get(side) or {} for side in ("numerator", "denominator", "part", "sum"))]
        found |= {
            kind
            for one in counted
            if str(one.get("measure", "activity")).startswith("activity")
            for kind in one.get("categories", ())
        }
    return found


def shipped(found: dict[Any, Found]) -> dict[Any, Found]:
    """Return what concerns the indicators of the release; keys begin with the code."""
    return {key: value for key, value in found.items() if key[0] is None or not is_own(key[0])}
