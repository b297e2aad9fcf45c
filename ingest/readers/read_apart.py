"""Read a file in the process that is watched, and go on where that costs least.

What is done with the sheets of a small file is done here, where everything is loaded; those of a large one stay where
they were read until only its rows are left. So nothing of a file is ever held here that has not been measured.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from ingest.bounded.worker import call
from ingest.errors import UserError
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet
from ingest.readers.workbook import read_sheets

_CELLS, _ROWS, _COLUMNS, _RANGES, _CHARACTERS = 60_000, 8_000, 150, 5_000, 2_000_000
"""What a small file has at most: as much as a school keeps in a year. The most tangled sheet of this size takes half a
minute to recognise, and little memory."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its hash and its sheets."""

    source: SourceFile
    sha256: str
    sheets: list[Sheet]


def read_apart(
    source: SourceFile,
    then: Callable[Concatenate[Opened, Arguments], Result],
    *arguments: Arguments.args,
    **none: Arguments.kwargs,
) -> Result:
    """Return then(file, *arguments), a function of a module; UserError if it cannot be read or costs too much."""
    if source.refusal:
        raise UserError(source.refusal)
    found = call(_opened_or_done, source, pickle.dumps((then, arguments)), about=source.name)
    return then(found, *arguments, **none) if isinstance(found, Opened) else found


def _opened_or_done(source: SourceFile, rest: bytes) -> Opened | Result:
    opened = Opened(source, hashlib.sha256(source.read_bytes()).hexdigest(), read_sheets(source))
    if is_small(opened.sheets):
        return opened
    then, arguments = pickle.loads(rest)
    result: Result = then(opened, *arguments)
    return result


def is_small(sheets: Sequence[Sheet]) -> bool:
    """Tell whether sheets can be handed on whole without asking again what they cost."""
    rows = sum(len(sheet.cells) for sheet in sheets)
    columns = max((len(row) for sheet in sheets for row in sheet.cells), default=0)
    ranges = sum(len(sheet.spans) for sheet in sheets)
    if rows > _ROWS or columns > _COLUMNS or rows * columns > _CELLS or ranges > _RANGES:
        return False
    return sum(map(_characters, sheets)) <= _CHARACTERS


def _characters(sheet: Sheet) -> int:
    return sum(len(cell) for row in sheet.cells for cell in row if isinstance(cell, str))
