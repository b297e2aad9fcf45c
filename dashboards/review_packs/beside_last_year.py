"""How an indicator turned from last year to this one: the same in a unit's pack and in the 简报 of a whole; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.shared.labels import MET, SHORT


def turned_good(row: Mapping[str, Any]) -> bool:
    """Tell whether what missed its standard last year reaches it now, or is on its way."""
    return row["status"] in MET and row["last_status"] == "not_met"


def turned_short(row: Mapping[str, Any]) -> bool:
    """Tell whether what reached its standard last year is below it now."""
    return row["status"] in SHORT and row["last_status"] == "met"


def short_again(row: Mapping[str, Any]) -> bool:
    """Tell whether an indicator is below its standard in both years."""
    return row["status"] in SHORT and row["last_status"] == "not_met"
