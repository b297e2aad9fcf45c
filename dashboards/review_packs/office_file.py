"""What every file of Word, Excel and PowerPoint needs: no letters that it cannot hold, and no clock in it; pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from ingest.text.printable import printable

_ALL_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)


def writable(value: Any) -> Any:
    """Take out what no document can hold and what is not seen; everything else stays letter for letter."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: writable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [writable(one) for one in value]
    return value


def without_clock(document: bytes) -> bytes:
    """Return a zip with the same parts and no clock in it, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in sorted(old.namelist()):
            entry = zipfile.ZipInfo(part, _ALL_THE_SAME_DAY)
            entry.compress_type = zipfile.ZIP_STORED if part.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return out.getvalue()
