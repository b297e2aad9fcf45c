"""Files of one delivery that say other things of one row: the newer is landed last, and both receipts say why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ingest.draft import Draft
from ingest.faults import Fault
from ingest.landing.file_order import Verdict, newer_of
from ingest.schema import BETWEEN, BROUGHT, sources_of_content

_ROWS_NAMED = 12
_GIVEN_ID = "_given_id_hash"
Pair = tuple[int, int]


@dataclass(slots=True)
class _Dispute:
    """Two files (by their places in the delivery) and the rows of each about which they disagree."""

    rows: list[Pair] = field(default_factory=list)
    verdict: Verdict | None = None


def settle_disputes(drafts: Sequence[Draft]) -> list[int]:
    """Return the order in which the drafts of a ledger are to be landed: of two that disagree the newer comes last.

    What decided stands in the remarks of both; where nothing does, their rows are flagged and somebody is asked.
    """
    disputes = _disputes(drafts)
    for (first, second), dispute in disputes.items():
        dispute.verdict = newer_of(drafts[first].source, drafts[second].source)
    order = _order(len(drafts), disputes)
    for pair, dispute in disputes.items():
        _say(drafts, pair, dispute, order)
    return order


def _disputes(drafts: Sequence[Draft]) -> dict[Pair, _Dispute]:
    found: defaultdict[Pair, _Dispute] = defaultdict(_Dispute)
    for said in _said_by_several(drafts).values():
        for (first, one), (second, other) in combinations(said.items(), 2):
            if _differ(drafts[first], one, drafts[second], other):
                found[first, second].rows.append((one, other))
    return dict(found)


def _said_by_several(drafts: Sequence[Draft]) -> dict[str, dict[int, int]]:
    """Return of every key that sound rows of several files have: by the file the place of the first of them."""
    several = _keys_of_several(drafts)
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, draft in enumerate(drafts if several else ()):
        for place, key in _sound(draft):
            if key in several:
                found[key].setdefault(number, place)
    return found


def _keys_of_several(drafts: Sequence[Draft]) -> set[str]:
    files = Counter(key for draft in drafts if draft.refusal is None for key in set(draft.row_keys))
    return {key for key, count in files.items() if count > 1 and key is not None}


def _sound(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield places and keys of the rows that are not going back."""
    faulty = draft.faulty_places() if draft.refusal is None else set(range(len(draft.row_keys)))
    for place, key in enumerate(draft.row_keys):
        if key is not None and place not in faulty:
            yield place, key


def _differ(first: Draft, one: int, second: Draft, other: int) -> bool:
    """Say whether two rows of one key say other things in a column that both files have."""
    if first.sha256 == second.sha256 or first.content_hashes[one] == second.content_hashes[other]:
        return False
    rows = first.frame.row(one, named=True), second.frame.row(other, named=True)
    if rows[0][BROUGHT] == rows[1][BROUGHT]:
        return True
    return any(
        rows[0].get(name) != rows[1].get(name)
        for name, sources in sources_of_content(first.ledger).items()
        if all(_brings(row, sources) for row in rows)
        for name in [_GIVEN_ID if name == "id_hash" else name]
    )


def _brings(row: Mapping[str, object], sources: frozenset[str]) -> bool:
    brought = row[BROUGHT]
    return brought is None or not sources.isdisjoint(str(brought).split(BETWEEN))


def _order(count: int, disputes: Mapping[Pair, _Dispute]) -> list[int]:
    """Return the order of the delivery, but for files that others are newer than; a circle is left as it came."""
    before: defaultdict[int, set[int]] = defaultdict(set)
    for (first, second), dispute in disputes.items():
        if dispute.verdict is not None:
            older, newer = (first, second) if dispute.verdict.is_second else (second, first)
            before[newer].add(older)
    left, order = list(range(count)), list[int]()
    while left:
        chosen = next((each for each in left if before[each].isdisjoint(left)), left[0])
        left.remove(chosen)
        order.append(chosen)
    return order


def _say(drafts: Sequence[Draft], pair: Pair, dispute: _Dispute, order: Sequence[int]) -> None:
    winner = max(pair, key=order.index)
    decided = dispute.verdict if dispute.verdict is not None and pair[dispute.verdict.is_second] == winner else None
    for side, (own, other) in enumerate((pair, pair[::-1])):
        draft, rival = drafts[own], drafts[other]
        places = [rows[side] for rows in dispute.rows]
        lines = list(dict.fromkeys((draft.frame["_sheet"][place], draft.frame["_row"][place]) for place in places))
        about = f"有 {len(lines)} 行（{_named(lines)}）与“{rival.source.name}”是同一条而内容不同"
        name = drafts[winner].source.name
        if decided is not None:
            draft.remarks.append(f"{about}：以“{name}”为准，因为{decided.because}。")
            continue
        draft.remarks.append(
            f"{about}，看不出哪个文件新，暂以“{name}”为准，需核实。请确认后，把正确的那个文件单独再报送一次。"
        )
        draft.undecided.append({"other": rival.source.name, "counts": name})
        message = f"与“{rival.source.name}”里的同一条内容不同，看不出哪个文件新，暂以“{name}”为准，需核实。"
        draft.add(Fault(*line, None, message, "flag") for line in lines)


def _named(lines: Sequence[tuple[str, int]]) -> str:
    sheets = list(dict.fromkeys(sheet for sheet, _ in lines))
    rest = "等" if len(lines) > _ROWS_NAMED else ""
    named = lines[:_ROWS_NAMED]
    if len(sheets) == 1:
        return f"第 {'、'.join(str(row) for _, row in named)}{rest} 行"
    return "、".join(f"“{sheet}”第 {row} 行" for sheet, row in named) + rest
