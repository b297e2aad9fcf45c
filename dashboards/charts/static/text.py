"""Texts of pictures: plain text from Plotly's HTML, the shipped font, widths and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from unicodedata import category

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from dashboards.charts.static import PT
from dashboards.shared.fonts import SANS, font_files
from dashboards.shared.plotly_text import plain_text

LINE_HEIGHT = 1.45
MISSING = "〓"
"""What stands for a character that the font lacks, as printers do; an empty place would look like a shorter name."""

# Fitting strokes to dots takes a third of the time of a picture, and with 150 dots an inch nobody sees it.
matplotlib.rcParams["text.hinting"] = "no_hinting"

_UNSEEN = ("Cc", "Cf")
_lock = Lock()


def plain(text: object) -> str:
    """Return what Plotly shows for `text`: its few tags and entities read, characters without a glyph marked."""
    known = _known()
    shown = (c for c in plain_text(text) if c == "\n" or (category(c) not in _UNSEEN and not "\ufe00" <= c <= "\ufe0f"))
    return "".join(c if c == "\n" or ord(c) in known else MISSING for c in shown)


def font(size: float) -> FontProperties:
    """Return the shipped font at `size` CSS pixels."""
    return _font(round(size * PT, 2))


@lru_cache(maxsize=64)
def _font(points: float) -> FontProperties:
    return FontProperties(fname=str(font_files()[SANS]), size=points)


@lru_cache(maxsize=1)
def _face() -> FT2Font:
    return FT2Font(str(font_files()[SANS]))


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    with _lock:
        return frozenset(_face().get_charmap())


@lru_cache(maxsize=20_000)
def _advance(character: str) -> float:
    """Return the width of one character in ems."""
    with _lock:
        face = _face()
        glyph = face.load_char(ord(character), LoadFlags.NO_SCALE)
        return float(glyph.horiAdvance) / face.units_per_EM


def width_of(text: str, size: float) -> float:
    """Return the width of the widest line of `text` in CSS pixels."""
    return max((sum(map(_advance, line)) * size for line in text.split("\n")), default=0.0)


def height_of(text: str, size: float) -> float:
    """Return the height of `text` in CSS pixels, all lines."""
    return (text.count("\n") + 1) * size * LINE_HEIGHT


def wrapped(text: str, size: float, width: float) -> str:
    """Return `text` with line breaks so that no line is wider than `width`; Latin words and numbers stay whole."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, size, width))


def _lines(paragraph: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for piece in re.findall(r"[0-9A-Za-z.,%:/_-]+[年月日]?|.", paragraph):
        if line and width_of(line + piece, size) > width:
            yield line
            line = ""
        while width_of(piece, size) > width and len(piece) > 1:
            keep = next(n for n in range(len(piece) - 1, 0, -1) if n == 1 or width_of(piece[:n], size) <= width)
            yield piece[:keep]
            piece = piece[keep:]
        line = line + piece if line else piece.lstrip()
    yield line
