"""Parts of a workbook's package and how they point at each other; what could do harm is refused."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.errors import UserError
from ingest.readers.package import opened
from ingest.readers.refused import damaged
from ingest.readers.xml import BadXml, attribute, parse_xml

_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True)
class Parts:
    """The parts of an open package."""

    package: zipfile.ZipFile
    workbook: str = "xl/workbook.xml"

    def names(self, folder: str) -> list[str]:
        """Return the XML parts that lie in a folder, whatever their order in the package."""
        return sorted(
            one for one in self.package.namelist() if posixpath.dirname(one) + "/" == folder and one.endswith(".xml")
        )

    def read(self, name: str) -> bytes:
        """Return a part; KeyError where there is none."""
        return self.package.read(name)

    def property(self, name: str) -> str | None:
        """Return a property that a file was given when it was made; None without it."""
        if _PROPERTIES not in self.package.NameToInfo:
            return None
        for one in parse_xml(self.read(_PROPERTIES)):
            if one.get("name") == name:
                return "".join(str(text) for text in one.itertext())
        return None

    def holder_of(self, table: str) -> str:
        """Return the sheet's part that points at a table's part; KeyError where none does."""
        for sheet in self.names("xl/worksheets/"):
            folder, file = posixpath.split(sheet)
            relations = f"{folder}/_rels/{file}.rels"
            if relations in self.package.NameToInfo:
                targets = (attribute(one, "Target") or "" for one in parse_xml(self.read(relations)))
                if table in {posixpath.normpath(posixpath.join(folder, target)).lstrip("/") for target in targets}:
                    return sheet
        raise KeyError(table)


@contextmanager
def opened_parts(content: bytes, name: str) -> Iterator[Parts]:
    """Open a workbook; UserError where it is none, is damaged or would fill the memory."""
    if not name.lower().endswith(".xlsx"):
        raise UserError(f"“{name}”要是 .xlsx 工作簿。")
    with opened(content, name) as package:
        try:
            yield Parts(package)
        except BadXml as error:
            raise damaged(name) from error
