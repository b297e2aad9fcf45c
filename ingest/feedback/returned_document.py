"""The returned Word document (退回): the clerk's own, faulty cells shaded and commented."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from ingest.feedback.receipt import Note
from ingest.readers.collect import SourceFile
from ingest.readers.word import OWN_STYLE, TEXT, blocks, lines_of
from ingest.readers.word_table import Grid, namespace, read_table
from ingest.recognition.table_position import TablePosition
from ingest.text.printable import printable

_AUTHOR, _INITIALS = "报送系统", "报"
_COLOUR = "FFC7CE"
_COMMENTS = 2_000
_LISTED = 200
_COMMENT_REFERENCES = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


def is_word(source: SourceFile) -> bool:
    """Say whether a file can go back as a Word document."""
    if not source.file_name.lower().endswith(".docx"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as package:
            return any(part.startswith("word/") for part in package.namelist())
    except zipfile.BadZipFile:
        return False


def write_returned_document(
    source: SourceFile, positions: Sequence[TablePosition], notes: Sequence[Note], path: Path
) -> None:
    """Write the document for the notes, which give the table as 表1, 表2 … and the row as counted in it."""
    document = Document(io.BytesIO(source.read_bytes()))
    _forget_earlier_marks(document)
    places = _Places(document.element, positions)
    sentences: defaultdict[Any, list[str]] = defaultdict(list)
    for note in notes:
        cell = places.find(note)
        if cell is not None:
            sentences[cell].append(note.message)
    for number, (cell, said) in enumerate(sentences.items()):
        _shade(cell)
        if number < _COMMENTS:
            text = printable("\n".join(dict.fromkeys(said)))
            document.add_comment(_runs(cell, document), text=text, author=_AUTHOR, initials=_INITIALS)
    _list_faults(document, source.name, notes)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


class _Places:
    """Finds the cell, or the paragraph, that a note is about."""

    def __init__(self, root: Any, positions: Sequence[TablePosition]) -> None:
        self._positions = positions
        self._w = namespace(root)
        elements = list(blocks(root))
        self._tables = [element for element in elements if element.tag == self._w + "tbl"]
        self._lines = [each for each in elements if each.tag == self._w + "p" for _ in lines_of(each, self._w)]
        self._grids: dict[int, Grid] = {}

    def find(self, note: Note) -> Any | None:
        """Return the element; None if there is none."""
        tables = [each for each in self._positions if each.sheet == note.sheet]
        table = next((each for each in tables if each.holds(note.row)), None)
        row, column = table.place_of(note.row, note.column) if table is not None else (note.row, 0)
        if note.sheet == TEXT:
            return self._lines[row - 1] if row <= len(self._lines) else None
        return self._grid(int(note.sheet.removeprefix("表")) - 1).element_at(row - 1, column)

    def _grid(self, number: int) -> Grid:
        if number not in self._grids:
            self._grids[number] = read_table(self._tables[number], self._w)
        return self._grids[number]


def _forget_earlier_marks(document: Any) -> None:
    """Take away list, shading and comments of an earlier return, if this document was one."""
    comments = [comment for comment in document.comments if comment.author == _AUTHOR]
    if not comments and OWN_STYLE not in {style.style_id for style in document.styles}:
        return
    own = {str(comment.comment_id) for comment in comments}
    _remove(document, "w:p", lambda paragraph: _style_of(paragraph) == OWN_STYLE)
    for name in _COMMENT_REFERENCES:
        _remove(document, name, lambda reference: reference.get(qn("w:id")) in own)
    _remove(document, "w:shd", lambda shade: shade.get(qn("w:fill")) == _COLOUR)
    for comment in comments:
        comment._comment_elm.getparent().remove(comment._comment_elm)


def _remove(document: Any, name: str, is_own: Callable[[Any], bool]) -> None:
    for element in list(filter(is_own, document.element.iter(qn(name)))):
        element.getparent().remove(element)


def _style_of(paragraph: Any) -> str | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if style is None else style.get(qn("w:val"))


def _shade(element: Any) -> None:
    """Colour a cell, or the text of a paragraph."""
    is_cell = element.tag == qn("w:tc")
    properties = element.get_or_add_tcPr() if is_cell else element.get_or_add_pPr()
    for shade in properties.findall(qn("w:shd")):
        properties.remove(shade)
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _COLOUR)):
        shade.set(qn(name), value)
    later = _AFTER_SHADE_OF_CELL if is_cell else _AFTER_SHADE_OF_PARAGRAPH
    properties.insert_element_before(shade, *later)


_AFTER_SHADE_OF_CELL = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_AFTER_SHADE_OF_PARAGRAPH = (
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)


def _runs(element: Any, document: Any) -> list[Run]:
    """Return the first and the last run, between which the comment stands; an empty cell is given one."""
    runs = list(element.iter(qn("w:r")))
    if not runs:
        paragraph = element if element.tag == qn("w:p") else next(element.iter(qn("w:p")))
        runs = [paragraph.add_r()]
    return [Run(run, document) for run in (runs[0], runs[-1])]


def _list_faults(document: Any, file: str, notes: Sequence[Note]) -> None:
    style = next((each for each in document.styles if each.style_id == OWN_STYLE), None)
    style = style or document.styles.add_style(OWN_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    lines = [
        *_head(file, len(notes)),
        *(f"{number}. {note.sentence}" for number, note in enumerate(notes[:_LISTED], 1)),
    ]
    top = document.element.body
    for place, text in enumerate(lines):
        paragraph = document.add_paragraph(printable(text), style=style)
        top.insert(place, paragraph._p)


def _head(file: str, count: int) -> Iterator[str]:
    yield f"退回：{file}"
    yield (
        "下列各处没有入库。请在标色（有批注）的单元格中改正，然后把本文件重新报送；已入库的行不会重复计算，这几行说明不用删除。"
    )
    yield f"共 {count} 处" + (f"，这里列出前 {_LISTED} 处。" if count > _LISTED else "。")
