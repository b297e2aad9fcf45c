"""One list in several blocks side by side, as printed to save paper: 姓名 支部 类别 | 姓名 支部 类别."""

from __future__ import annotations

from itertools import pairwise

from ingest.ledger import Ledger

Claims = dict[str, list[tuple[int, int, str]]]
_FEWEST_COLUMNS = 2


def take_blocks(claims: Claims, ledger: Ledger) -> list[dict[int, str]]:
    """Take the claims of further blocks out of `claims`; return each block as place -> column id.

    Blocks repeat at least two columns, a required one among them, with the same headers at one distance.
    """
    repeated = _repeated(claims)
    required = {column.id for column in ledger.required}
    if len(repeated) < _FEWEST_COLUMNS or not required & repeated.keys():
        return []
    places = [[place for _, place, _ in found] for found in repeated.values()]
    if not _say_the_same(repeated) or not _lie_side_by_side(places):
        return []
    for name, found in repeated.items():
        claims[name] = found[:1]
    _, *further = zip(*places, strict=True)
    return [dict(zip(block, repeated, strict=True)) for block in further]


def _repeated(claims: Claims) -> Claims:
    """Return the columns that several headers claim, their claims from left to right."""
    return {name: sorted(found, key=lambda claim: claim[1]) for name, found in claims.items() if len(found) > 1}


def _say_the_same(repeated: Claims) -> bool:
    """Tell whether every column has one header, word for word, in all blocks."""
    return all(len({text for _, _, text in found}) == 1 for found in repeated.values())


def _lie_side_by_side(places: list[list[int]]) -> bool:
    """Tell whether every column is in as many blocks, each block as far from the first, and none in another."""
    return len({tuple(place - found[0] for place in found) for found in places}) == 1 and _stand_apart(places)


def _stand_apart(places: list[list[int]]) -> bool:
    """Tell whether every block ends before the next begins."""
    blocks = list(zip(*places, strict=True))
    return all(max(before) < min(behind) for before, behind in pairwise(blocks))
