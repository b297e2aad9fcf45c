"""For whom 自己的工作簿 was made, as the file itself says it; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

_ROLE, _UNIT, _NAME = "导出身份", "导出单位代码", "导出单位"


@dataclass(frozen=True)
class Owner:
    """A role held in a unit; the unit's name is for people and may change."""

    role: str
    unit_id: str
    unit_name: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.role}（{self.unit_name}）"

    def properties(self) -> dict[str, str]:
        """Return what is written into the file's properties."""
        return {_ROLE: self.role, _UNIT: self.unit_id, _NAME: self.unit_name}

    @classmethod
    def said_by(cls, said: Callable[[str], str | None]) -> Owner | None:
        """Return the owner whom the properties of a file name; None where they name nobody."""
        role, unit_id, unit_name = said(_ROLE), said(_UNIT), said(_NAME)
        return None if role is None or unit_id is None else cls(role, unit_id, unit_name or unit_id)
