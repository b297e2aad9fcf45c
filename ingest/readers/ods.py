"""The merged ranges of an .ods file, of which calamine says nothing."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from xml.etree.ElementTree import Element, ParseError, iterparse

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MARKS = (b"number-rows-spanned", b"number-columns-spanned")

Range = tuple[tuple[int, int], tuple[int, int]]
"""Top left and bottom right of a merged range; zero-based, both inclusive."""


def merged_ranges(content: bytes) -> dict[str, list[Range]]:
    """Return the merged ranges of every sheet by its name; none where the file cannot be understood."""
    found: defaultdict[str, list[Range]] = defaultdict(list)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            body = package.read("content.xml")
        if not any(mark in body for mark in _MARKS):
            return {}
        name, row = "", 0
        for event, element in iterparse(io.BytesIO(body), events=("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                name, row = element.get(f"{_TABLE}name", ""), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                found[name] += _of_row(element, row)
                row += _count(element, "number-rows-repeated")
                element.clear()
    except (KeyError, ParseError, ValueError, zipfile.BadZipFile):
        return {}
    return dict(found)


def _of_row(element: Element, row: int) -> list[Range]:
    found: list[Range] = []
    column = 0
    for cell in element:
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            found.append(((row, column), (row + down - 1, column + across - 1)))
        column += _count(cell, "number-columns-repeated")
    return found


def _count(element: Element, attribute: str) -> int:
    return int(element.get(f"{_TABLE}{attribute}", "1"))
