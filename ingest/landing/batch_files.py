"""The Parquet files of batches: each batch has its own of every kind, until a month's batches are put into one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from ingest.errors import UserError
from ingest.landing.months import Month, read_months

RESTATED = "restated"
"""The folder of rows that a file said again: they stand for those of a batch that is withdrawn."""


class BatchFiles:
    """Where batches keep their rows (`kind` is the ledger), `restated` rows, `intake` and `quality` results.

    Whoever reads needs no lock: a batch's own file is deleted only once the month's file and its record stand.
    """

    def __init__(self, landed: Path):
        self.landed = landed
        self._months: dict[str, Month] | None = None

    def parquet(self, kind: str, batch: str) -> Path:
        """Return where a batch keeps what it has of a kind, as long as it has a file of its own."""
        return self.landed / kind / f"{batch}.parquet"

    def read(self, kind: str, batches: Iterable[str], columns: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
        """Yield what the batches have of a kind, some columns or all; UserError if something is lost or damaged."""
        of_months: defaultdict[Path, list[str]] = defaultdict(list)
        for batch in batches:
            path = self.parquet(kind, batch)
            try:
                yield _read(path, columns)
            except FileNotFoundError as error:
                of_months[self._path_in_month(kind, batch, error)].append(batch)
            except (OSError, pl.exceptions.PolarsError) as error:
                raise UserError(lost(path, batch)) from error
        for path, wanted in of_months.items():
            yield self._of_month(path, wanted, columns)

    def place(self, kind: str, batch: str) -> tuple[Path, frozenset[str]] | None:
        """Return the file that holds what a batch has of a kind, and whose else it holds; None if there is none."""
        path = self.parquet(kind, batch)
        if path.exists():
            return path, frozenset({batch})
        month = self._month_of(batch)
        if month is None or kind not in month.content or not (self.landed / kind / month.file_name).exists():
            return None
        return self.landed / kind / month.file_name, month.batches

    def forget(self) -> None:
        """Look the months up anew."""
        self._months = None

    def _of_month(self, path: Path, batches: Collection[str], columns: Sequence[str]) -> pl.DataFrame:
        try:
            frame = _read(path, list(dict.fromkeys([*columns, "batch"])) if columns else ())
        except (OSError, pl.exceptions.PolarsError) as error:
            raise UserError(lost(path, min(batches))) from error
        frame = frame.filter(pl.col("batch").is_in(list(batches)))
        return frame.select(name for name in columns if name in frame.columns) if columns else frame

    def _path_in_month(self, kind: str, batch: str, error: Exception) -> Path:
        month = self._month_of(batch)
        if month is None or kind not in month.content:
            raise UserError(lost(self.parquet(kind, batch), batch)) from error
        return self.landed / kind / month.file_name

    def _month_of(self, batch: str) -> Month | None:
        if self._months is None or batch not in self._months:
            self._months = read_months(self.landed)
        return self._months.get(batch)


def _read(path: Path, columns: Sequence[str]) -> pl.DataFrame:
    """Read a landed file, or those of `columns` that it has: older batches lack newer columns."""
    if not columns:
        return pl.read_parquet(path, glob=False)
    with path.open("rb") as file:  # a path would be read as a pattern
        has = pl.read_parquet_schema(file)
    return pl.read_parquet(path, glob=False, columns=[name for name in columns if name in has])


def lost(path: Path, batch: str) -> str:
    """Return what is said of a file that is lost or damaged."""
    return f"已入库的文件“{path}”丢失或损坏。请用 dangjian restore 从备份中恢复，或撤回批次“{batch}”后重新报送。"
