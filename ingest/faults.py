"""What is wrong with one row, in words for the clerk who keeps the ledger."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["return", "flag"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint about one cell, or about a whole row.

    `row` is numbered as the spreadsheet program numbers it. `column` is the ledger's own (canonical)
    Chinese header, or None when the whole row is meant. A `return` sends the row back to the clerk; a
    `flag` (需核实) lets it in and changes no value.
    """

    sheet: str
    row: int
    column: str | None
    message: str
    severity: Severity = "return"
