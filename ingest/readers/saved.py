"""When a file was saved: as its program wrote it inside, and as the folder or the archive has it."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import datetime

import olefile

from ingest.bounded.worker import Unforeseen, call
from ingest.errors import UserError
from ingest.readers.collect import SourceFile

_MODIFIED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[^<]*</", re.ASCII)
_PLACES = ("docProps/core.xml", "meta.xml")
_MOST_BYTES = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved_inside(source: SourceFile) -> datetime | None:
    """Return when the program saved the file, as it says inside; None where it says nothing readable."""
    with suppress(UserError, Unforeseen):  # a file that costs too much says so elsewhere
        return call(_inside, source, about=source.name)
    return None


def _inside(source: SourceFile) -> datetime | None:
    try:
        content = source.read_bytes()
        if content.startswith(b"PK\x03\x04"):
            return _of_package(content)
        return _of_ole(content) if content.startswith(_OLE) else None
    except (UserError, OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None  # a file that cannot be read says so elsewhere


def file_time(source: SourceFile) -> datetime | None:
    """Return when the file was last written, by the folder's clock or by the innermost archive's entry."""
    try:
        if not source.members:
            return datetime.fromtimestamp(source.path.stat().st_mtime)
        content = SourceFile(source.path, source.name, source.members[:-1]).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return datetime(*archive.getinfo(source.members[-1]).date_time)
    except (UserError, OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _of_package(content: bytes) -> datetime | None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        for place in _PLACES:
            if place in names and package.getinfo(place).file_size <= _MOST_BYTES:
                found = _MODIFIED.search(package.read(place))
                if found:
                    return datetime.fromisoformat(found[1].decode("ascii"))
    return None


def _of_ole(content: bytes) -> datetime | None:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            saved: datetime | None = package.get_metadata().last_saved_time
    except Exception:  # a damaged property set raises whatever it likes
        return None
    return saved if saved is not None and saved.year > 1980 else None
