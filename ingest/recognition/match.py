"""How one ledger reads one header: what was found where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ingest.ledger import Across, Column, Ledger
from ingest.recognition.known_layout import Layout, ReadAs
from ingest.recognition.title_lines import Labelled
from ingest.recognition.wide_columns import Wide, counted_of_persons

Headers = Sequence[Sequence[str]]
"""For each column of the sheet the texts its header may be read as, the likeliest first; none if blank."""

Below = Callable[[int], Iterable[str]]
Claims = dict[str, list[tuple[int, int, str]]]
"""For each column id the headers that could be it: rank among its names, place, and the text."""


@dataclass(slots=True)
class Match:
    """How one ledger reads one header.

    Places are column indexes of the sheet. `spare` columns mean the same as a column already found and
    serve where that one is blank; `addends` add up with it, `rivals` must not contradict it, and what is `not_needed`
    gives way to it. `blocks` are further blocks of the same columns beside the first. `wide` columns are headed by
    values of another (grades that hold votes, months, days, steps). Where the lines of a sheet with one column a month
    say for themselves what they hold (应交人数, 实交人数 ...), `item` is the column in which they do, and `items` is
    what they hold. The cells of a column in `together` tell several numbers at once, those of `day_numbers` (日 beside
    月份) the number of a day. With a `layout`, `told` is what it says of the places.
    `out_of` is of how many the points in a column are, by its header, and `full` the column that says so of each row.
    """

    ledger: Ledger
    columns: dict[int, str] = field(default_factory=dict)
    spare: dict[int, str] = field(default_factory=dict)
    wide: dict[int, Wide] = field(default_factory=dict)
    item: int | None = None
    items: frozenset[str] = frozenset()
    constants: dict[str, Labelled] = field(default_factory=dict)
    in_minutes: frozenset[str] = frozenset()
    in_ten_thousands: frozenset[str] = frozenset()
    as_share: dict[str, bool] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    addends: dict[int, str] = field(default_factory=dict)
    rivals: dict[int, str] = field(default_factory=dict)
    not_needed: dict[int, str] = field(default_factory=dict)
    blocks: list[dict[int, str]] = field(default_factory=list)
    places: tuple[str, ...] = ()
    titled_organisation: str | None = None
    ticks: dict[int, str] = field(default_factory=dict)
    ticked_column: str | None = None
    together: dict[int, frozenset[str]] = field(default_factory=dict)
    missing: tuple[Column, ...] = ()
    serial: int | None = None
    year: int | None = None
    month: int | None = None
    day_numbers: frozenset[str] = frozenset()
    layout: Layout | None = None
    told: dict[int, ReadAs] = field(default_factory=dict)
    out_of: dict[str, float] = field(default_factory=dict)
    full: int | None = None

    @property
    def matched(self) -> int:
        """How many columns were found in the header itself."""
        return len(self.columns) + len(self.from_wide) + (self.ticked_column is not None)

    @property
    def from_wide(self) -> set[str]:
        """The columns that wide columns stand for."""
        found = {name for wide in self.wide.values() for name in wide.names}
        in_brackets = self.across.in_brackets if self.across is not None else None
        has_points = all(wide.points is not None for wide in self.wide.values() if wide.holds != in_brackets)
        return found | self.items | ({in_brackets} if in_brackets and has_points else set())

    @property
    def across(self) -> Across | None:
        """What the ledger says of the wide columns, where there are any."""
        of = next((wide.of for wide in self.wide.values()), None)
        return next((each for each in self.ledger.unpivoted if each.of == of), None)

    @property
    def not_wanted(self) -> set[str]:
        """The columns that a sheet with such wide columns does without."""
        persons = counted_of_persons(self.unknown.values(), self.wide.values(), self.ledger)
        return {*(self.across.does_without if self.across is not None else ()), *([persons.listed] if persons else ())}

    @property
    def fixed(self) -> set[str]:
        """The columns that the layout fixes for all rows."""
        fixed = self.layout.fixed if self.layout is not None else ()
        return {each.column for each in fixed if each.holds(self.places)}

    @property
    def share_of_required(self) -> float:
        """The share of required columns that were found."""
        due = len(self.ledger.required)
        return (due - len(self.missing)) / due if due else 0.0

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Order among readings of one header: complete ones first, then by how much they explain."""
        return (not self.missing, self.matched if not self.missing else self.share_of_required, self.matched)
