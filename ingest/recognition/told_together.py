"""Cells that tell several numbers at once: 应到12人，实到11人 in one cell, or 12/11 under 应到/实到."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ingest.ledger import Ledger
from ingest.text.chinese import normalise
from ingest.text.header_text import header_keys

_PAIR = re.compile(r"(?P<label>[^\d\s,、;:()/]{2,8}?)[:为是]?\s*(?P<number>\d+\s*[人名个]?(?:\([^()]*\))?)")
_BETWEEN = re.compile(r"[\s,、;。/]+")
_SLASHED = re.compile(r"^\d+[人名]?(?:/\d+[人名]?)+$")
_SEVERAL = 2


def numbers_told(header: str, value: object) -> dict[str, str]:
    """Return the numbers of a cell by label, as headers are compared; nothing unless it tells several and no more."""
    return _told(header, value) if isinstance(value, str) and tells_several(value) else {}


def places_told(rows: Iterable[Sequence[object]]) -> frozenset[int]:
    """Return the columns of the sheet in which any of the rows tells several numbers in a cell."""
    return frozenset(
        place for row in rows for place, cell in enumerate(row) if isinstance(cell, str) and tells_several(cell)
    )


@lru_cache(maxsize=50_000)
def tells_several(text: str) -> bool:
    """Say whether a text may tell several numbers; cheap, as every cell below a header is asked."""
    plain = normalise(text).replace(" ", "")
    return bool(_SLASHED.match(plain)) or len(_PAIR.findall(plain)) >= _SEVERAL


@lru_cache(maxsize=50_000)
def _told(header: str, value: str) -> dict[str, str]:
    text = normalise(value)
    if _SLASHED.match(text.replace(" ", "")):
        labels, numbers = normalise(header).split("/"), text.replace(" ", "").split("/")
        return dict(zip(map(_key, labels), numbers, strict=True)) if len(labels) == len(numbers) else {}
    told = {_key(found["label"]): found["number"] for found in _PAIR.finditer(text)}
    rest = _BETWEEN.sub("", _PAIR.sub("", text))
    return told if len(told) >= _SEVERAL and not rest else {}


def counting_names(ledger: Ledger) -> dict[str, str]:
    """Return the columns of whole numbers by every name that they go by."""
    return {
        _key(name): column.id
        for column in ledger.columns
        if column.kind == "int"
        for name in (column.header, *column.aliases)
    }


def columns_told(names: Mapping[str, str], header: str, values: Iterable[object]) -> frozenset[str]:
    """Return the columns that the cells of one column of the sheet tell together; none unless several."""
    told = {names[label] for value in values for label in numbers_told(header, value) if label in names}
    return frozenset(told) if len(told) >= _SEVERAL else frozenset()


def _key(label: str) -> str:
    return header_keys(label)[0]
