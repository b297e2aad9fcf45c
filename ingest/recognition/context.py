"""What stands only above, on the tab or in the name: a type of activity in the title, a branch in the file name.

A known value or name that stands there is no guess. The nearest place that names one counts: the title before the name
of the sheet, that before the name of the file, that before the folders; a place that names two settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.ledger import Column
from ingest.recognition.title_lines import without_paperwork
from ingest.text.chinese import normalise, simplify

_SHORTEST_ALIAS = 3
_ONE_OF_SEVERAL = re.compile(r"\|[、与和及暨/]|[、与和及暨/]\|")
"""A value, cut out as |, that is joined with something else: 党建品牌及荣誉 are not all 党建品牌."""
_MONTH = re.compile(
    r"(?<![\d年月至到—–~.-])(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\d至到—–~日底末前、和份-]|[上填]报|报送)"
)
_ROUND_A_VALUE = re.compile(r"^[(\[]|[)\]]$|(?:类|组|卷|问卷|票|表|名单)$")


def places_in_order(titles: Sequence[str], sheet: str, file: str) -> tuple[str, ...]:
    """Return the texts round a table, the nearest first."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return (*reversed([text for text in titles if text.strip()]), sheet, stem, *folders_of(file))


def folders_of(file: str) -> tuple[str, ...]:
    """Return the folders, and archives, in which a file was delivered, the innermost first."""
    return tuple(part.removesuffix(".zip") for part in reversed(file.split("/")[:-1]))


def month_told(places: Sequence[str]) -> str | None:
    """Return the one month that the nearest place names, as it stands there: 2026年3月党费, or a tab 3月."""
    for place in places:
        found = list(_MONTH.finditer(without_paperwork(normalise(place)).replace(" ", "")))
        if found:
            return found[0][0].removesuffix("份") if len(found) == 1 else None
    return None


def value_named(column: Column, places: Sequence[str]) -> str | None:
    """Return the one value of the column that the nearest place names; None if none does, or that place names two."""
    return value_told(column, names_of_values(column), places)


def value_told(column: Column, names: Mapping[str, str], places: Sequence[str]) -> str | None:
    """Return the one value that the nearest place names, or is where the column's values count alone: 教师卷."""
    if column.title_value != "alone":
        return value_among(names, places)
    bare = (_ROUND_A_VALUE.sub("", simplify(normalise(place)).replace(" ", "")) for place in places)
    return next((names[text] for text in bare if text in names), None)


def names_of_values(column: Column) -> dict[str, str]:
    """Return the values of a column by every name that may stand in a title, the longest first."""
    names = {simplify(normalise(value)): value for value in column.values or ()}
    names |= {
        simplify(normalise(alias)): value
        for alias, value in column.value_aliases.items()
        if len(alias) >= _SHORTEST_ALIAS
    }
    listed = column.title_value if isinstance(column.title_value, tuple) else None
    told = [(name, value) for name, value in names.items() if listed is None or value in listed]
    return dict(sorted(told, key=lambda item: len(item[0]), reverse=True))


def value_among(names: Mapping[str, str], places: Sequence[str]) -> str | None:
    """Return the one value that the nearest place names; `names` have the longest first."""
    for place in places:
        found, rest = _cut_out(names, simplify(normalise(place)).replace(" ", ""))
        if found:
            return found.pop() if len(found) == 1 and not _ONE_OF_SEVERAL.search(rest) else None
    return None


def _cut_out(names: Mapping[str, str], text: str) -> tuple[set[str], str]:
    """Return the values that a text names, and what is left of it with a | for each."""
    found: set[str] = set()
    for name, value in names.items():
        if name in text:
            found.add(value)
            text = text.replace(name, "|")
    return found, text
