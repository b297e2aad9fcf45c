"""What is asked of a person about a table: its first rows, and for each column what it may be read as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ingest.recognition.known_layout import label_of, signature

State = Literal["known", "guessed", "unknown"]


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """One column: its header as a layout names it, and the id of the ledger's column that it may be read as.

    What is `known` is no guess: an alias, or (`read_as` None) known not to be needed, or (`as_usual`) more than one
    column of the ledger, such as a month. `cells` are its first, long ones cut and identity numbers hidden.
    """

    header: str
    state: State
    cells: tuple[str, ...]
    read_as: str | None = None
    as_usual: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One table of a file, as one of `ledger`.

    `lacking` are ids of required columns that no column gives, nor title, sheet or file name as far as that is known
    before it is landed. `places` are the texts round it, the nearest first. `is_open` tells whether anything is to be
    decided or confirmed.
    """

    sheet: str
    ledger: str
    columns: tuple[ProposedColumn, ...]
    lacking: tuple[str, ...]
    places: tuple[str, ...]
    is_open: bool

    @property
    def signature(self) -> tuple[str, ...]:
        """What its layout is found by."""
        return signature(label_of(column.header) for column in self.columns)

    def to_json(self) -> dict[str, Any]:
        """Return what the page is given."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Proposal:
        """Return what was given to the page."""
        columns = tuple(ProposedColumn(**{**column, "cells": tuple(column["cells"])}) for column in plain["columns"])
        lacking, places = tuple(plain["lacking"]), tuple(plain["places"])
        return cls(plain["sheet"], plain["ledger"], columns, lacking, places, plain["is_open"])
