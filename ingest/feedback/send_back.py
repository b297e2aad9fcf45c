"""Write what is sent back of one file; this opens it once more, so it runs where files are opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.feedback.receipt import Note
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet
from ingest.recognition.table_position import TablePosition


def send_back(
    source: SourceFile,
    reread: Callable[[], list[Sheet]] | None,
    positions: Sequence[TablePosition],
    notes: Sequence[Note],
    stem: Path,
    tells_of_voters: bool,
) -> Path:
    """Write the marked document or workbook and return where it is; the libraries for it are loaded here alone."""
    from ingest.feedback.returned_document import is_word, write_returned_document
    from ingest.feedback.returned_workbook import without_unread_columns, write_returned
    from ingest.readers.workbook import read_sheets

    if is_word(source) and not tells_of_voters:
        path = stem.with_name(f"{stem.name}.docx")
        write_returned_document(source, positions, notes, path)
        return path
    path = stem.with_name(f"{stem.name}.xlsx")
    sheets = reread() if reread else read_sheets(source)
    if tells_of_voters and reread is None:
        sheets = without_unread_columns(sheets, positions)
    write_returned(source, sheets, positions, notes, path, as_sent=not tells_of_voters)
    return path


def send_list(source: SourceFile, notes: Sequence[Note], stem: Path) -> Path:
    """Write the list of what goes back, with which the clerk's own file is to be corrected; it is not opened."""
    from ingest.feedback.returned_workbook import write_returned

    path = stem.with_name(f"{stem.name}.xlsx")
    write_returned(source, [], [], notes, path, as_sent=False)
    return path
