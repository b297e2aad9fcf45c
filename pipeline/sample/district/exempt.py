"""Members who owe nothing for a time: old, hardly able to walk, ill, in need of care; away, lost, stopped."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.sample.district.district import District
from pipeline.sample.district.vocabulary import random_for, weighted

STATES = (("年老体弱", 30), ("行动不便", 14), ("重病", 18), ("失能", 6), ("流动", 24), ("失联", 5), ("停止党籍", 3))
NOT_ASKED = ("年老体弱", "行动不便", "重病", "失能")
"""The states that stand in 不作硬性要求; the others are those of 党籍状态."""
_GO_ON = 0.6


def mark_exempt(district: District, percent: int) -> None:
    """Give so many of a hundred members a state with its days, officers left out; most go on to this day."""
    first = date(district.first_year, 1, 1)
    for one in district.memberships:
        rng = random_for(district.seed, "exempt", one.person.key, one.branch)
        if one.party_post or one.leader or rng.random() * 100 >= percent:
            continue
        start = first + timedelta(days=rng.randrange((district.as_of - first).days))
        end = start + timedelta(days=rng.randrange(30, 400))
        one.state = weighted(rng, STATES)
        one.state_days = f"{start}起" if rng.random() < _GO_ON or end >= district.as_of else f"{start}至{end}"
