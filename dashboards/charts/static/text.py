"""Texts of pictures: plain text from Plotly's HTML, the shipped font, widths and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from dashboards.shared.fonts import SANS, widths_of
from dashboards.shared.plotly_text import plain_text

LINE_HEIGHT = 1.45
MISSING = "〓"
"""What stands for a character that the font lacks, as printers do; an empty place would look like a shorter name."""

_WORD = re.compile(r"第[0-9]+季度|[0-9A-Za-z.,%:/_-]+[年月日]?|.")
"""What is not broken: a number with what it counts, a Latin word, a letter."""
_UNSEEN = ("Cc", "Cf")


def plain(text: object) -> str:
    """Return what Plotly shows for `text`: its few tags and entities read, characters without a glyph marked."""
    known = widths_of(SANS)
    shown = (c for c in plain_text(text) if c == "\n" or (category(c) not in _UNSEEN and not "\ufe00" <= c <= "\ufe0f"))
    return "".join(c if c == "\n" or ord(c) in known else MISSING for c in shown)


def width_of(text: str, size: float) -> float:
    """Return the width of the widest line of `text` in CSS pixels."""
    known = widths_of(SANS)
    return max(sum(known.get(ord(letter), 1.0) for letter in line) for line in text.split("\n")) * size


def height_of(text: str, size: float) -> float:
    """Return the height of `text` in CSS pixels, all lines."""
    return (text.count("\n") + 1) * size * LINE_HEIGHT


def longest_word(text: str, size: float) -> float:
    """Return the width of the widest part of `text` that a line break must not go through, in CSS pixels."""
    return max((width_of(word, size) for word in _WORD.findall(text)), default=0.0)


def wrapped(text: str, size: float, width: float) -> str:
    """Return `text` with line breaks so that no line is wider than `width`; Latin words and numbers stay whole
    as far as they fit."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, size, width))


def _lines(paragraph: str, size: float, width: float) -> Iterator[str]:
    line, long = "", 0.0
    for piece in _pieces(paragraph, size, width):
        wide = width_of(piece, size)
        if line and long + wide > width:
            yield line
            line, long = "", 0.0
        if line or not piece.isspace():
            line, long = line + piece, long + wide
    yield line


def _pieces(paragraph: str, size: float, width: float) -> Iterator[str]:
    """Yield what is not broken: words, numbers and single letters; of a word wider than a line, as much as fits."""
    for piece in _WORD.findall(paragraph):
        while width_of(piece, size) > width and len(piece) > 1:
            keep = next(n for n in range(len(piece) - 1, 0, -1) if n == 1 or width_of(piece[:n], size) <= width)
            yield piece[:keep]
            piece = piece[keep:]
        yield piece
