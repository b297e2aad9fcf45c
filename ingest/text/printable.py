"""Text that may stand in any file and on any screen: no control and no direction characters, and no formula by chance.

Control characters cannot be written into .xlsx or .docx at all, and direction characters show a name backwards.
"""

import re
import unicodedata

from ingest.text.chinese import UNSEEN

_UNPRINTABLE = re.compile(f"[{UNSEEN}\x0b\x0c\x1c-\x1f\x85]")
_BEFORE_SIGN = re.compile(rf"^[\s{UNSEEN}]*")
_SIGNS = frozenset("=+-@")


def printable(text: str) -> str:
    """Return the text without what is not seen; tabs and line breaks stay."""
    return _UNPRINTABLE.sub("", text)


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet program may take a text for a formula.

    They pass over white space and what is not seen before the sign, and some take ＝＋－＠ for = + - @.
    """
    if text.startswith(("\t", "\r")):
        return True
    shown = text[_BEFORE_SIGN.match(text).end() :]  # type: ignore[union-attr]  # matches always
    return unicodedata.normalize("NFKC", shown[:1]) in _SIGNS


def neutralised(value: object) -> object:
    """Return a cell that no spreadsheet program takes for a formula; numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    return "'" + printable(value) if starts_formula(value) else printable(value)
