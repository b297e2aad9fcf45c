"""Names of uploaded files, made safe to write on any machine."""

from __future__ import annotations

import re

from ingest.text.printable import printable

_LONGEST_ENDING = 10

_UNSAFE = re.compile(r'[\x00-\x1f\\/:*?"<>|]+')

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Return a file name that is only a name: no folders, control characters or device names; at most 120 bytes."""
    bare = _UNSAFE.sub("_", printable(name).replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    if not bare or _RESERVED.match(bare):
        bare = f"文件_{bare}"
    stem, dot, suffix = bare.rpartition(".")
    # What follows a point is an ending only when it is short: a whole name after it could never be made to fit.
    stem, suffix = (stem, f".{suffix}") if dot and len(suffix) <= _LONGEST_ENDING else (bare, "")
    while len((stem + suffix).encode("utf-8")) > 120:
        stem = stem[:-1]
    return stem + suffix
