"""A table: where one ledger stands on one sheet, and which column is what."""

from dataclasses import dataclass, field

from ingest.cells.cell_text import cell_text
from ingest.ledger import YEAR, Across, Column
from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.known_layout import Layout
from ingest.recognition.title_lines import Labelled
from ingest.recognition.wide_columns import Wide

MAY_STAND_ROUND = ((), ("org",), ("school",))
"""What a table may lack: nothing, or whose rows they are, where a title, the tab or the file's name says so."""


@dataclass(slots=True)
class Table:
    """One ledger found on one sheet.

    Rows and columns are indexes into `sheet.cells` (zero-based; `sheet.row_number` gives the number a user sees).
    `columns` maps a place to a column id; `spare` columns serve where the column of the same id is blank, `addends`
    add up with it and `rivals` must not contradict it; `blocks` are further blocks of the same columns; `wide`
    columns are headed by values of another (grades, months, days), as the ledger's `across` says, and `from_wide` are
    the column ids that they stand for; `item_column`
    says what each line of a sheet with one column a month holds, where the header does not; `constants` are values
    that a title line gives for the whole table. Data stand in rows `first_data_row` up to but not including `end_row`.
    `years` are those of title lines, sheet name and file name. A table with `missing_required` (column ids) may only
    change rows that are known; `places` are the texts round it, the nearest first, and `titled_organisation`
    what 填报单位 above it says; `ticks` are columns of values, one of which is ticked on each row, of `ticked_column`;
    the cells of a column in `together` tell the numbers of several columns at once;
    `lacking` is the sentence with which it is refused where it brings nothing but new rows. `layout` is what a person
    has confirmed of it, if anybody has; by it `as_share` says of rates whether 1 is a hundred per cent or one. A table
    that `is_further_block` is one of the `blocks` of another, which accounts for all other columns of the sheet.
    `year_column` and `month_column` say of a row what its days lack; cells of columns in `day_numbers` are days alone.
    `out_of` is the number of points that a column's header says there are to be had (得分（满分20）), `full_column` the
    place of a column that says it of each row.
    `month_disputed` says that a title names another month than the tab or the file.
    `headings` are rows between the others that say whose the rows below them are, or of which kind.
    `measured_in` is what a title counts in (单位：千元, 单位：百人) that is none of the ledgers' own measures.
    """

    ledger: str
    sheet: Sheet
    header_rows: tuple[int, ...]
    columns: dict[int, str]
    unknown_headers: dict[int, str]
    missing_required: tuple[str, ...]
    first_data_row: int
    end_row: int
    years: frozenset[int] = frozenset()
    spare: dict[int, str] = field(default_factory=dict)
    addends: dict[int, str] = field(default_factory=dict)
    rivals: dict[int, str] = field(default_factory=dict)
    not_needed: dict[int, str] = field(default_factory=dict)
    blocks: list[dict[int, str]] = field(default_factory=list)
    wide: dict[int, Wide] = field(default_factory=dict)
    item_column: int | None = None
    from_wide: frozenset[str] = frozenset()
    constants: dict[str, Labelled] = field(default_factory=dict)
    in_minutes: frozenset[str] = frozenset()
    in_ten_thousands: frozenset[str] = frozenset()
    as_share: dict[str, bool] = field(default_factory=dict)
    serial_column: int | None = None
    year_column: int | None = None
    month_column: int | None = None
    day_numbers: frozenset[str] = frozenset()
    share_of_required: float = 1.0
    lacking: str | None = None
    places: tuple[str, ...] = ()
    titled_organisation: str | None = None
    ticks: dict[int, str] = field(default_factory=dict)
    ticked_column: str | None = None
    across: Across | None = None
    together: dict[int, frozenset[str]] = field(default_factory=dict)
    layout: Layout | None = None
    is_further_block: bool = False
    measured_in: str | None = None
    out_of: dict[str, float] = field(default_factory=dict)
    full_column: int | None = None
    month_disputed: str | None = None
    headings: frozenset[int] = frozenset()

    def years_of(self, row: int, column: Column | None = None) -> frozenset[int]:
        """Return the year of a row: its own 年度, else what titles, sheet name and file name speak of.

        The ledger's own 年度 is the year of a deadline, or of a day in three columns, only: what is told of a year may
        be done in the next one.
        """
        place, cells = self.year_column, self.sheet.cells[row]
        if place is None and column is not None and (column.is_deadline or column.id in self.day_numbers):
            place = self.place_of(YEAR)
        own = cell_text(cells[place]).rstrip("年度 ") if place is not None and place < len(cells) else ""
        return frozenset({int(own)}) if own.isdecimal() and len(own) == 4 else self.years

    def place_of(self, column_id: str) -> int | None:
        """Return the index of the column in the sheet; None if a title line gives it, or nothing does."""
        place = next((place for place, name in self.columns.items() if name == column_id), None)
        return min(self.wide) if place is None and column_id in self.from_wide else place


@dataclass(slots=True)
class Recognised:
    """What a file holds: its tables in the order of dependency, or the sentence for which it is refused whole."""

    tables: list[Table]
    refusal: str | None = None
    ignored_sheets: list[str] = field(default_factory=list)


def has_rows(table: Table) -> bool:
    """Say whether anything stands below a header."""
    rows = table.sheet.cells[table.first_data_row : table.end_row]
    return any(not is_blank(cell) for row in rows for cell in row)
