"""Where a table stands on its sheet, kept when its cells no longer are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TablePosition:
    """Where one table stands on its sheet; rows and columns are zero-based, `end` is behind the last row.

    Of a form, `form` says by canonical header in which row (by its number) and column the value stands.
    """

    sheet: str
    head: int
    first_data_row: int
    end: int
    columns: dict[str, int]
    used: frozenset[int] = frozenset()
    first_row: int = 1
    form: dict[str, tuple[int, int]] = field(default_factory=dict)

    def holds(self, row: int) -> bool:
        """Say whether a row, numbered as its reader sees it, is one of the table's data."""
        return self.first_data_row <= row - self.first_row < self.end

    def place_of(self, row: int, header: str | None) -> tuple[int, int]:
        """Return the row (by its number) and column that a fault of a row is marked in; of a whole row, its first."""
        if self.form:
            return self.form.get(header or "") or min(self.form.values())
        return row, self.columns.get(header or "", min(self.columns.values(), default=0))
