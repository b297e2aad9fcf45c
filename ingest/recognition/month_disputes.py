"""Months of which a title says another than the tab or the name of the file: a copy of last month's, half mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.faults import Fault
from ingest.ledger import Column
from ingest.readers.sheet import Sheet
from ingest.recognition.table import Table
from ingest.recognition.title_lines import years_in
from ingest.recognition.waiting_days import Told, month_round


def note_disputes(tables: Sequence[Table], sheets: Sequence[Sheet]) -> None:
    """Note of each table whether what stands round it names two months.

    The name of a file with several sheets of a month each is of none of them, and no folder is: they name the month of
    the hand-in.
    """
    has_months = sum(month_round((sheet.name,)) is not None for sheet in sheets) > 1
    for table in tables:
        if table.sheet.name in table.places:
            behind_the_tab = table.places.index(table.sheet.name) + 1
            table.month_disputed = _dispute(table.places[: behind_the_tab + (not has_months)])


def fault_disputes(column: Column, table: Table, numbers: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each row whose month stands in such places alone, unless the layout fixes it."""
    fixed = {each.column for each in table.layout.fixed} if table.layout is not None else set()
    if table.month_disputed is None or column.kind != "month" or column.id not in table.constants.keys() - fixed:
        return
    for number in numbers:
        yield Fault(table.sheet.name, number, column.header, f"{table.month_disputed}。")


def _dispute(places: Sequence[str]) -> str | None:
    """Return the sentence about the two nearest places that name a month, or a year beside it, where they differ."""
    told = [(place, said) for place in places if (said := month_round((place,))) is not None]
    if not told:
        return None
    (near, first), *others = told
    for far, other in (*others[:1], *_years(places, near)):
        if first.month != (other.month or first.month) or _are_two(first.year, other.year):
            return (
                f"“{near}”说的是{first.named}，“{far}”说的是{other.named}，看不出是哪一个月的，"
                "请改成一致，或者加一列写明"
            )
    return None


def _are_two(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _years(places: Sequence[str], near: str) -> Iterator[tuple[str, Told]]:
    """Yield the other places that name one year and no month."""
    for place in places:
        years = years_in([place])
        if place != near and len(years) == 1 and month_round((place,)) is None:
            yield place, Told(next(iter(years)), 0)
