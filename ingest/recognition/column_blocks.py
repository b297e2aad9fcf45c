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
    repeated = {name: sorted(found, key=lambda claim: claim[1]) for name, found in claims.items() if len(found) > 1}
    required = {column.id for column in ledger.required}
    if len(repeated) < _FEWEST_COLUMNS or not required & repeated.keys():
        return []
    counts = {len(found) for found in repeated.values()}
    if len(counts) != 1 or any(len({text for _, _, text in found}) != 1 for found in repeated.values()):
        return []
    steps = {tuple(claim[1] - found[0][1] for claim in found) for found in repeated.values()}
    if len(steps) != 1 or not _stand_apart([[claim[1] for claim in found] for found in repeated.values()]):
        return []
    blocks = [{found[number][1]: name for name, found in repeated.items()} for number in range(1, counts.pop())]
    for name, found in repeated.items():
        claims[name] = found[:1]
    return blocks


def _stand_apart(places: list[list[int]]) -> bool:
    """Tell whether every block ends before the next begins."""
    blocks = list(zip(*places, strict=True))
    return all(max(before) < min(behind) for before, behind in pairwise(blocks))
