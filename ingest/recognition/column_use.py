"""What became of one column of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["read", "not_needed", "not_used"]


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column of a sheet. `read_as` is the ledger's header; `resembles` the one it may have been meant for."""

    sheet: str
    header: str
    state: State
    read_as: str | None = None
    resembles: str | None = None

    def to_json(self) -> dict[str, str | None]:
        """Return what `--json` carries."""
        return {"sheet": self.sheet, "header": self.header, "read_as": self.read_as, "state": self.state}

    @property
    def question(self) -> str:
        """Return the sentence about a column that was not used."""
        asked = f"，是不是“{self.resembles}”？" if self.resembles else ""
        return f"“{self.header}”没有用到{asked}"
