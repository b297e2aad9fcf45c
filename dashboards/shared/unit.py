"""Units of comparison: what names one, and what the warehouse says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitKey:
    """Which unit: its level (district, area, school, branch) and its id, which is known by its level only."""

    unit_level: str
    unit_id: str

    @property
    def parameters(self) -> Mapping[str, str]:
        """The parameters `$unit_level` and `$unit_id` of a query."""
        return {"unit_level": self.unit_level, "unit_id": self.unit_id}


@dataclass(frozen=True)
class Unit(UnitKey):
    """One unit of the viewer's scope, as `marts.dim_unit` describes it; what its level does not have is None."""

    unit_name: str
    org_type: str | None
    area_id: str | None
    stage: str | None
    peer_group: str | None
    member_count: int | None
    is_shared: bool | None
    active_to: dt.date | None
