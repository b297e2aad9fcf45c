"""A layout (版式): what a person has confirmed of all tables with the same headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ingest.text.chinese import normalise, simplify
from ingest.text.header_text import header_keys

CountedIn = Literal["hours", "minutes", "yuan", "ten_thousands", "percent", "share"]
_UNHEADED = re.compile(r"^第(\d+)列没有列名$")


class ReadAs(NamedTuple):
    """What a column is read as: the id of a ledger's column, None where it is not needed; what it is counted in."""

    column: str | None
    counted_in: CountedIn | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the rows do not say themselves, the same for all of them.

    Where `seen_in` is given, it holds only if title, sheet name or file name has this text; with `only_for` (a SHA-256)
    only in that one file.
    """

    column: str
    value: object
    seen_in: str | None = None
    only_for: str | None = None

    def holds(self, places: Iterable[str]) -> bool:
        """Tell whether it holds for a table with these texts round it."""
        return self.seen_in is None or any(_plain(self.seen_in) in _plain(place) for place in places)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table of `ledger` with these headers is read.

    `columns` are by label; a header that is in `signature` and not in `columns` is read as the program reads it by
    itself. Rows of which a cell is one of `skipped` are no data. `fingerprint` tells its contents from others.
    """

    name: str
    ledger: str
    signature: tuple[str, ...]
    columns: Mapping[str, ReadAs]
    fixed: tuple[Fixed, ...] = ()
    skipped: frozenset[str] = frozenset()
    confirmed_by: str = ""
    fingerprint: str = ""

    def told(self, labels: Sequence[str]) -> dict[int, ReadAs]:
        """Return what each place is read as, as far as the layout says."""
        places = {place: label for place, label in enumerate(labels) if label}
        for label in self.columns:
            unheaded = _UNHEADED.match(label)
            if unheaded and int(unheaded[1]) - 1 not in places:
                places[int(unheaded[1]) - 1] = label
        return {place: self.columns[label] for place, label in places.items() if label in self.columns}

    def skips(self, row: Iterable[object]) -> bool:
        """Tell whether a row is one of those that the layout leaves out."""
        return bool(self.skipped) and any(isinstance(cell, str) and _plain(cell) in self.skipped for cell in row)


@dataclass(frozen=True)
class Layouts:
    """The confirmed layouts of a home, by the signature of their headers."""

    by_signature: Mapping[tuple[str, ...], Layout] = field(default_factory=dict)

    def of_file(self, sha256: str) -> Layouts:
        """Return them for one file: what is fixed for another one is left out."""
        if not any(fixed.only_for for layout in self.by_signature.values() for fixed in layout.fixed):
            return self
        kept = {
            signature: replace(layout, fixed=tuple(each for each in layout.fixed if each.only_for in (None, sha256)))
            for signature, layout in self.by_signature.items()
        }
        return Layouts(kept)

    def of_ledger(self, ledger: str) -> Layouts:
        """Return those of one ledger."""
        return Layouts({key: layout for key, layout in self.by_signature.items() if layout.ledger == ledger})

    def find(self, headers: Sequence[Sequence[str]]) -> Layout | None:
        """Return the layout of a table with these headers."""
        if sum(map(bool, headers)) not in self._counts:
            return None
        return self.by_signature.get(signature(labels(headers)))

    def may_begin(self, row: Iterable[object]) -> bool:
        """Tell cheaply whether a row can be the headers of a layout."""
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        return len(texts) in self._counts and label_of(texts[0]) in self._labels

    @cached_property
    def _counts(self) -> frozenset[int]:
        return frozenset(map(len, self.by_signature))

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(label for found in self.by_signature for label in found)


def label_of(text: str, number: int = 1) -> str:
    """Return the form in which a header is compared; `number` tells those of one text apart, from left to right."""
    key = header_keys(text)[0]
    return key if number == 1 else f"{key}第{number}个"


def labels(headers: Sequence[Sequence[str]]) -> list[str]:
    """Return the label of the header at each place; "" where there is none."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for readings in headers:
        key = header_keys(readings[0])[0] if readings else ""
        seen[key] += 1
        found.append(label_of(readings[0], seen[key]) if key else "")
    return found


def signature(named: Iterable[str]) -> tuple[str, ...]:
    """Return what two tables of one layout have in common: their labels, in whatever order."""
    return tuple(sorted(label for label in named if label and not _UNHEADED.match(label)))


def shown_labels(headers: Sequence[str]) -> list[str]:
    """Return the headers as a layout names them: those of one text numbered, those without a text by their place."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for place, text in enumerate(headers):
        key = header_keys(text)[0] if text else ""
        seen[key] += 1
        named = f"{normalise(text)}（第{seen[key]}个）" if seen[key] > 1 else normalise(text)
        found.append(named if key else f"第{place + 1}列（没有列名）")
    return found


def _plain(text: str) -> str:
    return simplify(normalise(text)).replace(" ", "")


def skipped_key(text: str) -> str:
    """Return the form in which a row to be left out is compared."""
    return _plain(text)
