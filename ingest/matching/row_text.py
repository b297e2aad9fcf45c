"""The text of a row that is hashed, which is what Python writes of a tuple; worked out column by column.

Most values stand in many rows and are written once. Hashes are on record in every home: one character more in this
text, and every landed row would be a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import polars as pl

_NONE = repr(None)


class Written(dict[str, str]):
    """Texts as Python writes them, each written when it is first asked for."""

    def __missing__(self, text: str) -> str:
        written = self[text] = repr(text)
        return written

    def list_of(self, cells: Iterable[object]) -> str:
        """Return what Python writes of the list of the cells as text."""
        return f"[{', '.join(map(self.__getitem__, map(str, cells)))}]"


def row_texts(frame: pl.DataFrame, later: Set[int] = frozenset()) -> Iterator[str]:
    """Yield what Python writes of each row as a tuple, without empty columns at the places `later`.

    Columns that were added to a ledger later are such: a row without them keeps the hash that it has in older homes.
    """
    columns = [_column_texts(column) for column in frame]
    if not later:
        return map(_tuple_of, zip(*columns, strict=True))
    return (
        _tuple_of([text for place, text in enumerate(row) if place not in later or text != _NONE])
        for row in zip(*columns, strict=True)
    )


def _tuple_of(texts: tuple[str, ...] | list[str]) -> str:
    return f"({', '.join(texts)})" if len(texts) != 1 else f"({texts[0]},)"


def _column_texts(column: pl.Series) -> list[str]:
    values = column.to_list()
    if column.dtype.is_float():
        return [repr(value) for value in values]  # 0.0 and -0.0 are equal, and not written alike
    written = {value: repr(value) for value in set(values)}
    return [written[value] for value in values]
