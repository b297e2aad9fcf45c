"""Where a table stands on its sheet, kept when its cells no longer are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TablePosition:
    """Where one table stands on its sheet; rows and columns are zero-based, `end` is behind the last row.

    Data that stand `above` a header that was sorted among them are the table's too.
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
    above: range = range(0)

    def holds(self, row: int) -> bool:
        """Say whether a row, numbered as its reader sees it, is one of the table's data."""
        index = row - self.first_row
        return self.first_data_row <= index < self.end or index in self.above

    @property
    def head_rows(self) -> list[int]:
        """The rows of titles and header."""
        return [index for index in range(self.head, self.first_data_row) if index not in self.above]

    @property
    def data_rows(self) -> list[int]:
        """The rows that may hold data."""
        return [*self.above, *range(self.first_data_row, self.end)]

    def place_of(self, row: int, header: str | None) -> tuple[int, int]:
        """Return the row (by its number) and column that a fault of a row is marked in; of a whole row, its first."""
        if self.form:
            return self.form.get(header or "") or min(self.form.values())
        return row, self.columns.get(header or "", min(self.columns.values(), default=0))
