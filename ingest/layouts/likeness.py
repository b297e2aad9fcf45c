"""How well a column of a sheet would do as a column of a ledger: by its header, and by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.cells.cell_text import cell_text
from ingest.cells.parse import read_once, reader_of
from ingest.cells.values import ValueSet
from ingest.ledger import Column
from ingest.readers.sheet import is_blank
from ingest.text.chinese import normalise, person_text, simplify
from ingest.text.header_text import header_keys

LIKELY = 45.0
"""From here on a column is proposed, on a scale to about 100."""

_ORGANISATION = re.compile(r"(支部|总支|党委|委员会|工委|党组织|学校|小学|中学|幼儿园)(\(.*\))?$|^\d{6,12}$")
_PERSON = re.compile(r"^[\u3400-\u9fff·]{2,6}$")
_CODE = re.compile(r"^[A-Za-z0-9\-_]{2,}$")
_LEAST_FITTING = 0.6
_BY_HEADER = 0.55
_SPECIFIC, _DAYS, _SOME, _NUMBERS, _WORDS = 60.0, 50.0, 40.0, 30.0, 13.0
"""What cells say for a column: its own values and organisations much, days less, numbers and plain words little."""


def likeness(header: str, values: Sequence[object], column: Column) -> float:
    """Return how likely a column of the sheet is this column of the ledger, 0 to about 100."""
    held = [value for value in values if not is_blank(value)]
    fitting = sum(_fits(value, column) for value in held) / len(held) if held else 0.0
    if held and fitting < _LEAST_FITTING:
        return 0.0
    return _by_name(header, column) * _BY_HEADER + fitting * _weight(column)


def _weight(column: Column) -> float:
    if column.values is not None or column.form == "organisation":
        return _SPECIFIC
    if column.kind in ("date", "month"):
        return _DAYS
    if column.kind in ("int", "number"):
        return _NUMBERS
    return _WORDS if column.kind == "text" and column.form == "plain" else _SOME


def _by_name(header: str, column: Column) -> float:
    seen = simplify(normalise(header))
    keys = header_keys(header)
    names = [simplify(normalise(name)) for name in (column.header, *column.aliases)]
    if any(header_keys(name)[0] in keys for name in names):
        return 100.0
    return max(fuzz.ratio(seen, name) for name in names)


def _fits(value: object, column: Column) -> bool:
    text = cell_text(value)
    if column.values is not None and column.kind in ("text", "list"):
        known = ValueSet(column)
        return all(part in column.values for part in known.several(text).split("、"))
    if column.kind in ("text", "list"):
        return _has_form(value, text, column)
    if column.kind == "bool" and not isinstance(value, str | bool):
        return False  # 0 and 1 are numbers before they are no and yes
    read = read_once(reader_of(column), value)
    return read.problem is None and read.value is not None


def _has_form(value: object, text: str, column: Column) -> bool:
    if column.form == "organisation":
        return bool(_ORGANISATION.search(text))
    if column.form == "person":
        return bool(_PERSON.match(person_text(text)))
    if column.form in ("code", "identity"):
        return bool(_CODE.match(text))
    return isinstance(value, str)
