"""`python -m pipeline.bench.reading FOLDER`: read ledgers and do nothing with them; what ingest is measured against.

Workbooks by calamine, CSV by polars, every cell as text. Prints one line of JSON: the files read and their rows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
from python_calamine import load_workbook

_SHEETS = {".xlsx", ".xls", ".ods"}


def read(path: Path) -> int | None:
    """Read one file and return its rows; None for a kind that neither of the two readers knows."""
    if path.suffix.lower() in _SHEETS:
        with load_workbook(path) as book:
            return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    if path.suffix.lower() == ".csv":
        return pl.read_csv(_as_utf8(path.read_bytes()), infer_schema=False, truncate_ragged_lines=True).height
    return None


def _as_utf8(data: bytes) -> bytes:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace").encode()
    return data


def main() -> None:
    """Read every file below the folder that is named first."""
    rows = [read(path) for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()]
    known = [count for count in rows if count is not None]
    sys.stdout.write(json.dumps({"files": len(known), "rows": sum(known)}) + "\n")


if __name__ == "__main__":
    main()
