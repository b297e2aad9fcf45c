"""Position numbers of units (排名): the words that give one, and a column that counts 1 to N beside units.

减负 rules forbid them. A list in the order in which things are to be done is none: it says no number.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import openpyxl
import pypdf
from docx import Document
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from tests.dashboards.reading import plain_words

_WORDS = re.compile(
    r"排名|名次|排行|位次|座次|榜|位列|位居|垫底|末位|倒数第|第\s*(?:\d+|[一二三四五六七八九十百]+)\s*名(?!单)|前\s*\d+\s*名|top\s*\d+",
    re.IGNORECASE,
)
_LEAST = 3
"""So few lines count by chance: one branch has one meeting, another two."""
Table = Sequence[Mapping[str, object]]


def words_in(text: str) -> list[str]:
    """Return the words of `text` that give somebody a place among others; 榜样 and 光荣榜 are no places."""
    return [found.group() for found in _WORDS.finditer(re.sub("榜样|光荣榜", "", text))]


def numbered(table: Table, units: Collection[str]) -> list[str]:
    """Return the columns of a table that number its lines 1, 2, 3 … (ties sharing a number) beside names of units."""
    if len(table) < _LEAST or not any(_names(table, column, units) for column in table[0]):
        return []
    return [column for column in table[0] if _counts([row[column] for row in table]) and not _adds_up(table, column)]


def _adds_up(table: Table, column: str) -> bool:
    """Tell whether a column is the sum of the other numbers on each line: a count, which may well end 3, 2, 1."""
    others = [[cell for name, cell in row.items() if name != column and type(cell) in (int, float)] for row in table]
    return all(len(cells) > 1 for cells in others) and all(
        sum(cells) == row[column] for cells, row in zip(others, table, strict=True)
    )


def _names(table: Table, column: str, units: Collection[str]) -> bool:
    """Tell whether a column names another unit on each line."""
    cells = [str(row[column]) for row in table]
    return len(set(cells)) == len(cells) and all(any(unit in cell for unit in units) for cell in cells)


def _counts(cells: Iterable[object]) -> bool:
    """Tell whether cells are 1, 2, 3 …, up or down, as numbers or as 第1, 1. and the like; ties share a place."""
    places = [re.fullmatch(r"(?:第|NO\.?)?\s*(\d+)(?:\.0)?[.、名位]?", str(cell).strip()) for cell in cells]
    if not all(places):
        return False
    numbers = [int(found.group(1)) for found in places if found]
    return any(_is_ranking(order) for order in (numbers, numbers[::-1]))


def _is_ranking(numbers: list[int]) -> bool:
    distinct = list(dict.fromkeys(numbers))
    if distinct != sorted(distinct) or numbers[0] != 1 or len(distinct) < _LEAST:
        return False
    by_line = all(
        number in (line, before)
        for line, (number, before) in enumerate(zip(numbers, [0, *numbers[:-1]], strict=True), 1)
    )
    return by_line or distinct == list(range(1, len(distinct) + 1))


def found_in(app: AppTest, units: Collection[str]) -> list[str]:
    """Return what gives units a position on a page: words, and columns of its tables."""
    columns = [column for table in app.dataframe for column in numbered(table.value.to_dict("records"), units)]
    return words_in(plain_words(app)) + columns


def found_in_workbook(content: bytes, units: Collection[str]) -> list[str]:
    """Return what gives units a position in a workbook: words, and columns of the lines that name a unit."""
    found: list[str] = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        found += words_in("\n".join(str(cell) for line in lines for cell in line if cell is not None))
        found += [f"{sheet.title} {column}" for column in numbered(_of_units(lines, units), units)]
    return found


def _of_units(lines: Iterable[Sequence[object]], units: Collection[str]) -> list[dict[str, object]]:
    """Return the lines that name a unit, wherever the heads and totals of their table stand."""
    known = set(units)
    kept = [line for line in lines if any(str(cell) in known for cell in line)]
    return [{str(column): cell for column, cell in enumerate(line)} for line in kept]


def found_in_document(content: bytes, units: Collection[str]) -> list[str]:
    """Return what gives units a position in a Word file: words, and columns of its tables below their heads."""
    document = Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    said = [paragraph.text for paragraph in document.paragraphs] + [
        cell for rows in tables for row in rows for cell in row
    ]
    columns = [column for rows in tables for column in numbered(_of_units(rows, units), units)]
    return words_in("\n".join(said)) + columns


def found_in_file(name: str, content: bytes, units: Collection[str]) -> list[str]:
    """Return what gives units a position in a file of any form that is handed out."""
    if name.endswith(".xlsx"):
        return found_in_workbook(content, units)
    if name.endswith(".docx"):
        return found_in_document(content, units)
    if name.endswith(".pdf"):
        return words_in("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))
    if name.endswith(".pptx"):
        shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
        return words_in("\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame))
    return words_in(content.decode("utf-8", errors="ignore"))
