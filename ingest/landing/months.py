"""Which batches of a ledger and month stand together in one file of every kind: the record of it, written last."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.whole_files import write_text

MONTHS = "month"
"""The folder of the records."""


@dataclass(frozen=True, slots=True)
class Month:
    """The batches of a ledger that came in one month (`2025-03`), put together.

    `number` tells several files of one month apart; `content` are the SHA-256 of the files by kind.
    """

    ledger: str
    month: str
    number: int
    batches: frozenset[str]
    content: dict[str, str]

    @property
    def name(self) -> str:
        """What the files and the record are called, without the ending."""
        return f"M{self.month}-{self.number}-{self.ledger}"

    @property
    def file_name(self) -> str:
        """The name of its Parquet files, one in the folder of each kind."""
        return f"{self.name}.parquet"

    def write(self, landed: Path) -> None:
        """Write the record: from now on the batches need no files of their own."""
        told = {
            "ledger": self.ledger,
            "month": self.month,
            "number": self.number,
            "batches": sorted(self.batches),
            "content": self.content,
        }
        write_text(json.dumps(told, ensure_ascii=False, indent=1), landed / MONTHS / f"{self.name}.json")

    def delete(self, landed: Path, kinds: Iterable[str]) -> None:
        """Delete the record and the files of some kinds, once what they hold stands in other files."""
        (landed / MONTHS / f"{self.name}.json").unlink(missing_ok=True)
        for kind in kinds:
            (landed / kind / self.file_name).unlink(missing_ok=True)


def months(landed: Path) -> list[Month]:
    """Return all months that were put together, the newest file of each last; UserError if a record is damaged."""
    found = [_month(path) for path in (landed / MONTHS).glob("M*.json")]
    return sorted(found, key=lambda each: (each.ledger, each.month, each.number))


def read_months(landed: Path) -> dict[str, Month]:
    """Return by batch the month's record in which it stands."""
    return {batch: month for month in months(landed) for batch in month.batches}


def _month(path: Path) -> Month:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Month(
            str(told["ledger"]),
            str(told["month"]),
            int(told["number"]),
            frozenset(map(str, told["batches"])),
            {str(kind): str(digest) for kind, digest in told["content"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(f"批次合并的记录“{path.name}”已损坏，请用 dangjian restore 从备份中恢复。") from error
