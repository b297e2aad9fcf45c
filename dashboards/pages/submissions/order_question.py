"""Files handed in together that say other things of one row, where nothing tells which is the newer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """Two files, by the names that their receipts have, and the one that counts for now."""

    first: str
    second: str
    counts: str


def asked_of(receipts: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """Return each pair of files about which somebody has to say which is right, once."""
    found: dict[frozenset[str], Asked] = {}
    for receipt in receipts:
        for each in receipt.get("undecided", ()):
            pair = frozenset((str(receipt["file"]), str(each["other"])))
            found.setdefault(pair, Asked(str(receipt["file"]), str(each["other"]), str(each["counts"])))
    return list(found.values())


def without(receipts: Sequence[Mapping[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    """Return the receipts without what was asked about a pair of files."""
    pair = {asked.first, asked.second}
    return [
        {**each, "undecided": [other for other in each.get("undecided", ()) if {each["file"], other["other"]} != pair]}
        for each in receipts
    ]
