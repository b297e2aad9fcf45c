"""The diary of a batch (`进度.jsonl`): a line a unit whose files are whole, so that a killed run can go on.

A line is written after the files that it names; a later line about the same unit takes the place of an earlier one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboards.store.pack import Given

DIARY = "进度.jsonl"


@dataclass(frozen=True)
class Order:
    """One unit to be made, and the folder (片区/学校) that its files go to."""

    unit_level: str
    unit_id: str
    unit_name: str
    folder: str
    missing: str
    """The ledgers that have not come, in words; empty when all have."""
    is_volume: bool = False
    """The district's or 片区's volume instead of one unit's pack."""


@dataclass(frozen=True)
class Done:
    """What became of an order: its files, or the sentence why there are none."""

    order: Order
    mark: str
    given: list[Given] = field(default_factory=list)
    problem: str = ""

    def line(self) -> str:
        """Return the diary's line of it."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def kept(out: Path) -> dict[tuple[str, str], Done]:
    """Return what the diary in `out` names by unit_level and unit_id, without lines that were cut off or are older."""
    found: dict[tuple[str, str], Done] = {}
    path = out / DIARY
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []:
        try:
            raw = json.loads(line)
            order = Order(**raw["order"])
            given = [Given(**one) for one in raw["given"]]
        except (ValueError, KeyError, TypeError):
            continue
        found[order.unit_level, order.unit_id] = Done(order, raw["mark"], given, raw["problem"])
    return found


def end_line(path: Path) -> None:
    """End a last line that was cut off, or the next entry would stand on it and be lost with it."""
    if path.is_file() and not path.read_bytes().endswith(b"\n"):
        with path.open("ab") as diary:
            diary.write(b"\n")


def is_whole(out: Path, done: Done) -> bool:
    """Tell whether every file of `done` still lies in `out`, byte for byte."""
    paths = [(out / one.file, one.sha256) for one in done.given]
    return bool(paths) and all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for path, sha256 in paths
    )
