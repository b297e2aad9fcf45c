"""Rows in files that were set aside (`sweeping`): they count nowhere, and are still what somebody asked to be deleted.

A file that is written anew without them is no longer what its manifest says; should that come back, the file stays
where it is, and the batch is restored from a backup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.errors import UserError
from ingest.landing.batch_files import RESTATED
from ingest.landing.removal import rows_of_today, staying
from ingest.landing.whole_files import write_parquet

_LEDGER = re.compile(r"(?:B\d+|M\d{4}-\d\d-\d+)-(\w+?)(?:_\d+)?")
"""Reads the ledger off the name of a file of a batch or a month; the last part is of one whose name was taken."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file in the quarantine that holds rows which are to go, and how many; of which ledger and batch or month."""

    path: Path
    ledger: str
    rows: int

    @property
    def batch(self) -> str:
        """What the file was called when it was set aside."""
        return self.path.stem


def rows_set_aside(quarantine: Path, ledger: str, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """Yield some columns of the rows of a ledger that were set aside; UserError where a file cannot be read."""
    for path in _files(quarantine, ledger):
        yield rows_of_today(_read(path), ledger).select(columns)


def find_set_aside(quarantine: Path, doomed: Mapping[str, pl.Expr]) -> list[SetAside]:
    """Return the files that hold rows which `doomed` (by ledger, over landed columns) is true of."""
    found = (
        SetAside(path, ledger, rows_of_today(_read(path), ledger).filter(condition).height)
        for ledger, condition in doomed.items()
        for path in _files(quarantine, ledger)
    )
    return [one for one in found if one.rows]


def remove_set_aside(quarantine: Path, doomed: Mapping[str, pl.Expr]) -> list[SetAside]:
    """Write the files anew without the rows and return what was taken; what was received of their lines goes first."""
    found = find_set_aside(quarantine, doomed)
    for one in found:
        kinds = {one.path.parent.name: one.path, "intake": quarantine / "intake" / one.path.name}
        frames = {kind: _read(path) for kind, path in kinds.items() if path.exists()}
        for kind, frame in reversed(staying(frames, one.ledger, doomed[one.ledger]).items()):
            write_parquet(frame, kinds[kind])
    return found


def _files(quarantine: Path, ledger: str) -> Iterator[Path]:
    for kind in (ledger, RESTATED):
        for path in sorted((quarantine / kind).glob("*.parquet")):
            name = _LEDGER.fullmatch(path.stem)
            if name is not None and name[1] == ledger:
                yield path


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path, glob=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        said = f"“{path}”损坏，看不出里面有没有要删除的行，什么也没有删除。这个文件不计入任何数；请删除它，再运行一次。"
        raise UserError(said) from error
