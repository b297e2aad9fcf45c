"""By which headers and labels a ledger's columns go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.ledger import YEAR, Column, Ledger
from ingest.text.header_text import header_keys

YEAR_LABEL = "年度"
_SHORTEST_TITLE_LABEL = 4
_TOLD_BY_KIND = frozenset({"date", "month", "int", "number"})
_OF_BRANCHES = ("支部", "党组织", "支部名称", "党组织名称")
_OF_OTHERS = ("原", "旧", "曾", "前", "转", "对方", "上级", "结对", "共建", "联合", "联系")


def names_of_columns(ledger: Ledger) -> dict[str, tuple[str, int]]:
    """Return for every name of a column its id and the rank of the name among the column's own."""
    names: dict[str, tuple[str, int]] = {}
    for column in ledger.columns:
        for rank, alias in enumerate((column.header, *column.aliases)):
            names.setdefault(header_keys(alias)[0], (column.id, rank))
            for name in _with_parts(column, alias):
                names.setdefault(header_keys(name)[0], (column.id, rank))
    for column in ledger.columns:  # behind all names that a ledger gives: 实际学时 is 学时, 计划学时 is none
        for rank, alias in enumerate((column.header, *column.aliases) if column.kind in _TOLD_BY_KIND else ()):
            names.setdefault(header_keys(f"实际{alias}")[0], (column.id, rank))
    return names


def _with_parts(column: Column, name: str) -> Iterator[str]:
    """Yield how a part of a column may be headed: 正式应到, 正式党员应到, 应到正式党员; 应到（正式） is read anyhow."""
    for part in column.parts:
        yield from (f"{part}{name}", f"{part}党员{name}", f"{name}{part}", f"{name}{part}党员")


def labels_of_columns(ledger: Ledger) -> dict[str, str]:
    """Return the column that a label in a title line gives: by a label of its own, or by a long name."""
    labels: dict[str, str] = {}
    for column in ledger.columns:
        keys = [header_keys(alias)[0] for alias in (column.header, *column.aliases)]
        own = [*column.title_labels, *([YEAR_LABEL] if column.id == YEAR else [])]
        long = [key for key in keys if column.required and len(key) >= _SHORTEST_TITLE_LABEL]
        for key in [*long, *(header_keys(label)[0] for label in own)]:
            labels.setdefault(key, column.id)
    return labels


def name_branches(headers: Iterable[str]) -> bool:
    """Say whether an unknown header is one of party organisations, other than those that rows had or dealt with."""
    keys = [header_keys(header)[0] for header in headers]
    return any(key.endswith(_OF_BRANCHES) and not key.startswith(_OF_OTHERS) for key in keys)
