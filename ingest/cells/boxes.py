"""Boxes to tick within a cell, as printed forms have them: □支部党员大会 ☑党课 □主题党日."""

import re

_EMPTY, _TICKED = "□☐▢○◯", "☑■☒✓✔√◉●"
_MARK = re.compile(rf"[{_EMPTY}{_TICKED}]")
_IN_FRONT = re.compile(rf"([{_EMPTY}{_TICKED}])([^{_EMPTY}{_TICKED}]+)")
_BEHIND = re.compile(rf"([^{_EMPTY}{_TICKED}]+)([{_EMPTY}{_TICKED}])")
_FEWEST = 2
_AROUND = " \t\r\n、,，;；/|_（）()"


def ticked(text: str) -> str | None:
    """Return the options of a cell that are ticked, joined with 、; None of a cell that has no boxes to tick.

    A box may stand in front of its option or behind it, and one of them at least must be left empty: what is only
    ticked is a list with bullets.
    """
    marks = _MARK.findall(text)
    if len(marks) < _FEWEST or not any(mark in _EMPTY for mark in marks):
        return None
    is_in_front = _MARK.match(text.strip()) is not None
    if not is_in_front and not _MARK.match(text.strip(_AROUND)[-1]):
        return None
    found = _IN_FRONT.findall(text) if is_in_front else [(mark, option) for option, mark in _BEHIND.findall(text)]
    return "、".join(option.strip(_AROUND) for mark, option in found if mark in _TICKED)
