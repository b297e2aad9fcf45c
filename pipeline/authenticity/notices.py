"""The district's own notices (folder `通知` of the home, .txt and .docx): their words are nobody's to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.errors import UserError
from ingest.readers.package import opened
from ingest.readers.text import decode
from ingest.readers.word import read_word
from pipeline.authenticity.letters import letters_of, shingles, undated

FOLDER = "通知"


def notice_files(home: Path) -> list[Path]:
    """Return the notices of a home; UserError names a file that is neither .txt nor .docx."""
    files = [path for path in sorted((home / FOLDER).rglob("*")) if path.is_file() and not _is_aside(path)]
    for path in files:
        if path.suffix.lower() not in {".txt", ".docx"}:
            raise UserError(f"“{FOLDER}”文件夹里的“{path.name}”读不了：只读 .txt 和 .docx，请另存后再放，或移走。")
    return files


def phrases_of(files: Iterable[Path]) -> frozenset[str]:
    """Return the shingles of every line of the notices; UserError names a file that cannot be read."""
    return frozenset(
        shingle for path in files for line in _lines(path) for shingle in shingles(undated(letters_of(line)))
    )


def _is_aside(path: Path) -> bool:
    """Tell what an office program or a desktop leaves behind."""
    return path.name.startswith(("~$", ".")) or path.name.lower() in {"thumbs.db", "desktop.ini"}


def _lines(path: Path) -> Iterator[str]:
    if path.suffix.lower() == ".txt":
        yield from decode(path.read_bytes(), path.name).splitlines()
        return
    with opened(path.read_bytes(), path.name) as package:
        sheets = read_word(package, path.name)
    yield from (str(cell) for sheet in sheets for row in sheet.cells for cell in row if cell)
