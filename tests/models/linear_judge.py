"""An outside judge of what is hidden: a linear program over all that is shown, as somebody with a spreadsheet has it.

It shares nothing with the rules that hide. A cell is recovered when the least and the greatest number that it can be,
given what is shown and what adds up to what, are less than one apart.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

Sum = tuple[Hashable, Sequence[Hashable]]
"""A cell and the cells that add up to it."""


def recovered(
    shown: Mapping[Hashable, float | None], sums: Sequence[Sum], wanted: Collection[Hashable] | None = None
) -> dict[Hashable, float]:
    """Return the hidden cells (None) that can be worked out, each with its number; counts are not negative.

    With `wanted`, nobody looks for others.
    """
    hidden = [key for key, value in shown.items() if value is None]
    place = {key: number for number, key in enumerate(hidden)}
    lines = [_line(total, parts, shown, place) for total, parts in sums]
    lines = [(coefficients, known) for coefficients, known in lines if coefficients.any()]
    if not lines:
        return {}
    left, right = np.array([one for one, _ in lines]), np.array([one for _, one in lines])
    found: dict[Hashable, float] = {}
    for key in hidden if wanted is None else [key for key in hidden if key in wanted]:
        looked_for = np.zeros(len(hidden))
        looked_for[place[key]] = 1.0
        least, most = (_bound(sign * looked_for, left, right) for sign in (1.0, -1.0))
        if least is not None and most is not None and -most - least < 1:
            found[key] = least
    return found


def _line(
    total: Hashable, parts: Sequence[Hashable], shown: Mapping[Hashable, float | None], place: Mapping[Hashable, int]
) -> tuple[Any, float]:
    """Return one equation, hidden cells on the left and what is known on the right: total less its parts is nothing."""
    coefficients, known = np.zeros(len(place)), 0.0
    for key, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
        value = shown[key]
        if value is None:
            coefficients[place[key]] += sign
        else:
            known -= sign * value
    return coefficients, known


def _bound(wanted: Any, left: Any, right: Any) -> float | None:
    """Return the least value of a combination; None where it has none."""
    answer = linprog(wanted, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    assert answer.status in (0, 3), answer.message  # 2 would say that what is shown contradicts itself
    return float(answer.fun) if answer.status == 0 else None
