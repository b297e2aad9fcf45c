"""Which column of which ledger each header names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.header_text import header_keys, in_minutes
from ingest.ledger import Column, Ledger
from ingest.title_lines import Labelled

SERIAL_HEADERS = frozenset({"序号", "序列", "序", "行号", "顺序号", "no", "NO", "No", "№"})
YEAR_HEADERS = frozenset({"年度", "年份", "年", "所属年度", "统计年度"})
_SHORTEST_TITLE_LABEL = 4

Headers = Sequence[Sequence[str]]
"""For each column of the sheet the texts its header may be read as, the likeliest first; none if blank."""


@dataclass(slots=True)
class Match:
    """How one ledger reads one header.

    Places are column indexes of the sheet. `spare` columns mean the same as a column already found and
    serve where that one is blank. `wide` columns are grades that hold votes.
    """

    ledger: Ledger
    columns: dict[int, str] = field(default_factory=dict)
    spare: dict[int, str] = field(default_factory=dict)
    wide: dict[int, str] = field(default_factory=dict)
    constants: dict[str, Labelled] = field(default_factory=dict)
    in_minutes: frozenset[str] = frozenset()
    unknown: dict[int, str] = field(default_factory=dict)
    missing: tuple[Column, ...] = ()
    serial: int | None = None
    year: int | None = None

    @property
    def matched(self) -> int:
        """How many columns were found in the header itself."""
        return len(self.columns) + (2 if self.wide else 0)

    @property
    def share_of_required(self) -> float:
        """The share of required columns that were found."""
        due = len(self.ledger.required)
        return (due - len(self.missing)) / due if due else 0.0

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Order among readings of one header: complete ones first, then by how much they explain."""
        return (not self.missing, self.matched if not self.missing else self.share_of_required, self.matched)


class Vocabulary:
    """Every header of every ledger, in the form in which headers are compared."""

    def __init__(self, ledgers: Iterable[Ledger]) -> None:
        self.ledgers = tuple(ledgers)
        self._columns: dict[str, dict[str, tuple[str, int]]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._grades: dict[str, dict[str, str]] = {}
        for ledger in self.ledgers:
            names: dict[str, tuple[str, int]] = {}
            labels: dict[str, str] = {}
            for column in ledger.columns:
                for rank, alias in enumerate((column.header, *column.aliases)):
                    key = header_keys(alias)[0]
                    names.setdefault(key, (column.id, rank))
                    if column.required and len(key) >= _SHORTEST_TITLE_LABEL:
                        labels.setdefault(key, column.id)
                for label in column.title_labels:
                    labels.setdefault(header_keys(label)[0], column.id)
            self._columns[ledger.id] = names
            self._labels[ledger.id] = labels
            self._grades[ledger.id] = _grades(ledger)
        self._all = frozenset(key for names in self._columns.values() for key in names) | SERIAL_HEADERS
        self._all |= {grade for grades in self._grades.values() for grade in grades}

    def knows(self, text: str) -> bool:
        """Say whether some ledger has such a header."""
        return any(key in self._all for key in header_keys(text))

    def match(self, ledger: Ledger, headers: Headers, titles: Sequence[Labelled]) -> Match:
        """Read the headers as those of this ledger."""
        names, grades = self._columns[ledger.id], self._grades[ledger.id]
        match = Match(ledger)
        claims: dict[str, list[tuple[int, int, str]]] = {}
        for place, readings in enumerate(headers):
            if not readings:
                continue
            keys = [(key, text) for text in readings for key in header_keys(text)]
            claim = next(((*names[key], text) for key, text in keys if key in names), None)
            grade = next((grades[key] for key, _ in keys if key in grades), None)
            if claim is not None:
                column_id, rank, text = claim
                claims.setdefault(column_id, []).append((rank, place, text))
            elif grade is not None:
                match.wide[place] = grade
            elif match.serial is None and any(key in SERIAL_HEADERS for key, _ in keys):
                match.serial = place
            else:
                if match.year is None and any(key in YEAR_HEADERS for key, _ in keys):
                    match.year = place
                match.unknown[place] = readings[0]
        self._settle(match, claims)
        self._fill_from_titles(match, titles)
        given = {*match.columns.values(), *match.constants}
        match.missing = tuple(column for column in ledger.required if column.id not in given)
        return match

    def _settle(self, match: Match, claims: dict[str, list[tuple[int, int, str]]]) -> None:
        if len(match.wide) < 2 or "grade" in claims:
            match.unknown.update(match.wide)
            match.wide = {}
        else:
            for _, place, text in claims.pop("votes", []) + claims.pop("score", []):
                match.unknown[place] = text  # a total or a mean beside the tallies
        minutes = set()
        for column_id, found in claims.items():
            (_, place, text), *others = sorted(found)
            match.columns[place] = column_id
            if match.ledger.column(column_id).unit == "hours" and in_minutes(text):
                minutes.add(column_id)
            for _, spare, other in others:
                column = match.ledger.column(column_id)
                if column.kind == "text" and column.values is None and other != text:
                    match.spare[spare] = column_id
                else:
                    match.unknown[spare] = other
        match.in_minutes = frozenset(minutes)

    def _fill_from_titles(self, match: Match, titles: Sequence[Labelled]) -> None:
        labels = self._labels[match.ledger.id]
        found = set(match.columns.values())
        for title in titles:
            column_id = next((labels[key] for key in header_keys(title.label) if key in labels), None)
            if column_id is not None and column_id not in found:
                match.constants[column_id] = title  # the line nearest to the table is the last


def _grades(ledger: Ledger) -> dict[str, str]:
    if not ledger.wide_votes:
        return {}
    aliases = ledger.column("grade").value_aliases
    bare = {grade: grade for grade in ledger.wide_votes} | dict(aliases)
    forms = {
        name + tail: grade
        for name, grade in bare.items()
        for tail in ("", "票", "票数", "得票", "得票数", "人数", "份数")
    }
    return {header_keys(form)[0]: grade for form, grade in forms.items()}
